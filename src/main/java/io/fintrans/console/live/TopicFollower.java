package io.fintrans.console.live;

import io.fintrans.reader.Limits;
import io.fintrans.reader.TopicReader;
import io.fintrans.reader.UnreadableBatchException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a whole topic and then what comes, on a thread of its own, outside of any consumer group: every console sees everything.
 */
public final class TopicFollower implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TopicFollower.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

    /** Whether a record may only be read after the one before it. Where it does not matter, all processors read. */
    public enum Order {
        MATTERS,
        DOES_NOT_MATTER
    }

    private final Map<String, Object> clientProperties;
    private final String topic;
    private final @Nullable Long sinceMillis;
    private final Order order;
    private final Consumer<ConsumerRecord<byte[], byte[]>> reader;
    private final TopicTrouble trouble;
    private final TopicReader consumer;
    private final Thread thread;
    private final CountDownLatch caughtUp = new CountDownLatch(1);
    private volatile boolean closed;
    private volatile Map<TopicPartition, Long> positions = Map.of();

    /**
     * @param sinceMillis by the time of the records, which must be in its order, or null for all of them
     * @param order whether their order matters
     * @param reader gets each record: in order one after the other, else several at the same time
     */
    public TopicFollower(
            Map<String, Object> clientProperties,
            String topic,
            @Nullable Long sinceMillis,
            Order order,
            Consumer<ConsumerRecord<byte[], byte[]>> reader) {
        this.clientProperties = Map.copyOf(clientProperties);
        this.topic = topic;
        this.trouble = new TopicTrouble(clientProperties, topic);
        this.sinceMillis = sinceMillis;
        this.order = order;
        this.reader = reader;
        this.consumer = new TopicReader(
                clientProperties,
                "fintrans-console",
                Limits.DOCUMENTS,
                PATIENCE,
                // There is much to read at the start, and somebody waits for it.
                Map.of("max.poll.records", 5000, "max.partition.fetch.bytes", 4 * 1024 * 1024));
        this.thread = new Thread(this::run, "follow-" + topic);
        thread.setDaemon(true);
    }

    public void start() {
        thread.start();
    }

    /**
     * Waits until everything that was in the topic at the start has been read.
     *
     * @return whether that is so
     */
    public boolean awaitCaughtUp(Duration limit) throws InterruptedException {
        return caughtUp.await(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void run() {
        try (consumer) {
            Map<TopicPartition, Long> ends = assign();
            while (!closed) {
                read();
                positions = at(ends.keySet());
                if (caughtUp.getCount() > 0
                        && ends.entrySet().stream()
                                .allMatch(end -> positions.getOrDefault(end.getKey(), 0L) >= end.getValue())) {
                    caughtUp.countDown();
                }
            }
        } catch (WakeupException e) {
            if (!closed) {
                throw e;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Map<TopicPartition, Long> at(Set<TopicPartition> partitions) {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        partitions.forEach(each -> offsets.put(each, consumer.position(each)));
        return offsets;
    }

    /** The offset that comes next, of each partition; nothing before the topic could be found. */
    Map<TopicPartition, Long> positions() {
        return positions;
    }

    /** A page that shows what was true an hour ago is worse than none: whatever fails is said, and tried again. */
    private void read() throws InterruptedException {
        try {
            ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL, TopicFollower::leftOut);
            trouble.isOver();
            if (order == Order.MATTERS) {
                records.forEach(this::read);
            } else {
                List<ConsumerRecord<byte[], byte[]>> all = new ArrayList<>(records.count());
                records.forEach(all::add);
                all.parallelStream().forEach(this::read);
            }
        } catch (WakeupException | InterruptException e) {
            throw e;
        } catch (KafkaException e) {
            trouble.tell(e);
            Thread.sleep(AFTER_FAILURE.toMillis());
        }
    }

    private static void leftOut(UnreadableBatchException batch) {
        LOG.error("event=record-not-read why=\"{}\"; left out", batch.getMessage());
    }

    private void read(ConsumerRecord<byte[], byte[]> record) {
        try {
            reader.accept(record);
        } catch (RuntimeException e) {
            LOG.error(
                    "event=record-not-read topic={} partition={} offset={}; left out",
                    topic,
                    record.partition(),
                    record.offset(),
                    e);
        }
    }

    /** Returns where the topic ends. Kafka may be away for now: then this is tried until it is back. */
    private Map<TopicPartition, Long> assign() throws InterruptedException {
        while (true) {
            try {
                List<TopicPartition> partitions = consumer.partitions(topic);
                if (partitions.isEmpty()) {
                    throw new UnknownTopicOrPartitionException("There is no topic " + topic);
                }
                consumer.assign(partitions);
                consumer.seekToBeginning(partitions);
                if (sinceMillis != null) {
                    seekTo(partitions, sinceMillis);
                }
                return consumer.endOffsets(partitions);
            } catch (WakeupException e) {
                throw e;
            } catch (KafkaException e) {
                trouble.tell(e);
                Thread.sleep(AFTER_FAILURE.toMillis());
            }
        }
    }

    private void seekTo(List<TopicPartition> partitions, long millis) {
        new TimeSearch(clientProperties, millis).offsets(partitions).forEach(consumer::seek);
    }

    @Override
    public void close() {
        closed = true;
        consumer.wakeup();
        try {
            thread.join(POLL.toMillis() * 10);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
