package io.fintrans.reader;

import io.fintrans.alert.Alert;
import io.fintrans.alert.AlertJson;
import io.fintrans.topic.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;

/**
 * Reads the alerts' topic without a consumer group: it needs no permission but to read, and disturbs nobody. One thread
 * reads; {@link #stop()} may come from any.
 */
public final class AlertReader implements AutoCloseable {
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final TopicReader topics;
    private final AtomicBoolean stopped = new AtomicBoolean();
    private AlertNews news = new AlertNews(true);

    /**
     * @param kafkaProperties for the consumer
     * @param committedOnly whether to hide alerts whose transaction is still open or was aborted
     */
    public AlertReader(Map<String, Object> kafkaProperties, boolean committedOnly) {
        Map<String, Object> all = new HashMap<>();
        all.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        // An alert is shown when it is there, not when a batch is full.
        all.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, "1");
        all.putAll(kafkaProperties);
        topics = new TopicReader(
                all,
                "fintrans-alerts",
                Limits.DOCUMENTS,
                PATIENCE,
                Map.of(ConsumerConfig.ISOLATION_LEVEL_CONFIG, committedOnly ? "read_committed" : "read_uncommitted"));
    }

    /**
     * Takes its place in the topic.
     *
     * @param fromBeginning whether with the oldest alert, otherwise behind the newest
     * @return whether the topic exists; if not, this may be called again
     * @throws TimeoutException if Kafka does not answer within ten seconds
     * @throws WakeupException if {@link #stop()} was called
     */
    public boolean open(boolean fromBeginning) {
        List<TopicPartition> partitions = topics.partitions(Topics.ALERTS);
        if (partitions.isEmpty()) {
            return false;
        }
        news = new AlertNews(fromBeginning);
        topics.assign(partitions);
        if (fromBeginning) {
            topics.seekToBeginning(partitions);
        } else {
            topics.seekToEnd(partitions);
        }
        // Seeking is lazy: without a look at the positions, what comes next could be missed.
        partitions.forEach(topics::position);
        return true;
    }

    /**
     * Gives every alert to the listener, in the order of the topic, until {@link #stop()} or until the listener wants no
     * more. After {@link #open}.
     */
    public void follow(Listener listener) {
        Delivery delivery = new Delivery(listener);
        try {
            while (!stopped.get()) {
                for (ConsumerRecord<byte[], byte[]> each : topics.poll(POLL, delivery::damaged)) {
                    if (!delivery.record(each)) {
                        return;
                    }
                }
                if (!delivery.polled()) {
                    return;
                }
            }
        } catch (WakeupException e) {
            stopped.set(true);
        }
    }

    /**
     * The same, up to the alerts that are there when this is called.
     *
     * @throws TimeoutException if Kafka stops answering on the way
     */
    public void readToEnd(Listener listener) {
        try {
            topics.readTo(topics.endOffsets(topics.assignment()), new Delivery(listener));
        } catch (WakeupException e) {
            stopped.set(true);
        }
    }

    /** Ends reading soon. */
    public void stop() {
        stopped.set(true);
        topics.wakeup();
    }

    @Override
    public void close() {
        topics.close();
    }

    /** Makes alerts of records. */
    private final class Delivery implements TopicReader.Sink {
        private final Listener listener;

        Delivery(Listener listener) {
            this.listener = listener;
        }

        @Override
        public boolean record(ConsumerRecord<byte[], byte[]> record) {
            byte[] json = record.value();
            if (json == null) {
                return true; // a tombstone: an alert that was taken back from the compacted topic
            }
            Alert alert;
            try {
                alert = AlertJson.read(json);
            } catch (IllegalArgumentException e) {
                listener.unreadable(record.topic() + "-" + record.partition() + "-" + record.offset(), e);
                return true;
            }
            return !news.isNew(alert) || listener.alert(alert);
        }

        @Override
        public void damaged(UnreadableBatchException batch) {
            listener.unreadable(
                    batch.partition() + "-" + batch.first(), new IllegalArgumentException(batch.getMessage(), batch));
        }

        @Override
        public boolean polled() {
            return !stopped.get() && listener.caughtUp();
        }
    }

    /** Is given what the topic holds. */
    public interface Listener {
        /**
         * An alert, once, however often it was revised.
         *
         * @return whether more is wanted
         */
        boolean alert(Alert alert);

        /** A record that is no alert. */
        void unreadable(String coordinates, IllegalArgumentException why);

        /**
         * All that had come was delivered.
         *
         * @return whether more is wanted
         */
        boolean caughtUp();
    }
}
