package io.fintrans.reader;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How a consumer polls in bounded memory. Where Kafka's own way of unpacking fails, nothing of that poll is lost: a {@link CarefulPass}
 * reads each partition from where it stood, until what was too large is found and passed. Then Kafka's own way is taken again.
 */
public final class BoundedPoll implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BoundedPoll.class);
    /** How long a group may take to commit what comes before a damaged batch. */
    private static final Duration HOLD = Duration.ofSeconds(10);

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Consumer<byte[], byte[]> consumer;
    private final Raw raw;
    private final ConsumerConfig config;
    private final Limits limits;
    private final Positions positions = new Positions();
    private @Nullable CarefulPass careful;
    /** What is not to be read while this only stays in its group, and goes on afterwards. */
    private final Set<TopicPartition> held = new HashSet<>();

    private boolean staying;
    /** A careful pass was in vain, and nothing could be read since. */
    private boolean inVain;

    private long holdEnd;

    /** Kafka's own way. */
    public interface Raw {
        /** As {@link Consumer#poll}. */
        ConsumerRecords<byte[], byte[]> poll(Duration timeout);

        /** As {@link Consumer#seek(TopicPartition, long)}. */
        void seek(TopicPartition partition, long offset);
    }

    /**
     * @param consumer that this polls for
     * @param raw the consumer's own poll and seek, not those that come here
     */
    public BoundedPoll(Consumer<byte[], byte[]> consumer, Raw raw, ConsumerConfig config, Limits limits) {
        this.consumer = consumer;
        this.raw = raw;
        this.config = config;
        this.limits = limits;
    }

    /** As {@link Consumer#poll}. */
    public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
        positions.retain(consumer.assignment());
        ConsumerRecords<byte[], byte[]> records = pollOrBegin(timeout);
        positions.retain(consumer.assignment());
        return records;
    }

    private ConsumerRecords<byte[], byte[]> pollOrBegin(Duration timeout) {
        CarefulPass pass = careful;
        if (pass != null) {
            return poll(pass, timeout);
        }
        try {
            ConsumerRecords<byte[], byte[]> records = raw.poll(timeout);
            positions.advance(records.nextOffsets());
            inVain &= records.isEmpty();
            return records;
        } catch (OutOfMemoryError e) {
            if (inVain) {
                throw e;
            }
            return begin(e);
        } catch (KafkaException e) {
            if (inVain || !isOfRecords(e)) {
                throw e;
            }
            return begin(e);
        }
    }

    /** What Kafka throws for bytes that it cannot unpack has no class of its own. */
    private static boolean isOfRecords(KafkaException e) {
        String message = String.valueOf(e.getMessage());
        return message.startsWith("Received exception when fetching the next record")
                || message.startsWith("Record batch for partition")
                || message.startsWith("Encountered corrupt message when fetching");
    }

    private ConsumerRecords<byte[], byte[]> begin(Throwable failure) {
        LOG.warn(
                "event=reading-carefully why={}; nothing is lost, one partition after the other is read until the cause is found",
                failure.getClass().getSimpleName());
        Set<TopicPartition> read = readable();
        for (TopicPartition partition : read) {
            raw.seek(partition, positions.of(partition, consumer, isInGroup()));
        }
        careful = new CarefulPass(
                new PartitionFetch(config),
                limits,
                read,
                partition -> positions.of(partition, consumer, isInGroup()),
                this::leader);
        return ConsumerRecords.empty();
    }

    private ConsumerRecords<byte[], byte[]> poll(CarefulPass pass, Duration timeout) {
        pass.retain(consumer.assignment());
        boolean wanted = pass.wants(readable());
        stayInGroup((wanted && !pass.isWaiting()) || pass.isOver() ? Duration.ZERO : timeout);
        pass.retain(consumer.assignment());
        Set<TopicPartition> readable = readable();
        ConsumerRecords<byte[], byte[]> records = ConsumerRecords.empty();
        if (pass.wants(readable)) {
            try {
                records = pass.next(readable);
            } catch (UnreadableBatchException e) {
                return hold(e, timeout);
            }
            records.nextOffsets().forEach((partition, next) -> raw.seek(partition, next.offset()));
            positions.advance(records.nextOffsets());
        }
        if (pass.isOver()) {
            inVain = pass.wasInVain();
            endCarefulPass();
        }
        return records;
    }

    /** Does everything that a poll does, but for reading. */
    private void stayInGroup(Duration timeout) {
        held.addAll(readable());
        consumer.pause(held);
        staying = true;
        try {
            positions.advance(raw.poll(timeout).nextOffsets());
        } finally {
            staying = false;
            held.retainAll(consumer.assignment());
            consumer.resume(held);
            held.clear();
        }
    }

    /** Other members of the group have these partitions now, or had them meanwhile: what is known of them here is not so any more. */
    public void taken(Collection<TopicPartition> partitions) {
        positions.forget(partitions);
        held.removeAll(partitions);
        if (careful != null) {
            careful.leaveOut(partitions);
        }
    }

    /** These partitions are read from here on; whoever does not want to has paused them already. */
    void given(Collection<TopicPartition> partitions) {
        if (staying) {
            Set<TopicPartition> readable = readable();
            readable.retainAll(partitions);
            consumer.pause(readable);
            held.addAll(readable);
        }
    }

    /** Whoever steps over the batch must lose nothing before it: until that is committed, or cannot be, the failure has time. */
    private ConsumerRecords<byte[], byte[]> hold(UnreadableBatchException failure, Duration timeout) {
        long now = System.nanoTime();
        if (holdEnd == 0) {
            holdEnd = now + HOLD.toNanos();
        }
        if (!isInGroup() || now - holdEnd > 0 || isCommitted(failure)) {
            holdEnd = 0;
            throw failure;
        }
        stayInGroup(timeout);
        return ConsumerRecords.empty();
    }

    private boolean isCommitted(UnreadableBatchException failure) {
        TopicPartition partition = failure.partition();
        OffsetAndMetadata committed =
                consumer.committed(Set.of(partition), PATIENCE).get(partition);
        return committed != null && committed.offset() >= failure.first();
    }

    private boolean isInGroup() {
        String group = config.getString(ConsumerConfig.GROUP_ID_CONFIG);
        return group != null && !group.isEmpty();
    }

    private Set<TopicPartition> readable() {
        Set<TopicPartition> readable = new HashSet<>(consumer.assignment());
        readable.removeAll(consumer.paused());
        return readable;
    }

    private @Nullable Node leader(TopicPartition partition) {
        List<PartitionInfo> infos = consumer.partitionsFor(partition.topic(), PATIENCE);
        return infos.stream()
                .filter(info -> info.partition() == partition.partition())
                .findFirst()
                .map(PartitionInfo::leader)
                .orElse(null);
    }

    /**
     * How much of a partition is left, from what the consumer says. A careful pass reads beyond the end that the consumer knows of; Kafka
     * Streams takes the -1 that follows for a lag that is unknown, and handles nothing of any partition until it is known.
     */
    public static OptionalLong lag(OptionalLong said) {
        return said.isPresent() ? OptionalLong.of(Math.max(0, said.getAsLong())) : said;
    }

    /** The consumer was told to go on there. */
    public void sought(TopicPartition partition, long offset) {
        positions.set(partition, offset);
        if (careful != null) {
            careful.moved(partition);
        }
    }

    /** The consumer was told to go on at the beginning; of all its partitions, if none are given. */
    public void soughtBeginning(Collection<TopicPartition> partitions) {
        positions.setBeginning(partitions.isEmpty() ? consumer.assignment() : partitions);
    }

    /** The consumer was told to go on at the end; of all its partitions, if none are given. */
    public void soughtEnd(Collection<TopicPartition> partitions) {
        positions.forget(partitions.isEmpty() ? consumer.assignment() : partitions);
    }

    /** The consumer has said where it stands. */
    public void stands(TopicPartition partition, long position) {
        if (positions.known(partition) == null) {
            positions.set(partition, position);
        }
    }

    /** Tells the listener what it wants to know, and this what it must forget. */
    ConsumerRebalanceListener forgetting(ConsumerRebalanceListener listener) {
        return new ForgettingListener(listener, this);
    }

    private void endCarefulPass() {
        if (careful != null) {
            careful.close();
            careful = null;
        }
    }

    @Override
    public void close() {
        endCarefulPass();
    }
}
