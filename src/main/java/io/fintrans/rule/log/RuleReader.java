package io.fintrans.rule.log;

import io.fintrans.reader.BoundedConsumer;
import io.fintrans.reader.Limits;
import io.fintrans.reader.UnreadableBatchException;
import io.fintrans.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.PartitionInfo;
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
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final BoundedConsumer consumer;
    private final RuleLog log;

    /** @param log takes in what is read */
    public RuleReader(Map<String, Object> clientProperties, RuleLog log) {
        Map<String, Object> properties = new HashMap<>(clientProperties);
        properties.putIfAbsent(ConsumerConfig.CLIENT_ID_CONFIG, "fintrans-rules");
        properties.remove(ConsumerConfig.GROUP_ID_CONFIG);
        // It joins no group, so the protocol of the stage's own consumers is none of its business.
        properties.remove(ConsumerConfig.GROUP_PROTOCOL_CONFIG);
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_uncommitted");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        this.consumer = new BoundedConsumer(properties, Limits.DOCUMENTS);
        this.log = log;
        consumer.assign(List.of(PARTITION));
        consumer.seekToBeginning(List.of(PARTITION));
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
        long end = consumer.endOffsets(List.of(PARTITION), PATIENCE).getOrDefault(PARTITION, 0L);
        long since = System.nanoTime();
        while (consumer.position(PARTITION) < end) {
            if (poll() > 0) {
                since = System.nanoTime();
            } else if (System.nanoTime() - since > PATIENCE.toNanos()) {
                throw new TimeoutException("no record of " + Topics.RULES + " has come for " + PATIENCE.toSeconds()
                        + " s, but there are some");
            }
        }
    }

    private int poll() {
        int read = 0;
        try {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                log.add(record.offset(), Instant.ofEpochMilli(record.timestamp()), record.value());
                read++;
            }
        } catch (UnreadableBatchException e) {
            LOG.error("event=record-not-read why=\"{}\"; left out", e.getMessage());
            consumer.seek(e.partition(), e.last() + 1);
        }
        return read;
    }

    /**
     * Reads on as {@link #readToEnd}, if there is such a topic.
     *
     * @return whether there is
     */
    public boolean readIfThere() {
        List<PartitionInfo> known = consumer.partitionsFor(Topics.RULES);
        boolean there = known != null && !known.isEmpty();
        if (there) {
            readToEnd();
        }
        return there;
    }

    /** Ends a call of {@link #readToEnd} on another thread. */
    public void wakeup() {
        consumer.wakeup();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
