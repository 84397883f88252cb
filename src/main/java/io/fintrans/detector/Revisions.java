package io.fintrans.detector;

import io.fintrans.alert.Alert;
import io.fintrans.alert.AlertJson;
import io.fintrans.detector.state.WindowStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.function.Supplier;

/**
 * What alerts say too little by now: payments that raised no step have come since. Each is told once in {@link #EVERY} at most, the one
 * that has waited longest first; until then it is noted in the store, so that it outlives the process.
 */
final class Revisions {
    /** How often {@link #take} is to be asked. */
    static final Duration EVERY = Duration.ofSeconds(10);
    /** How many alerts a task revises in that time. */
    static final int MOST = 1000;

    private record Waiting(long since, Alert alert) {}

    private final WindowStore store;
    private final long patience;
    private final Map<Long, Waiting> waiting = new LinkedHashMap<>();
    private long due = Long.MAX_VALUE;
    private boolean restored;

    /** @param lateness how long after it ends a window is held in full */
    Revisions(WindowStore store, Duration lateness) {
        this.store = store;
        this.patience = Math.max(EVERY.toMillis(), lateness.toMillis());
    }

    /** Takes up what was noted before a restart. */
    private void restore() {
        if (!restored) {
            restored = true;
            Map<Long, Supplier<byte[]>> notes = new LinkedHashMap<>(store.notes());
            notes.forEach((episode, note) -> put(episode, AlertJson.read(note.get())));
        }
    }

    /**
     * Notes what an episode's newest alert should say.
     *
     * @param alert without evidence
     */
    void put(long episode, Alert alert) {
        Waiting before = waiting.get(episode);
        waiting.put(episode, new Waiting(before == null ? store.window().time() : before.since(), alert));
        store.note(episode, () -> AlertJson.write(alert));
        findDue();
    }

    /** Forgets what was noted: an alert that is written now says it. */
    void remove(long episode) {
        if (waiting.remove(episode) != null) {
            store.told(episode);
            findDue();
        }
    }

    /**
     * Whether something must be told before time comes so far, because then its window would not be held in full any more, or because what
     * waits takes too much memory.
     */
    boolean isDue(long time) {
        restore();
        return time >= due || store.isFullOfNotes();
    }

    /** Gives out what has waited longest; it counts as told. */
    List<Alert> take(int most) {
        restore();
        List<Alert> taken = new ArrayList<>();
        Iterator<Entry<Long, Waiting>> oldest = waiting.entrySet().iterator();
        List<Long> episodes = new ArrayList<>();
        while (oldest.hasNext() && taken.size() < most) {
            Entry<Long, Waiting> next = oldest.next();
            episodes.add(next.getKey());
            taken.add(next.getValue().alert());
        }
        episodes.forEach(this::remove);
        return taken;
    }

    private void findDue() {
        due = waiting.isEmpty()
                ? Long.MAX_VALUE
                : waiting.values().iterator().next().since() + patience;
    }
}
