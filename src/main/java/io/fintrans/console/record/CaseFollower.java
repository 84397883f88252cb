package io.fintrans.console.record;

import static io.fintrans.console.record.CaseRecords.PARTITION;

import io.fintrans.console.live.TopicTrouble;
import io.fintrans.reader.TopicReader;
import io.fintrans.reader.UnreadableBatchException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads {@code fintrans.cases} from its beginning and stays at its end, on a thread of its own. Waits for a Kafka that is
 * away and a topic that is not there yet; ends when it is stopped, or when what it reads cannot be right.
 */
final class CaseFollower implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(CaseFollower.class);
    private static final Duration POLL = Duration.ofMillis(500);

    private final Map<String, Object> clientProperties;
    private final TopicReader consumer;
    private final Reader reader;
    private final TopicTrouble trouble;
    private final CountDownLatch stopped = new CountDownLatch(1);

    /** @param clientProperties for Kafka's clients */
    CaseFollower(Map<String, Object> clientProperties, Reader reader) {
        this.clientProperties = clientProperties;
        this.consumer = CaseRecords.reader(clientProperties);
        this.reader = reader;
        this.trouble = new TopicTrouble(clientProperties, PARTITION.topic());
    }

    /** Is given the topic's records, on the follower's thread. */
    interface Reader {
        /** Which cluster the records that follow are from. */
        void connected(String cluster);

        /** @return whether more is wanted */
        boolean record(ConsumerRecord<byte[], byte[]> record);

        /** All that was there at the start has been read. */
        void caughtUp();

        /** There will be no more records. */
        void failed(String why);
    }

    /** Ends reading soon; from any thread. */
    void stop() {
        stopped.countDown();
        consumer.wakeup();
    }

    @Override
    public void run() {
        try (consumer) {
            long end = begin();
            follow(end);
        } catch (WakeupException e) {
            LOG.debug("stopped while it waited", e);
        } catch (UnreadableBatchException e) {
            LOG.error("event=cases-unreadable why=\"{}\"", e.getMessage());
            reader.failed(ChainFault.damaged(e).toString());
        } catch (KafkaException e) {
            LOG.error("event=cases-unreadable", e);
            reader.failed("Kafka refuses to go on: " + e.getMessage());
        }
    }

    /** Takes its place at the topic's beginning and says where the end is. */
    private long begin() {
        while (true) {
            try {
                List<TopicPartition> partitions = consumer.partitions(PARTITION.topic());
                if (!partitions.isEmpty()) {
                    CaseRecords.requireOnePartition(partitions.size());
                    consumer.assign(List.of(PARTITION));
                    consumer.seekToBeginning(List.of(PARTITION));
                    consumer.position(PARTITION);
                    reader.connected(CaseRecords.clusterId(clientProperties));
                    return consumer.endOffsets(List.of(PARTITION)).getOrDefault(PARTITION, 0L);
                }
            } catch (TimeoutException e) {
                LOG.warn("event=cases-wait reason=\"Kafka does not answer\"");
            }
            rest();
        }
    }

    private void rest() {
        try {
            if (stopped.await(POLL.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new WakeupException();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new WakeupException();
        }
    }

    /** A right can be taken away and given back, and nothing is lost meanwhile. */
    private ConsumerRecords<byte[], byte[]> poll() {
        try {
            ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
            trouble.isOver();
            return records;
        } catch (AuthorizationException e) {
            trouble.tell(e);
            rest();
            return ConsumerRecords.empty();
        }
    }

    private void follow(long end) {
        long begin = consumer.position(PARTITION);
        if (begin > 0) {
            reader.failed(ChainFault.beginsAt(begin).toString());
            return;
        }
        boolean behind = true;
        while (stopped.getCount() > 0) {
            if (behind && consumer.position(PARTITION) >= end) {
                behind = false;
                reader.caughtUp();
            }
            for (ConsumerRecord<byte[], byte[]> record : poll()) {
                if (!reader.record(record)) {
                    return;
                }
            }
        }
    }
}
