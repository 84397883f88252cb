package io.fintrans.console.live;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How far a stage has come with what it reads.
 *
 * @param stage as people call it
 * @param group its consumer group; null for the console, which is in none
 * @param records that it has not read yet
 * @param lag how long the first of them has waited at least; null if that is not known
 * @param exact whether none of them has waited for longer
 * @param words what is wrong, without figures that change; null if nothing is
 */
record StageProgress(
        String stage,
        @Nullable String group,
        State state,
        long records,
        @Nullable Duration lag,
        boolean exact,
        @Nullable String words) {
    /** What is not {@link #CURRENT} is shown in red: what is not known is never shown as well. */
    enum State {
        CURRENT,
        BEHIND,
        /** A producer's open transaction hides what there is to read. */
        HELD,
        STOPPED,
        UNKNOWN
    }

    static StageProgress unknown(String stage, @Nullable String group, String words) {
        return new StageProgress(stage, group, State.UNKNOWN, 0, null, false, words);
    }

    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("stage", stage);
        json.put("group", group);
        json.put("state", state.name().toLowerCase(Locale.ROOT));
        json.put("records", records);
        json.put("lagMillis", lag == null ? null : lag.toMillis());
        json.put("lagExact", exact);
        json.put("words", words);
        return json;
    }
}
