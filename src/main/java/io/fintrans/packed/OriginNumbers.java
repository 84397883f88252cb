package io.fintrans.packed;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Gives each partition that a record's payments came from a number, and remembers the last offset of each. */
final class OriginNumbers {
    private static final int NONE = -1;

    private final Map<String, int[]> numbers = new HashMap<>();
    private final List<String> topics = new ArrayList<>();
    private int[] partitions = new int[8];
    private long[] firsts = new long[8];
    private long[] lasts = new long[8];
    private int last = NONE;
    private int nameBytes;

    int size() {
        return topics.size();
    }

    /** How many bytes the names of their topics have. */
    int nameBytes() {
        return nameBytes;
    }

    String topic(int number) {
        return topics.get(number);
    }

    int partition(int number) {
        return partitions[number];
    }

    /** Whether a partition has a number. */
    boolean knows(String topic, int partition) {
        return find(topic, partition) != NONE;
    }

    /** The number of a partition, which is given one if it is new; offsets of a new one count from that one. */
    int numberOf(String topic, int partition, long offset) {
        int number = find(topic, partition);
        if (number == NONE) {
            number = add(topic, partition, offset);
        }
        last = number;
        return number;
    }

    /** How much further that offset is than the last one of that origin. */
    long step(int number, long offset) {
        long step = offset - lasts[number];
        lasts[number] = offset;
        return step;
    }

    private int find(String topic, int partition) {
        if (last != NONE && partitions[last] == partition && topics.get(last).equals(topic)) {
            return last;
        }
        int[] ofTopic = numbers.get(topic);
        return ofTopic == null || partition >= ofTopic.length ? NONE : ofTopic[partition];
    }

    private int add(String topic, int partition, long offset) {
        int number = topics.size();
        if (number == partitions.length) {
            partitions = Arrays.copyOf(partitions, number * 2);
            firsts = Arrays.copyOf(firsts, number * 2);
            lasts = Arrays.copyOf(lasts, number * 2);
        }
        int[] ofTopic = numbers.getOrDefault(topic, new int[0]);
        if (partition >= ofTopic.length) {
            int known = ofTopic.length;
            ofTopic = Arrays.copyOf(ofTopic, Math.max(partition + 1, known * 2));
            Arrays.fill(ofTopic, known, ofTopic.length, NONE);
            numbers.put(topic, ofTopic);
        }
        ofTopic[partition] = number;
        topics.add(topic);
        partitions[number] = partition;
        firsts[number] = offset;
        lasts[number] = offset;
        nameBytes += topic.length();
        return number;
    }

    void writeTo(Column out) {
        out.putUnsigned(size());
        for (int i = 0; i < size(); i++) {
            out.putUnsigned(topics.get(i).length());
            out.putAll(topics.get(i).getBytes(US_ASCII));
            out.putUnsigned(partitions[i]);
            out.putLong(firsts[i]);
        }
    }

    /** Forgets all numbers, but keeps the room for them. */
    void clear() {
        for (int i = 0; i < topics.size(); i++) {
            Objects.requireNonNull(numbers.get(topics.get(i)))[partitions[i]] = NONE;
        }
        topics.clear();
        last = NONE;
        nameBytes = 0;
    }
}
