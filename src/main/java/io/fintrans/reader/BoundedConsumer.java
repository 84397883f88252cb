package io.fintrans.reader;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Kafka's consumer, which also survives records that were made to be too large for it: twelve kilobytes on a broker's disk can unpack to
 * gigabytes.
 *
 * <p>A record is given out with as much of its key, value and headers as the {@link Limits} allow. Where Kafka's own way of unpacking
 * fails, nothing of that poll is lost: a {@link CarefulPass} reads each partition from where it stood, until what was too large is found
 * and passed. Then Kafka's own way is taken again. {@link #poll} throws {@link UnreadableBatchException} where bytes are damaged; whoever
 * wants to go on behind them seeks there.
 */
public final class BoundedConsumer extends KafkaConsumer<byte[], byte[]> {
    private static final Logger LOG = LoggerFactory.getLogger(BoundedConsumer.class);
    /** How long a group may take to commit what comes before a damaged batch. */
    private static final Duration HOLD = Duration.ofSeconds(10);

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final ConsumerConfig config;
    private final Limits limits;
    private final Positions positions = new Positions();
    private @Nullable CarefulPass careful;
    /** A careful pass was in vain, and nothing could be read since. */
    private boolean inVain;

    private long holdEnd;

    /** @param properties of Kafka's consumer, without deserializers */
    public BoundedConsumer(Map<String, Object> properties, Limits limits) {
        super(properties, BoundedBytes.keys(limits), BoundedBytes.values(limits));
        Map<String, Object> all = new HashMap<>(properties);
        all.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        all.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        this.config = new ConsumerConfig(all);
        this.limits = limits;
    }

    @Override
    public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
        CarefulPass pass = careful;
        if (pass != null) {
            return poll(pass, timeout);
        }
        try {
            ConsumerRecords<byte[], byte[]> records = super.poll(timeout);
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
            super.seek(partition, positions.of(partition, this));
        }
        careful = new CarefulPass(
                new PartitionFetch(config), limits, read, partition -> positions.of(partition, this), this::leader);
        return ConsumerRecords.empty();
    }

    private ConsumerRecords<byte[], byte[]> poll(CarefulPass pass, Duration timeout) {
        pass.retain(assignment());
        boolean wanted = pass.wants(readable());
        stayInGroup(wanted || pass.isOver() ? Duration.ZERO : timeout);
        pass.retain(assignment());
        Set<TopicPartition> readable = readable();
        ConsumerRecords<byte[], byte[]> records = ConsumerRecords.empty();
        if (pass.wants(readable)) {
            try {
                records = pass.next(readable);
            } catch (UnreadableBatchException e) {
                return hold(e, timeout);
            }
            records.nextOffsets().forEach((partition, next) -> super.seek(partition, next.offset()));
            positions.advance(records.nextOffsets());
        }
        if (pass.isOver()) {
            inVain = !pass.foundCause();
            endCarefulPass();
        }
        return records;
    }

    /** Does everything that a poll does, but for reading. */
    private void stayInGroup(Duration timeout) {
        Set<TopicPartition> running = readable();
        pause(running);
        try {
            positions.advance(super.poll(timeout).nextOffsets());
        } finally {
            running.retainAll(assignment());
            resume(running);
        }
    }

    /** Whoever steps over the batch must lose nothing before it: until that is committed, or cannot be, the failure has time. */
    private ConsumerRecords<byte[], byte[]> hold(UnreadableBatchException failure, Duration timeout) {
        long now = System.nanoTime();
        if (holdEnd == 0) {
            holdEnd = now + HOLD.toNanos();
        }
        if (groupMetadata().groupId().isEmpty() || now - holdEnd > 0 || isCommitted(failure)) {
            holdEnd = 0;
            throw failure;
        }
        stayInGroup(timeout);
        return ConsumerRecords.empty();
    }

    private boolean isCommitted(UnreadableBatchException failure) {
        TopicPartition partition = failure.partition();
        OffsetAndMetadata committed = committed(Set.of(partition), PATIENCE).get(partition);
        return committed != null && committed.offset() >= failure.first();
    }

    private Set<TopicPartition> readable() {
        Set<TopicPartition> readable = new HashSet<>(assignment());
        readable.removeAll(paused());
        return readable;
    }

    private @Nullable Node leader(TopicPartition partition) {
        List<PartitionInfo> infos = partitionsFor(partition.topic(), PATIENCE);
        return infos.stream()
                .filter(info -> info.partition() == partition.partition())
                .findFirst()
                .map(PartitionInfo::leader)
                .orElse(null);
    }

    private void endCarefulPass() {
        if (careful != null) {
            careful.close();
            careful = null;
        }
    }

    private void moved(TopicPartition partition) {
        if (careful != null) {
            careful.moved(partition);
        }
    }

    @Override
    public void seek(TopicPartition partition, long offset) {
        super.seek(partition, offset);
        positions.set(partition, offset);
        moved(partition);
    }

    @Override
    public void seek(TopicPartition partition, OffsetAndMetadata offset) {
        super.seek(partition, offset);
        positions.set(partition, offset.offset());
        moved(partition);
    }

    @Override
    public void seekToBeginning(Collection<TopicPartition> partitions) {
        super.seekToBeginning(partitions);
        positions.setBeginning(partitions.isEmpty() ? assignment() : partitions);
    }

    @Override
    public void seekToEnd(Collection<TopicPartition> partitions) {
        super.seekToEnd(partitions);
        positions.forget(partitions.isEmpty() ? assignment() : partitions);
    }

    @Override
    public long position(TopicPartition partition) {
        return position(partition, Duration.ofMillis(config.getInt(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG)));
    }

    @Override
    public long position(TopicPartition partition, Duration timeout) {
        long position = super.position(partition, timeout);
        if (positions.known(partition) == null) {
            positions.set(partition, position);
        }
        return position;
    }

    @Override
    public void assign(Collection<TopicPartition> partitions) {
        super.assign(partitions);
        positions.retain(partitions);
    }

    @Override
    public void unsubscribe() {
        super.unsubscribe();
        positions.retain(Set.of());
    }

    @Override
    public void subscribe(Collection<String> topics, ConsumerRebalanceListener listener) {
        super.subscribe(topics, new ForgettingListener(listener, positions));
    }

    @Override
    public void subscribe(Pattern topics, ConsumerRebalanceListener listener) {
        super.subscribe(topics, new ForgettingListener(listener, positions));
    }

    @Override
    public void close() {
        endCarefulPass();
        super.close();
    }

    @Override
    @SuppressWarnings("deprecation") // Kafka Streams may still call it.
    public void close(Duration timeout) {
        endCarefulPass();
        super.close(timeout);
    }

    @Override
    public void close(CloseOptions options) {
        endCarefulPass();
        super.close(options);
    }
}
