package io.fintrans.reader;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Kafka's consumer, which also survives records that were made to be too large for it: twelve kilobytes on a broker's
 * disk can unpack to gigabytes.
 *
 * <p>A record is given out with as much of its key, value and headers as the {@link Limits} allow; {@link BoundedPoll} says what happens
 * where memory is not enough. {@link #poll} throws {@link UnreadableBatchException} where bytes are damaged; whoever wants to go on
 * behind them seeks there.
 */
public class BoundedConsumer extends KafkaConsumer<byte[], byte[]> {
    /** One poll may bring this part of the heap. */
    private static final int HEAP_SHARE = 16;

    private final PollBudget budget;
    private final ConsumerConfig config;
    private final BoundedPoll bounded;

    /** @param properties of Kafka's consumer, without deserializers */
    public BoundedConsumer(Map<String, Object> properties, Limits limits) {
        this(properties, limits, new PollBudget(Runtime.getRuntime().maxMemory() / HEAP_SHARE));
    }

    private BoundedConsumer(Map<String, Object> properties, Limits limits, PollBudget budget) {
        super(properties, BoundedBytes.keys(limits, budget), BoundedBytes.values(limits, budget));
        this.budget = budget;
        this.config = config(properties);
        this.bounded = new BoundedPoll(this, new Inherited(), config, limits);
    }

    /** The settings of a consumer of bytes. */
    public static ConsumerConfig config(Map<String, Object> properties) {
        Map<String, Object> all = new HashMap<>(properties);
        all.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        all.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        return new ConsumerConfig(all);
    }

    private final class Inherited implements BoundedPoll.Raw {
        @Override
        public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
            budget.begin();
            return BoundedConsumer.super.poll(timeout);
        }

        @Override
        public void seek(TopicPartition partition, long offset) {
            BoundedConsumer.super.seek(partition, offset);
        }
    }

    @Override
    public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
        return bounded.poll(timeout);
    }

    @Override
    public void seek(TopicPartition partition, long offset) {
        super.seek(partition, offset);
        bounded.sought(partition, offset);
    }

    @Override
    public void seek(TopicPartition partition, OffsetAndMetadata offset) {
        super.seek(partition, offset);
        bounded.sought(partition, offset.offset());
    }

    @Override
    public void seekToBeginning(Collection<TopicPartition> partitions) {
        super.seekToBeginning(partitions);
        bounded.soughtBeginning(partitions);
    }

    @Override
    public void seekToEnd(Collection<TopicPartition> partitions) {
        super.seekToEnd(partitions);
        bounded.soughtEnd(partitions);
    }

    @Override
    public long position(TopicPartition partition) {
        return position(partition, Duration.ofMillis(config.getInt(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG)));
    }

    @Override
    public long position(TopicPartition partition, Duration timeout) {
        long position = super.position(partition, timeout);
        bounded.stands(partition, position);
        return position;
    }

    @Override
    public OptionalLong currentLag(TopicPartition partition) {
        return BoundedPoll.lag(super.currentLag(partition));
    }

    @Override
    public void subscribe(Collection<String> topics, ConsumerRebalanceListener listener) {
        super.subscribe(topics, bounded.forgetting(listener));
    }

    @Override
    public void subscribe(Pattern topics, ConsumerRebalanceListener listener) {
        super.subscribe(topics, bounded.forgetting(listener));
    }

    @Override
    public void close() {
        bounded.close();
        super.close();
    }

    @Override
    @SuppressWarnings("deprecation") // Kafka Streams may still call it.
    public void close(Duration timeout) {
        bounded.close();
        super.close(timeout);
    }

    @Override
    public void close(CloseOptions options) {
        bounded.close();
        super.close(options);
    }
}
