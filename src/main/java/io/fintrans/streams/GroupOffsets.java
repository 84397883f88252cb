package io.fintrans.streams;

import io.fintrans.topic.admin.Answers;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.jspecify.annotations.Nullable;

/** Where a stage has come to, and what its topics hold. */
final class GroupOffsets {
    private final Admin admin;
    private final String group;

    GroupOffsets(Admin admin, String group) {
        this.admin = admin;
        this.group = group;
    }

    /** What the stage has committed, by partition; nothing of a stage that has never run. */
    Map<TopicPartition, Long> committed() {
        Map<TopicPartition, Long> offsets =
                new TreeMap<>((one, other) -> one.toString().compareTo(other.toString()));
        try {
            Answers.get(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata())
                    .forEach((partition, offset) -> put(offsets, partition, offset));
        } catch (GroupIdNotFoundException e) {
            offsets.clear();
        }
        return offsets;
    }

    /**
     * The largest time of a record that the stage has read of these topics, as Kafka Streams notes it beside each offset.
     *
     * @return milliseconds since 1970; {@link Long#MAX_VALUE} if that cannot be told
     */
    long newestTime(Collection<String> topics) {
        long newest = Long.MIN_VALUE;
        for (Map.Entry<TopicPartition, OffsetAndMetadata> each : Answers.get(
                        admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata())
                .entrySet()) {
            if (topics.contains(each.getKey().topic()) && each.getValue() != null) {
                newest = Math.max(newest, time(each.getValue().metadata()));
            }
        }
        return newest == Long.MIN_VALUE ? Long.MAX_VALUE : newest;
    }

    /** A byte with the version of the note and eight with the time come first, in all versions so far. */
    private static long time(String note) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(note));
            int version = bytes.get();
            return version == 1 || version == 2 ? bytes.getLong() : Long.MAX_VALUE;
        } catch (IllegalArgumentException | BufferUnderflowException e) {
            return Long.MAX_VALUE;
        }
    }

    private static void put(
            Map<TopicPartition, Long> offsets, TopicPartition partition, @Nullable OffsetAndMetadata offset) {
        if (offset != null) {
            offsets.put(partition, offset.offset());
        }
    }

    /** The first offset of each partition. */
    Map<TopicPartition, Long> begins(Set<TopicPartition> partitions) {
        Map<TopicPartition, Long> begins = new HashMap<>();
        list(partitions, OffsetSpec::earliest).forEach((partition, at) -> begins.put(partition, at.offset()));
        return begins;
    }

    /** The offset after the last one of each partition, whether committed or not. */
    Map<TopicPartition, Long> ends(Set<TopicPartition> partitions) {
        Map<TopicPartition, Long> ends = new HashMap<>();
        list(partitions, OffsetSpec::latest).forEach((partition, at) -> ends.put(partition, at.offset()));
        return ends;
    }

    /**
     * The first record of each partition with this time or a later one: its offset and time, both -1 where there is none.
     *
     * @param time milliseconds since 1970
     */
    Map<TopicPartition, ListOffsetsResultInfo> since(Set<TopicPartition> partitions, long time) {
        return list(partitions, () -> OffsetSpec.forTimestamp(time));
    }

    private Map<TopicPartition, ListOffsetsResultInfo> list(Set<TopicPartition> partitions, Supplier<OffsetSpec> spec) {
        return partitions.isEmpty()
                ? Map.of()
                : Answers.get(admin.listOffsets(partitions.stream()
                                .collect(Collectors.toMap(partition -> partition, any -> spec.get())))
                        .all());
    }
}
