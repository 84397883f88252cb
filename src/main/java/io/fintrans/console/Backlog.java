package io.fintrans.console;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * What a reader has not read yet, and for how long: it remembers when each topic's end was seen first, so nobody has to read a
 * record, whose time may be anything. For one thread.
 */
final class Backlog {
    /** For each partition; of more, every second one is forgotten. */
    private static final int MOST_SEEN = 1000;

    private record Seen(Instant at, long end) {}

    private final Map<TopicPartition, Deque<Seen>> seen = new HashMap<>();
    private long records;
    private Duration lag = Duration.ZERO;

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
        ends.forEach((partition, end) -> look(partition, end, read.getOrDefault(partition, 0L), now));
    }

    private void look(TopicPartition partition, long end, long next, Instant now) {
        Deque<Seen> ends = seen.computeIfAbsent(partition, key -> new ArrayDeque<>());
        if (ends.isEmpty() || ends.getLast().end() < end) {
            ends.addLast(new Seen(now, end));
        }
        while (!ends.isEmpty() && ends.getFirst().end() <= next) {
            ends.removeFirst();
        }
        thin(ends);
        records += Math.max(0, end - next);
        if (!ends.isEmpty()) {
            Duration waits = Duration.between(ends.getFirst().at(), now);
            lag = waits.compareTo(lag) > 0 ? waits : lag;
        }
    }

    private static void thin(Deque<Seen> ends) {
        if (ends.size() > MOST_SEEN) {
            int[] place = {0};
            ends.removeIf(each -> place[0]++ % 2 == 1);
        }
    }

    long records() {
        return records;
    }

    /** How long the first of them has waited at least; nothing if there are none. */
    Duration lag() {
        return lag;
    }
}
