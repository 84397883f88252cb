package io.fintrans.console.evidence;

import io.fintrans.alert.Alert;
import io.fintrans.alert.Edge;
import io.fintrans.alert.Subject;
import io.fintrans.console.evidence.WindowScan.Bounds;
import io.fintrans.console.evidence.WindowScan.Range;
import io.fintrans.format.Formats;
import io.fintrans.reader.Limits;
import io.fintrans.reader.TopicReader;
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
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Reads the cities' topics for the payments of a window, a bounded number of records at a time. For one thread. */
final class WindowReader implements AutoCloseable {
    /** How long one read may take; then less is read at once. */
    static final Duration PATIENCE = Duration.ofSeconds(8);

    private final List<City> cities;
    private final TopicReader topics;
    private final PaymentReader reader = new PaymentReader(Formats.STANDARD);

    WindowReader(List<City> cities, Map<String, Object> clientProperties) {
        this.cities = cities;
        this.topics = new TopicReader(
                clientProperties,
                "fintrans-console",
                Limits.PAYMENTS,
                // Less than all is not read, so no standstill is waited for.
                PATIENCE.multipliedBy(2),
                Map.of(
                        "auto.offset.reset",
                        "none",
                        "default.api.timeout.ms",
                        (int) PATIENCE.toMillis(),
                        "max.poll.records",
                        10_000));
    }

    /** What there is to read for this alert. */
    WindowScan begin(Alert alert) {
        List<TopicPartition> partitions = new ArrayList<>();
        cities.forEach(city -> partitions.addAll(topics.partitions(city.name())));
        Map<TopicPartition, Long> ends = topics.endOffsets(partitions);
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
        Map<TopicPartition, OffsetAndTimestamp> found = topics.offsetsForTimes(
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
        Map<TopicPartition, Long> begins = topics.beginningOffsets(ranges.keySet());
        topics.assign(ranges.keySet());
        Map<TopicPartition, Long> ends = new HashMap<>();
        ranges.forEach((partition, range) -> {
            topics.seek(partition, Math.max(range.from(), begins.getOrDefault(partition, 0L)));
            ends.put(partition, range.to());
        });
        Collecting all = new Collecting(damaged);
        return topics.readTo(ends, all) ? all.records : null;
    }

    /** Keeps records as long as there is time, and where what is damaged was. */
    private static final class Collecting implements TopicReader.Sink {
        private final List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        private final DamagedPlaces damaged;
        private final long end = System.nanoTime() + PATIENCE.toNanos();

        Collecting(DamagedPlaces damaged) {
            this.damaged = damaged;
        }

        @Override
        public boolean record(ConsumerRecord<byte[], byte[]> record) {
            records.add(record);
            return true;
        }

        @Override
        public void damaged(UnreadableBatchException batch) {
            damaged.add(batch);
        }

        @Override
        public boolean polled() {
            return System.nanoTime() < end;
        }
    }

    @Override
    public void close() {
        topics.close();
    }
}
