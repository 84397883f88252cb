package io.fintrans.ingest.point;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.ingest.PartitionTime;
import io.fintrans.testing.SeveralFormat;
import io.fintrans.timeseries.LineProtocol;
import io.fintrans.topic.record.TimeBounds;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

/** A record with several payments is as many points, and none writes over another. */
class SeveralPaymentsPointsTest {
    private static final long NOW = Instant.parse("2026-11-01T12:00:00Z").toEpochMilli();

    private final PartitionTime time = new PartitionTime(
            new TimeBounds(Clock.fixed(Instant.ofEpochMilli(NOW), ZoneOffset.UTC)), new SeveralFormat());

    @Test
    void eachPaymentIsAPointAtItsOwnTime() {
        assertThat(lines(
                        new TransactionPoints(new SeveralFormat()), 7, "A B 1;A C x;A D 3 @" + (NOW - 5) + ";A E 4 @1"))
                .containsExactly(
                        "transaction,city=London,partition=0 source=\"A\",target=\"B\",amount=1 " + NOW + "000007",
                        "transaction,city=London,part=0,partition=0 source=\"A\",target=\"D\",amount=3 " + (NOW - 5)
                                + "000898");
        assertThat(lines(new OriginalPoints(new SeveralFormat()), 8, "A B 1;A B 2"))
                .containsExactly(
                        "London,source=A,target=B amount=1 " + NOW + "000800",
                        "London,part=1,source=A,target=B amount=2 " + NOW + "000800");
        assertThat(lines(new TransactionPoints(new SeveralFormat()), 9, "-")).isEmpty();
    }

    @Test
    void noPointIsWrittenOverAnother() {
        String payments = IntStream.range(0, 300).mapToObj(i -> "A B 1").collect(Collectors.joining(";"));
        TransactionPoints points = new TransactionPoints(new SeveralFormat());
        List<String> places = new ArrayList<>();
        for (int offset = 0; offset < 400; offset++) {
            for (String line : lines(points, offset, payments)) {
                String[] parts = line.split(" ", -1);
                places.add(parts[0] + " " + parts[2]);
            }
        }
        assertThat(places).hasSize(120_000).doesNotHaveDuplicates();
    }

    @Test
    void theNewestTimeIsTheSmallestOfARecordThatCanBe() {
        ConsumerRecord<byte[], byte[]> record = record(3, "A B 1 @" + (NOW - 5) + ";A B 2 @" + (NOW - 9) + ";A B 3 @1");
        time.read(record);
        assertThat(Objects.requireNonNull(JudgedTimes.of(record.headers())).time())
                .isEqualTo(NOW - 9);
    }

    private List<String> lines(PointFormat points, long offset, String value) {
        ConsumerRecord<byte[], byte[]> record = record(offset, value);
        time.read(record);
        LineProtocol lines = new LineProtocol();
        points.write(record, lines);
        return new String(lines.toBytes(), US_ASCII)
                .lines()
                .map(line -> line.replace(".00 ", " "))
                .toList();
    }

    private static ConsumerRecord<byte[], byte[]> record(long offset, String value) {
        return new ConsumerRecord<>(
                "London",
                0,
                offset,
                NOW,
                TimestampType.CREATE_TIME,
                ConsumerRecord.NULL_SIZE,
                ConsumerRecord.NULL_SIZE,
                null,
                value.getBytes(US_ASCII),
                new RecordHeaders(),
                Optional.empty());
    }
}
