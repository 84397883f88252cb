package io.fintrans.reader;

import io.fintrans.alert.Alert;
import io.fintrans.alert.AlertJson;
import io.fintrans.topic.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.PartitionInfo;
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

    private final Consumer<byte[], byte[]> consumer;
    private final AtomicBoolean stopped = new AtomicBoolean();
    private AlertNews news = new AlertNews(true);

    /**
     * @param kafkaProperties for the consumer
     * @param committedOnly whether to hide alerts whose transaction is still open or was aborted
     */
    public AlertReader(Map<String, Object> kafkaProperties, boolean committedOnly) {
        Map<String, Object> all = new HashMap<>();
        all.put(ConsumerConfig.CLIENT_ID_CONFIG, "fintrans-alerts");
        all.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, "10000");
        all.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, "10000");
        // An alert is shown when it is there, not when a batch is full.
        all.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, "1");
        all.put(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, "1000");
        all.putAll(kafkaProperties);
        all.remove(ConsumerConfig.GROUP_ID_CONFIG);
        all.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        all.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
        all.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        all.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, committedOnly ? "read_committed" : "read_uncommitted");
        consumer = new BoundedConsumer(all, Limits.DOCUMENTS);
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
        List<PartitionInfo> found = consumer.partitionsFor(Topics.ALERTS);
        if (found == null || found.isEmpty()) {
            return false;
        }
        List<TopicPartition> partitions = found.stream()
                .map(each -> new TopicPartition(each.topic(), each.partition()))
                .toList();
        news = new AlertNews(fromBeginning);
        consumer.assign(partitions);
        if (fromBeginning) {
            consumer.seekToBeginning(partitions);
        } else {
            consumer.seekToEnd(partitions);
        }
        // Seeking is lazy: without a look at the positions, what comes next could be missed.
        partitions.forEach(consumer::position);
        return true;
    }

    /**
     * Gives every alert to the listener, in the order of the topic, until {@link #stop()} or until the listener wants no
     * more. After {@link #open}.
     */
    public void follow(Listener listener) {
        boolean more = true;
        while (more && !stopped.get()) {
            more = poll(listener);
        }
    }

    /**
     * The same, up to the alerts that are there when this is called.
     *
     * @throws TimeoutException if Kafka stops answering on the way
     */
    public void readToEnd(Listener listener) {
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
        boolean more = true;
        long place = place();
        long since = System.nanoTime();
        while (more && !stopped.get() && !isAt(ends)) {
            more = poll(listener);
            if (place() != place) {
                place = place();
                since = System.nanoTime();
            } else if (System.nanoTime() - since > PATIENCE.toNanos()) {
                throw new TimeoutException("no alerts have come for " + PATIENCE.toSeconds() + " s");
            }
        }
    }

    /** Ends reading soon. */
    public void stop() {
        stopped.set(true);
        consumer.wakeup();
    }

    @Override
    public void close() {
        consumer.close();
    }

    private boolean isAt(Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    /** A number that changes with every step forward. */
    private long place() {
        return consumer.assignment().stream().mapToLong(consumer::position).sum();
    }

    private boolean poll(Listener listener) {
        boolean more = true;
        try {
            for (ConsumerRecord<byte[], byte[]> each : consumer.poll(POLL)) {
                more = more && deliver(each, listener);
            }
        } catch (WakeupException e) {
            return false;
        } catch (UnreadableBatchException e) {
            listener.unreadable(e.partition() + "-" + e.first(), new IllegalArgumentException(e.getMessage(), e));
            consumer.seek(e.partition(), e.last() + 1);
        }
        return more && listener.caughtUp();
    }

    private boolean deliver(ConsumerRecord<byte[], byte[]> each, Listener listener) {
        byte[] json = each.value();
        if (json == null) {
            return true; // a tombstone: an alert that was taken back from the compacted topic
        }
        Alert alert;
        try {
            alert = AlertJson.read(json);
        } catch (IllegalArgumentException e) {
            listener.unreadable(each.topic() + "-" + each.partition() + "-" + each.offset(), e);
            return true;
        }
        return !news.isNew(alert) || listener.alert(alert);
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
