package io.fintrans.reconcile;

import io.fintrans.transaction.Coordinates;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * Which records the proof is about: of each partition of the cities' topics, those from where it begins to where it ended
 * when the proof began. Every one has a <i>slot</i>: offsets numbered through, partition after partition.
 */
final class Cut {
    /** In place of a slot: at or after the end, so not part of the proof. */
    static final int BEYOND = -1;
    /** In place of a slot: no such partition among the cities, or no such offset. */
    static final int UNKNOWN = -2;
    /** In place of a slot: before the beginning, deleted by the topic's retention. */
    static final int GONE = -3;

    /**
     * One partition.
     *
     * @param begin its first offset
     * @param end the first offset after the cut
     */
    record Range(String topic, int partition, long begin, long end) {
        TopicPartition topicPartition() {
            return new TopicPartition(topic, partition);
        }
    }

    private final List<Range> ranges;
    private final int[] firstSlots;
    private final Map<TopicPartition, Integer> indexes = new HashMap<>();

    /** @throws IllegalArgumentException if the ranges hold more records than a Java array */
    Cut(List<Range> ranges) {
        this.ranges = List.copyOf(ranges);
        this.firstSlots = new int[ranges.size() + 1];
        long slots = 0;
        for (int i = 0; i < ranges.size(); i++) {
            Range range = ranges.get(i);
            indexes.put(range.topicPartition(), i);
            slots += range.end() - range.begin();
            if (slots > Integer.MAX_VALUE - 16) {
                throw new IllegalArgumentException(
                        "The cities' topics hold more than 2147483631 records, the most that one"
                                + " proof can hold. Prove fewer cities at a time with --cities.");
            }
            firstSlots[i + 1] = (int) slots;
        }
    }

    List<Range> ranges() {
        return ranges;
    }

    int slots() {
        return firstSlots[ranges.size()];
    }

    /** The slot where the range begins; the range after it begins where this one ends. */
    int firstSlot(int range) {
        return firstSlots[range];
    }

    /** The position in {@link #ranges()}, or -1. */
    int indexOf(String topic, int partition) {
        return indexes.getOrDefault(new TopicPartition(topic, partition), -1);
    }

    /** Which range a slot is in. */
    int rangeOf(int slot) {
        int low = 0;
        int high = ranges.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (firstSlots[middle] <= slot) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    /** A slot, or {@link #BEYOND}, {@link #UNKNOWN} or {@link #GONE}. */
    int slot(Coordinates coordinates) {
        int index = indexOf(coordinates.topic(), coordinates.partition());
        if (index < 0 || coordinates.offset() < 0) {
            return UNKNOWN;
        }
        Range range = ranges.get(index);
        if (coordinates.offset() >= range.end()) {
            return BEYOND;
        }
        return coordinates.offset() < range.begin()
                ? GONE
                : firstSlots[index] + (int) (coordinates.offset() - range.begin());
    }

    Coordinates coordinates(int slot) {
        int index = rangeOf(slot);
        Range range = ranges.get(index);
        return new Coordinates(range.topic(), range.partition(), range.begin() + slot - firstSlots[index]);
    }
}
