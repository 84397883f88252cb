package io.fintrans.detector.state;

import io.fintrans.streams.ReplayException;
import io.fintrans.transaction.Coordinates;
import io.fintrans.transaction.Place;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The partitions that a task's payments came from, with the count and the sum of all it ever handled from each.
 *
 * <p>A number names a partition, so that a payment in memory needs 16 bits for it. The counts are what {@code fintrans reconcile}
 * holds against the topics.
 */
final class Origins {
    private final List<String> topics = new ArrayList<>();
    private int[] partitions = new int[8];
    private long[] counts = new long[8];
    private long[] sums = new long[8];
    private long[] highest = new long[8];
    private RecordCounts[] records = new RecordCounts[8];
    private long topicBytes;

    /** The number of a partition, which is given one if it is new. */
    int numberOf(String topic, int partition) {
        for (int i = 0; i < topics.size(); i++) {
            if (partitions[i] == partition && topics.get(i).equals(topic)) {
                return i;
            }
        }
        return add(topic, partition);
    }

    /** Counts a payment that was handled. */
    void count(int number, long amount, long place) {
        counts[number]++;
        sums[number] += amount;
        reach(number, place);
    }

    /** Notes that a payment of that {@link Place} was decided upon. */
    void reach(int number, long place) {
        highest[number] = Math.max(highest[number], place);
    }

    /** Counts a record that was read. */
    void read(int number, long offset, boolean passed) {
        records[number].add(offset, passed);
    }

    /** The sentence about a partition that goes back to what was handled before. */
    ReplayException replayed(int number, long place) {
        return new ReplayException(
                topic(number), partition(number), Place.offset(place), Place.offset(highest[number]));
    }

    /** Puts back the counts of a partition as they were journalled. */
    void restore(int number, long count, long sum, long highestPlace, RecordCounts read) {
        counts[number] = count;
        sums[number] = sum;
        highest[number] = highestPlace;
        records[number] = read;
    }

    /** How many partitions have a number. */
    int size() {
        return topics.size();
    }

    /** Where Kafka keeps a payment at a {@link Place}. */
    Coordinates coordinates(int number, long place) {
        return new Coordinates(topic(number), partition(number), Place.offset(place), Place.index(place));
    }

    String topic(int number) {
        return topics.get(number);
    }

    int partition(int number) {
        return partitions[number];
    }

    /** Payments handled from this partition, ever. */
    long count(int number) {
        return counts[number];
    }

    /** Their sum in minor units; wraps around like any {@code long}. */
    long sum(int number) {
        return sums[number];
    }

    /** The highest {@link Place} that was decided upon; {@link Place#NONE} before the first. */
    long highest(int number) {
        return highest[number];
    }

    /** The records that were read from this partition, as far as this task has read them itself. */
    RecordCounts records(int number) {
        return records[number];
    }

    /** The memory that this takes at most, in bytes. */
    long bytes() {
        return topicBytes + partitions.length * 100L;
    }

    private int add(String topic, int partition) {
        int number = topics.size();
        if (number == ArrivalRing.MAX_ORIGINS) {
            throw new IllegalStateException("One task cannot take payments from more than 65536 partitions.");
        }
        if (number == partitions.length) {
            partitions = Arrays.copyOf(partitions, number * 2);
            counts = Arrays.copyOf(counts, number * 2);
            sums = Arrays.copyOf(sums, number * 2);
            highest = Arrays.copyOf(highest, number * 2);
            records = Arrays.copyOf(records, number * 2);
        }
        topics.add(topic);
        topicBytes += 96 + 2L * topic.length();
        partitions[number] = partition;
        highest[number] = Place.NONE;
        records[number] = new RecordCounts();
        return number;
    }
}
