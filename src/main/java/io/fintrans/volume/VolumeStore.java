package io.fintrans.volume;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fintrans.streams.JournaledStore;
import io.fintrans.streams.JournaledStoreBuilder;
import io.fintrans.timeseries.VolumeJson;
import io.fintrans.topic.Topics;
import io.fintrans.transaction.Money;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.streams.state.StoreBuilder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one task knows of its partitions: each second of the last two hours. Seconds that changed go to the journal and to {@code
 * fintrans.volumes} at each commit, whole.
 */
final class VolumeStore extends JournaledStore {
    private static final Logger LOG = LoggerFactory.getLogger(VolumeStore.class);

    /**
     * The journal of a second is needed as long as payments of it may come: up to {@link Topics#MAX_BEHIND} after it was written last, and
     * some hours more for a stage that catches up.
     */
    private static final Duration KEPT = Topics.MAX_BEHIND.plus(Duration.ofDays(1));

    /** How the journal is kept. */
    static final Map<String, String> TOPIC_SETTINGS = Map.of(
            "cleanup.policy",
            "compact,delete",
            "retention.ms",
            Long.toString(KEPT.toMillis()),
            "max.message.bytes",
            Topics.BATCH_BYTES,
            "segment.bytes",
            Integer.toString(16 * 1024 * 1024),
            "message.timestamp.type",
            "LogAppendTime");

    /**
     * The key of a journal's first record. A task that has committed anything has a journal, even if nothing it read was a payment, so
     * that a missing one is noticed. No city has an empty name.
     */
    private static final byte[] BEGIN = " 0 0".getBytes(UTF_8);

    private final String sink;
    private final Map<TopicPartition, Seconds> partitions = new HashMap<>();
    private final List<Second> changed = new ArrayList<>();
    private @Nullable Seconds current;
    private long offset;
    private long passedOver;
    private boolean begun;

    private VolumeStore(String name, String sink) {
        super(name);
        this.sink = sink;
    }

    /** @param sink child of the processor that gets the volumes */
    static StoreBuilder<VolumeStore> builder(String name, String sink) {
        return new JournaledStoreBuilder<>(name, TOPIC_SETTINGS, () -> new VolumeStore(name, sink));
    }

    /**
     * Begins with the payments of a record.
     *
     * @throws io.fintrans.streams.ReplayException if that record or a later one was read before
     */
    void read(String city, int partition, long recordOffset) {
        seconds(city, partition).read(recordOffset);
        offset = recordOffset;
    }

    /**
     * Adds a payment of the record to its second. One that is older than the seconds which are kept is passed over, one with which the total
     * would not fit a {@code long}, and one in another currency: money of two currencies is never added.
     *
     * @param time milliseconds since 1970
     */
    void add(long time, Money amount) {
        Second second = Objects.requireNonNull(current).at(Math.floorDiv(time, 1000L));
        if (second == null || !second.takes(amount)) {
            passedOver++;
        } else if (second.add(amount, offset)) {
            changed.add(second);
        }
    }

    /** The seconds of a partition. */
    Seconds seconds(String city, int partition) {
        Seconds last = current;
        if (last == null || last.partition() != partition || !last.city().equals(city)) {
            last = partitions.computeIfAbsent(
                    new TopicPartition(city, partition), absent -> new Seconds(city, partition));
            current = last;
        }
        return last;
    }

    @Override
    protected void open() {
        partitions.clear();
        changed.clear();
        current = null;
        passedOver = 0;
        begun = false;
    }

    @Override
    protected void writeJournal() {
        if (!begun) {
            begun = true;
            append(BEGIN, new byte[0]);
        }
        long now = changed.isEmpty() ? 0 : now();
        for (Second second : changed) {
            var volume = second.volume();
            byte[] key = volume.key();
            byte[] value = VolumeJson.write(volume);
            append(key, value);
            send(key, value, now, sink);
        }
        changed.clear();
        if (passedOver > 0) {
            LOG.warn(
                    "event=payments-passed-over count={} why=\"more than two hours behind their partition, beyond 63 bits, or in another"
                            + " currency than their second\"",
                    passedOver);
            passedOver = 0;
        }
    }

    @Override
    protected void replay(ConsumerRecord<byte[], byte[]> journalled) {
        begun = true;
        if (Arrays.equals(journalled.key(), BEGIN)) {
            return;
        }
        String[] parts = new String(journalled.key(), UTF_8).split(" ", 4);
        if (parts.length != 3 || journalled.value() == null) {
            throw new IllegalArgumentException("it is not a second of a city");
        }
        int partition = Integer.parseInt(parts[2]);
        long second = Long.parseLong(parts[1]);
        if (partition < 0 || second < 0 || second > latest(journalled)) {
            throw new IllegalArgumentException("its key names a second or a partition that cannot be");
        }
        Seconds seconds = seconds(parts[0], partition);
        if (!seconds.restore(second, Journalled.of(journalled))) {
            LOG.warn(
                    "event=old-copy topic={} partition={} offset={} do=\"forbid others to write to this topic\"",
                    journalled.topic(),
                    journalled.partition(),
                    journalled.offset());
        }
    }

    /** The last second that a payment could have when the record came to the journal. */
    private static long latest(ConsumerRecord<byte[], byte[]> journalled) {
        return journalled.timestampType() == TimestampType.LOG_APPEND_TIME
                ? Math.floorDiv(Topics.latestTime(journalled.timestamp()), 1000L)
                : Long.MAX_VALUE / 1000;
    }

    @Override
    protected void release() {
        open();
    }
}
