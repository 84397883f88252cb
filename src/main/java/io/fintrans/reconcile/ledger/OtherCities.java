package io.fintrans.reconcile.ledger;

import io.fintrans.topic.Topics;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The topics that the detector says it has counted payments of, and that the proof does not read: former cities, whose topics may be gone, or such as
 * nobody has named. What they hold belongs in windows of pairs, so that of these nothing is certain while it may be in them. Which pairs those are, {@code
 * fintrans.accepted} says, as far back as it goes.
 */
public final class OtherCities {
    private final Map<String, Long> counted;
    /** The newest time of a payment, by the number of its pair. */
    private final Map<Integer, Long> newest = new HashMap<>();

    private long until;

    /** @param counted how many payments of each, as the detector's journal says */
    public OtherCities(Map<String, Long> counted) {
        this.counted = new TreeMap<>(counted);
        this.until = counted.isEmpty() ? Long.MIN_VALUE : Long.MAX_VALUE;
    }

    /** How many payments of each were counted. */
    public Map<String, Long> counted() {
        return counted;
    }

    public boolean has(String topic) {
        return counted.containsKey(topic);
    }

    /** Takes in a payment of one of them, as it was written on; {@code time} in milliseconds since 1970. */
    public void add(int pair, long time) {
        newest.merge(pair, time, Math::max);
    }

    /**
     * Says what is known of them when all was read that was written on: where that is less than what was counted, any pair may have more payments.
     *
     * @param counters what was counted of each topic by the newest records
     * @param seen how many payments of each are there
     * @param begin when the first record came, in milliseconds since 1970: those that are there no more were made before
     */
    public void end(Map<String, Long> counters, Map<String, Long> seen, long begin) {
        long latest = Long.MIN_VALUE;
        for (Map.Entry<String, Long> each : counted.entrySet()) {
            long there = seen.getOrDefault(each.getKey(), 0L);
            boolean some = counters.getOrDefault(each.getKey(), 0L) < each.getValue() && there > 0;
            boolean all = there >= each.getValue();
            latest = all ? latest : Math.max(latest, some ? Long.MAX_VALUE : Topics.latestTime(begin));
        }
        until = latest;
    }

    /**
     * From when on nothing of them can be in an episode of a pair, in milliseconds since 1970, or {@link Long#MIN_VALUE} or {@link Long#MAX_VALUE}.
     *
     * @param window the longest window, in milliseconds
     */
    public long checkableFrom(int pair, long window) {
        long last = Math.max(until, newest.getOrDefault(pair, Long.MIN_VALUE));
        boolean bounded = last != Long.MIN_VALUE && last < Long.MAX_VALUE - 2 * window;
        return bounded ? last + 2 * window : last;
    }
}
