package io.fintrans.console.evidence;

import io.fintrans.alert.Alert;
import io.fintrans.alert.Edge;
import io.fintrans.alert.Subject;
import io.fintrans.console.evidence.WindowScan.Bounds;
import io.fintrans.console.evidence.WindowScan.Range;
import io.fintrans.format.Formats;
import io.fintrans.reader.BoundedConsumer;
import io.fintrans.reader.Limits;
import io.fintrans.reader.UnreadableBatchException;
import io.fintrans.topic.record.PaymentReader;
import io.fintrans.transaction.City;
import io.fintrans.transaction.Coordinates;
import io.fintrans.transaction.Payment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Reads the cities' topics for the payments of a window, a bounded number of records at a time. For one thread. */
final class WindowReader implements AutoCloseable {
    /** How long one read may take; then less is read at once. */
    static final Duration PATIENCE = Duration.ofSeconds(8);

    private static final Duration POLL = Duration.ofMillis(100);

    private final List<City> cities;
    private final BoundedConsumer consumer;
    private final PaymentReader reader = new PaymentReader(Formats.STANDARD);

    WindowReader(List<City> cities, Map<String, Object> clientProperties) {
        this.cities = cities;
        Map<String, Object> properties = new HashMap<>(clientProperties);
        properties.putIfAbsent("client.id", "fintrans-console");
        properties.put("isolation.level", "read_committed");
        properties.put("enable.auto.commit", "false");
        properties.put("auto.offset.reset", "none");
        properties.put("allow.auto.create.topics", "false");
        properties.put("default.api.timeout.ms", (int) PATIENCE.toMillis());
        properties.put("max.poll.records", 10_000);
        this.consumer = new BoundedConsumer(properties, Limits.PAYMENTS);
    }

    /** What there is to read for this alert. */
    WindowScan begin(Alert alert) {
        List<TopicPartition> partitions = new ArrayList<>();
        for (City city : cities) {
            List<PartitionInfo> known = consumer.partitionsFor(city.name());
            for (PartitionInfo each : known == null ? List.<PartitionInfo>of() : known) {
                partitions.add(new TopicPartition(each.topic(), each.partition()));
            }
        }
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        // The first record that is so late or later: all before it are earlier, in whatever order they came.
        ToLongFunction<TopicPartition> from = firstAt(partitions, WindowScan.begin(alert), ends);
        ToLongFunction<TopicPartition> behind = firstAt(partitions, alert.asOf(), ends);
        return new WindowScan(
                alert,
                partitions.stream()
                        .collect(Collectors.toMap(
                                Function.identity(),
                                each -> new Bounds(
                                        from.applyAsLong(each),
                                        behind.applyAsLong(each),
                                        ends.getOrDefault(each, 0L)))));
    }

    private ToLongFunction<TopicPartition> firstAt(
            List<TopicPartition> partitions, Instant time, Map<TopicPartition, Long> ends) {
        Map<TopicPartition, OffsetAndTimestamp> found = consumer.offsetsForTimes(
                partitions.stream().collect(Collectors.toMap(Function.identity(), each -> time.toEpochMilli() + 1)));
        return partition -> {
            OffsetAndTimestamp first = found.get(partition);
            long end = ends.getOrDefault(partition, 0L);
            return first == null ? end : Math.min(end, first.offset());
        };
    }

    /**
     * Reads on.
     *
     * @param most records, about
     * @return the payments that it found; nothing if the time was not enough, and then the scan is where it was
     */
    @Nullable
    List<Edge> read(WindowScan scan, int most) {
        Map<TopicPartition, Range> ranges = scan.next(most);
        List<ConsumerRecord<byte[], byte[]>> records = read(ranges, scan.damaged());
        if (records == null) {
            return null;
        }
        scan.read(ranges);
        List<Edge> found = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            for (Payment payment : reader.read(record).payments()) {
                Coordinates coordinates =
                        new Coordinates(record.topic(), record.partition(), record.offset(), payment.index());
                Instant time = Instant.ofEpochMilli(payment.timeIn(record.timestamp()));
                if (scan.take(coordinates, time, payment)) {
                    found.add(Edge.direct(
                            coordinates, time, new Subject.Pair(payment.source(), payment.target()), payment.amount()));
                }
            }
        }
        return found;
    }

    private @Nullable List<ConsumerRecord<byte[], byte[]>> read(
            Map<TopicPartition, Range> ranges, DamagedPlaces damaged) {
        Map<TopicPartition, Long> begins = consumer.beginningOffsets(ranges.keySet());
        consumer.assign(ranges.keySet());
        ranges.forEach((partition, range) ->
                consumer.seek(partition, Math.max(range.from(), begins.getOrDefault(partition, 0L))));
        List<ConsumerRecord<byte[], byte[]>> all = new ArrayList<>();
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!consumer.assignment().isEmpty()) {
            if (System.nanoTime() > end) {
                return null;
            }
            poll(damaged).forEach(record -> {
                Range range = ranges.get(new TopicPartition(record.topic(), record.partition()));
                if (range != null && record.offset() < range.to()) {
                    all.add(record);
                }
            });
            consumer.assign(unread(ranges));
        }
        return all;
    }

    /** Passes what is damaged, and keeps where that was. */
    private ConsumerRecords<byte[], byte[]> poll(DamagedPlaces damaged) {
        try {
            return consumer.poll(POLL);
        } catch (UnreadableBatchException e) {
            damaged.add(e);
            consumer.seek(e.partition(), e.last() + 1);
            return ConsumerRecords.empty();
        }
    }

    private List<TopicPartition> unread(Map<TopicPartition, Range> ranges) {
        List<TopicPartition> unread = new ArrayList<>();
        ranges.forEach((partition, range) -> {
            if (consumer.assignment().contains(partition) && consumer.position(partition) < range.to()) {
                unread.add(partition);
            }
        });
        return unread;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
