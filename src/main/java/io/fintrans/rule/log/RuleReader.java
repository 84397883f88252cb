package io.fintrans.rule.log;

import io.fintrans.reader.Limits;
import io.fintrans.reader.TopicReader;
import io.fintrans.reader.UnreadableBatchException;
import io.fintrans.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads {@code fintrans.rules} into a {@link RuleLog}, further each time. It needs no permission but to read. For one thread.
 *
 * <p>Nobody writes rules in transactions. Records of transactions are read too, whatever becomes of those: so no open one can keep anybody
 * from knowing the rules, and all readers see the same.
 */
public final class RuleReader implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RuleReader.class);
    private static final TopicPartition PARTITION = new TopicPartition(Topics.RULES, 0);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final TopicReader topics;
    private final RuleLog log;
    private final TopicReader.Sink taking = new TopicReader.Sink() {
        @Override
        public boolean record(ConsumerRecord<byte[], byte[]> record) {
            log.add(record.offset(), Instant.ofEpochMilli(record.timestamp()), record.value());
            return true;
        }

        @Override
        public void damaged(UnreadableBatchException batch) {
            LOG.error("event=record-not-read why=\"{}\"; left out", batch.getMessage());
        }
    };

    /** @param log takes in what is read */
    public RuleReader(Map<String, Object> clientProperties, RuleLog log) {
        this.log = log;
        this.topics = new TopicReader(
                clientProperties,
                "fintrans-rules",
                Limits.DOCUMENTS,
                PATIENCE,
                Map.of(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_uncommitted"));
        topics.assign(List.of(PARTITION));
        topics.seekToBeginning(List.of(PARTITION));
    }

    /** What was read. */
    public RuleLog log() {
        return log;
    }

    /**
     * Reads on, up to what is there when this is called.
     *
     * @throws TimeoutException if Kafka does not answer within ten seconds, or the topic is not there
     */
    public void readToEnd() {
        topics.readTo(topics.endOffsets(List.of(PARTITION), PATIENCE), taking);
    }

    /**
     * Reads on as {@link #readToEnd}, if there is such a topic.
     *
     * @return whether there is
     */
    public boolean readIfThere() {
        boolean there = !topics.partitions(Topics.RULES).isEmpty();
        if (there) {
            readToEnd();
        }
        return there;
    }

    /** Ends a call of {@link #readToEnd} on another thread. */
    public void wakeup() {
        topics.wakeup();
    }

    @Override
    public void close() {
        topics.close();
    }
}
