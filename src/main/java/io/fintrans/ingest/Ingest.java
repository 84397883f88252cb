package io.fintrans.ingest;

import io.fintrans.reader.BoundedConsumer;
import io.fintrans.reader.Limits;
import io.fintrans.timeseries.Compression;
import io.fintrans.timeseries.InfluxDb;
import io.fintrans.topic.record.TimeBounds;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One instance of ingest: reads topics and writes points, until it is stopped.
 *
 * <p>One thread asks Kafka for records and looks after the requests, which wait elsewhere; so it always asks often enough to keep its
 * partitions, however long InfluxDB takes or is away. An offset is committed after InfluxDB has taken what is before it: killed in
 * between, the same points are written again, over themselves.
 */
public final class Ingest {
    private static final Logger LOG = LoggerFactory.getLogger(Ingest.class);
    private static final Duration WHILE_WAITING = Duration.ofMillis(5);
    private static final Duration WHILE_IDLE = Duration.ofMillis(50);
    private static final long COMMIT_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long SETTLE_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final Duration COMMIT_PATIENCE = Duration.ofSeconds(5);

    private final Consumer<byte[], byte[]> consumer;
    private final RefusedRecords refused;
    private final Delivery delivery;
    private final Lanes lanes;
    private final Tally tally = new Tally();
    private final List<String> topics;
    private long committedAt = System.nanoTime();
    private volatile boolean stopped;

    /**
     * Connects to nothing yet.
     *
     * @param clientProperties how to connect to Kafka; they win over what is set here
     * @param makeDatabase is called when InfluxDB says that there is none; may be called often
     * @param clock says which times of payments are in the future
     */
    public Ingest(
            IngestSettings settings,
            Map<String, Object> clientProperties,
            InfluxDb influx,
            Runnable makeDatabase,
            Clock clock) {
        this.topics = settings.topics();
        this.refused = RefusedRecords.on(clientProperties, settings.group());
        this.delivery = new Delivery(
                influx,
                settings.compression() == Compression.GZIP,
                new BatchEncoder(settings.points(), settings.format(), settings.compression()),
                refused,
                makeDatabase,
                tally);
        // Of the rest of the heap Kafka's client takes up to 16 MB, and what is under way the most.
        this.lanes = new Lanes(
                settings.cities(),
                settings.format(),
                new TimeBounds(clock),
                new SplittableRandom(),
                settings.pause().toNanos(),
                Runtime.getRuntime().maxMemory() / 4);
        this.consumer = new BoundedConsumer(properties(settings.group(), clientProperties), Limits.DOCUMENTS);
    }

    private static Map<String, Object> properties(String group, Map<String, Object> clientProperties) {
        Map<String, Object> properties = new HashMap<>();
        properties.put("client.id", "fintrans-ingest");
        properties.put("auto.offset.reset", "earliest");
        properties.put("session.timeout.ms", "10000");
        properties.put("heartbeat.interval.ms", "2000");
        properties.put("max.poll.records", "2000");
        properties.put("fetch.min.bytes", Integer.toString(128 << 10));
        properties.put("fetch.max.wait.ms", "50");
        properties.put("fetch.max.bytes", Integer.toString(8 << 20));
        properties.put("max.partition.fetch.bytes", Integer.toString(512 << 10));
        properties.put("partition.assignment.strategy", CooperativeStickyAssignor.class.getName());
        properties.putAll(clientProperties);
        properties.put("group.id", group);
        properties.put("enable.auto.commit", "false");
        properties.put("isolation.level", "read_committed");
        return properties;
    }

    /**
     * Works until {@link #stop}.
     *
     * @throws IngestException if InfluxDB does not let this user write
     * @throws KafkaException if Kafka refuses something for good
     */
    public void run() {
        try {
            consumer.subscribe(topics, new Rebalances());
            while (!stopped) {
                read(consumer.poll(lanes.isAnyUnderWay() ? WHILE_WAITING : WHILE_IDLE));
                lanes.all().values().forEach(delivery::step);
                resume();
                commit();
                tally.lag(lag());
            }
        } finally {
            close();
        }
    }

    /** Makes {@link #run} end soon. May be called from any thread. */
    public void stop() {
        stopped = true;
    }

    /** May be called from any thread. */
    public IngestProgress progress() {
        return tally.progress();
    }

    private void read(ConsumerRecords<byte[], byte[]> records) {
        long now = System.nanoTime();
        for (TopicPartition partition : records.partitions()) {
            Lane lane = lanes.of(partition);
            lane.add(records.records(partition), now);
            if (lanes.isFull(lane)) {
                consumer.pause(Set.of(partition));
            }
        }
    }

    private void resume() {
        for (TopicPartition partition : consumer.paused()) {
            if (!lanes.isFull(lanes.of(partition))) {
                consumer.resume(Set.of(partition));
            }
        }
    }

    private void commit() {
        long now = System.nanoTime();
        if (now - committedAt < COMMIT_NANOS) {
            return;
        }
        committedAt = now;
        Map<TopicPartition, OffsetAndMetadata> offsets = lanes.toCommit(consumer.assignment());
        if (!offsets.isEmpty()) {
            consumer.commitAsync(offsets, (sent, failure) -> {
                if (failure == null) {
                    lanes.committed(sent);
                } else {
                    LOG.debug("event=commit-failed, tried again soon", failure);
                }
            });
        }
    }

    private void commitNow(Collection<TopicPartition> partitions) {
        lanes.settle(partitions, SETTLE_NANOS);
        Map<TopicPartition, OffsetAndMetadata> offsets = lanes.toCommit(partitions);
        if (offsets.isEmpty()) {
            return;
        }
        try {
            consumer.commitSync(offsets, COMMIT_PATIENCE);
            lanes.committed(offsets);
        } catch (KafkaException e) {
            LOG.warn("event=commit-failed why=\"{}\"; some points will be written again", e.getMessage());
        }
    }

    private long lag() {
        long lag = lanes.records();
        for (TopicPartition partition : consumer.assignment()) {
            OptionalLong unread = consumer.currentLag(partition);
            lag += unread.orElse(0);
        }
        return lag;
    }

    private void close() {
        try {
            commitNow(Set.copyOf(lanes.all().keySet()));
        } finally {
            refused.close();
            consumer.close(CloseOptions.timeout(COMMIT_PATIENCE));
        }
    }

    /** Leaves to the next owner of a partition as little as possible to write again. */
    private final class Rebalances implements ConsumerRebalanceListener {
        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            if (!partitions.isEmpty()) {
                LOG.info("event=partitions-assigned count={}", partitions.size());
                consumer.committed(Set.copyOf(partitions)).forEach(lanes::resume);
                partitions.forEach(lanes::of);
            }
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            if (!partitions.isEmpty()) {
                LOG.info("event=partitions-revoked count={}", partitions.size());
                commitNow(partitions);
                lanes.remove(partitions);
            }
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> partitions) {
            LOG.warn("event=partitions-lost count={}", partitions.size());
            lanes.remove(partitions);
        }
    }
}
