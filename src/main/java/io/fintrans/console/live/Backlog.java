package io.fintrans.console.live;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * What a reader has not read yet, and for how long: it remembers when each topic's end was seen first, so nobody has to read a
 * record, whose time may be anything. What was there already at the first look, or came while nobody looked, may have waited for any time:
 * {@link #isExact()} says so. For one thread.
 */
final class Backlog {
    /** For each partition; when there are more, it remembers half of them, and from then on only half as often. */
    private static final int MOST_SEEN = 1000;

    /** Between two looks that follow each other; what comes in a longer pause has come at any time in it. */
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    /**
     * An end, and when it was seen first.
     *
     * @param exact whether it was not there at the look before, soon before
     */
    private record Seen(Instant at, long end, boolean exact) {}

    /** The ends of a partition behind what was read, the earliest first. */
    private static final class Ends {
        private final Deque<Seen> seen = new ArrayDeque<>();
        private Duration apart = Duration.ZERO;
        private @Nullable Instant looked;

        void look(long end, long next, Instant now) {
            while (!seen.isEmpty() && seen.getFirst().end() <= next) {
                seen.removeFirst();
            }
            if (seen.isEmpty()) {
                apart = Duration.ZERO;
            }
            if (end > next && (seen.isEmpty() || isNews(end, now))) {
                boolean exact = looked != null && !now.isAfter(looked.plus(LONGEST_PAUSE));
                seen.addLast(new Seen(now, end, exact));
            }
            looked = now;
            if (seen.size() > MOST_SEEN) {
                int[] place = {0};
                seen.removeIf(each -> place[0]++ % 2 == 1);
                apart = Duration.between(seen.getFirst().at(), now).dividedBy(seen.size());
            }
        }

        private boolean isNews(long end, Instant now) {
            Seen last = seen.getLast();
            return last.end() < end && !last.at().plus(apart).isAfter(now);
        }

        Duration lag(Instant now) {
            return seen.isEmpty()
                    ? Duration.ZERO
                    : Duration.between(seen.getFirst().at(), now);
        }

        boolean isExact() {
            return seen.isEmpty() || seen.getFirst().exact();
        }
    }

    private final Map<TopicPartition, Ends> seen = new HashMap<>();
    private long records;
    private Duration lag = Duration.ZERO;
    private boolean exact = true;

    /**
     * Compares.
     *
     * @param ends of all partitions
     * @param read the offset that the reader comes to next; none for partitions that it has not begun
     */
    void look(Map<TopicPartition, Long> ends, Map<TopicPartition, Long> read, Instant now) {
        seen.keySet().retainAll(ends.keySet());
        records = 0;
        lag = Duration.ZERO;
        exact = true;
        ends.forEach((partition, end) -> look(partition, end, read.getOrDefault(partition, 0L), now));
    }

    private void look(TopicPartition partition, long end, long next, Instant now) {
        Ends ends = seen.computeIfAbsent(partition, key -> new Ends());
        ends.look(end, next, now);
        records += Math.max(0, end - next);
        Duration waits = ends.lag(now);
        lag = waits.compareTo(lag) > 0 ? waits : lag;
        exact &= ends.isExact();
    }

    long records() {
        return records;
    }

    /** How long the first of them has waited at least; nothing if there are none. */
    Duration lag() {
        return lag;
    }

    /** Whether none of them can have waited for longer than {@link #lag()}. */
    boolean isExact() {
        return exact;
    }
}
