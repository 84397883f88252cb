package io.fintrans.detector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.alert.Edge;
import io.fintrans.rule.Thresholds;
import io.fintrans.testing.TestRules;
import io.fintrans.topic.RejectedHeaders;
import io.fintrans.transaction.Money;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a stranger writes to the internal topic is believed only as far as a task could have written it, and never ends the detector. The
 * driver has task 0 of four.
 */
class StrangersRecordTest {
    private static final long NOW = DetectorDriver.NOW.toEpochMilli();
    private static final String OURS = account(0);
    private static final String OTHERS = account(2);

    @TempDir
    Path folder;

    private DetectorDriver driver;

    @BeforeEach
    void start() {
        driver = new DetectorDriver(
                folder,
                new DetectorSettings(
                        List.of("London", "NYC"),
                        4,
                        TestRules.rulebook(Thresholds.of(Money.usd(1_000_000)), Duration.ofHours(1)),
                        Duration.ofMinutes(10),
                        Long.MAX_VALUE / 2));
        driver.positions().set("London", 3, 100);
    }

    @AfterEach
    void stop() {
        driver.close();
    }

    @Test
    void anOffsetThatWasNotReadYetIsRejected() {
        assertForeign("was not read yet", OURS + " X 4000", payment("London", 3, 140_000_000_000_000L));
        assertForeign("was not read yet", OURS + " X 4000", payment("London", 3, 100));
        assertForeign("was not read yet", OURS + " X 4000", payment("NYC", 3, 0));
        assertForeign("was not read yet", OURS + " X 4000", payment("London", 77_000, 0));
        send(OURS + " X 4000", payment("London", 3, 99));
        send(OURS + " X 4000", payment("London", 3, 40));
        driver.positions().set("London", 3, 101);
        send(OURS + " X 4000", payment("London", 3, 100));
        assertThat(coordinates())
                .as("genuine ones count")
                .containsExactly("London-3-99", "London-3-40", "London-3-100");
    }

    @Test
    void whatNoTaskCanHaveSentIsRejected() {
        assertForeign("no city's", OURS + " X 20000", payment("Atlantis", 3, 1));
        assertForeign("no city's", OURS + " X 20000", payment(InternalTopic.NAME, 3, 1));
        assertForeign("this task reads itself", OURS + " X 20000", payment("London", 0, 1));
        assertForeign("belongs to another task", OTHERS + " X 20000", payment("London", 3, 1));
        assertForeign("not a payment", "A A 20000", payment("London", 3, 1));
        assertForeign("not a payment", null, payment("London", 3, 1));
    }

    @Test
    void absurdHeadersAreRejected() {
        Header[] genuine = payment("London", 3, 1);
        String digits = "9".repeat(10_000);
        for (String name : List.of("fintrans.partition", "fintrans.offset", "fintrans.time")) {
            assertForeign("longer than it can be", "A B 5", InternalTopic.with(genuine, name, digits));
            assertForeign("is no number", "A B 5", InternalTopic.with(genuine, name, "99999999999999999999"));
            assertForeign("is no number", "A B 5", InternalTopic.with(genuine, name, "x"));
            assertForeign("must not be negative", "A B 5", InternalTopic.with(genuine, name, "-1"));
        }
        assertForeign("longer than", "A B 5", InternalTopic.with(genuine, "fintrans.topic", "L".repeat(300)));
        assertForeign("nor beyond use", "A B 5", InternalTopic.with(genuine, "fintrans.partition", "4294967296"));
        assertForeign("its headers are larger", "A B 5", many(genuine));
        assertForeign("its headers are larger", "A B 5", new RecordHeader("fintrans.key", new byte[70_000]));
        assertForeign("no header fintrans.application", "A B 5");
        assertForeign("no header fintrans.time", "A B 5", genuine[0], genuine[1], genuine[2], genuine[3]);
        assertForeign("no header", "A B 5", genuine[0], genuine[1], new RecordHeader("fintrans.offset", (byte[]) null));
    }

    @Test
    void aKeyOfAnySizeFitsIntoTheInternalTopic() {
        driver.send("London", new byte[1_000_000], (OTHERS + " X 5").getBytes(UTF_8), NOW);
        TestRecord<byte[], byte[]> sent = driver.internal().stream()
                .filter(record -> !OriginHeaders.isWatermark(record.headers()))
                .findFirst()
                .orElseThrow();
        assertThat(OriginHeaders.key(sent.headers())).hasSize(64 * 1024);
        assertThat(OriginHeaders.tooLarge(sent.headers())).isFalse();
    }

    /** With what one payment too many adds up to, the pair would be over. */
    @Test
    void anExactCopyIsPassedOverAndCounted() {
        Header[] genuine = payment("London", 3, 7);
        send(OURS + " X 4000", genuine);
        send(OURS + " X 500", payment("London", 3, 8));
        for (int i = 0; i < 5; i++) {
            send(OURS + " X 4000", genuine);
        }
        assertThat(driver.counted("old-copies-total")).isEqualTo(5);
        assertThat(driver.store().window().payments()).isEqualTo(2);
        assertThat(driver.alerts()).isEmpty();
        assertThat(driver.rejected()).isEmpty();
    }

    /** After that it is in no window any more, and it was never late. */
    @Test
    void aCopyOfWhatHasLeftTheWindowIsNotRejectedAsLate() {
        hear(NOW - Duration.ofHours(2).toMillis());
        Header[] genuine = payment("London", 3, 7, NOW - Duration.ofHours(2).toMillis());
        send(OURS + " X 4000", genuine);
        hear(NOW);
        send(OURS + " X 5", payment("London", 3, 8));
        assertThat(driver.store().window().payments()).isEqualTo(1);
        send(OURS + " X 4000", genuine);
        assertThat(driver.counted("old-copies-total")).isEqualTo(1);
        assertThat(driver.rejected()).isEmpty();
    }

    @Test
    void aCopyOfALatePaymentIsNotRejectedTwice() {
        hear(NOW);
        send(OURS + " X 5", payment("London", 3, 1));
        Header[] late = payment("London", 3, 7, NOW - Duration.ofHours(2).toMillis());
        send(OURS + " X 4000", late);
        assertThat(driver.rejected()).hasSize(1);
        send(OURS + " X 4000", late);
        assertThat(driver.rejected()).isEmpty();
        assertThat(driver.counted("old-copies-total")).isEqualTo(1);
    }

    /** What a stranger says of a payment that is still on its way costs no genuine payment. */
    @Test
    void aForgedPaymentDoesNotHideThoseBeforeIt() {
        send(OURS + " FORGED 5", payment("London", 3, 90));
        for (int offset = 0; offset < 100; offset += 10) {
            send(OURS + " X 1100", payment("London", 3, offset));
        }
        assertThat(coordinates()).hasSize(10).contains("London-3-90", "London-3-0");
        assertThat(driver.rejected()).isEmpty();
    }

    /** Which of them is forged is not to be seen here; that the genuine one counts matters more. */
    @Test
    void aForgedPaymentDoesNotReplaceTheOneWithItsCoordinates() {
        send(OURS + " X 1", payment("London", 3, 90));
        send(OURS + " X 20000", payment("London", 3, 90));
        assertThat(driver.alerts())
                .singleElement()
                .satisfies(alert -> assertThat(alert.total()).isEqualTo(Money.usd(2_000_100)));
    }

    @Test
    void watermarksFromTheFutureAreRejectedAndMakeNothingLate() {
        send(OURS + " X 1", payment("London", 3, 1));
        for (int i = 0; i < 20; i++) {
            for (long time : List.of(9_200_000_000_000_000_000L, NOW + 300_001, Long.MAX_VALUE)) {
                send(null, InternalTopic.watermark(DetectorDriver.APPLICATION, i % 5, time, i % 2 == 0, NOW));
            }
        }
        assertThat(driver.rejected()).hasSize(60);
        assertThat(driver.store().window().watermark()).isEqualTo(Long.MIN_VALUE);
        send(OURS + " X 2", payment("London", 3, 2, NOW - Duration.ofHours(5).toMillis()));
        assertThat(driver.rejected()).isEmpty();
        assertThat(driver.store().window().payments()).isEqualTo(2);
    }

    @Test
    void watermarksThatSayNothingAreRejected() {
        Header[] genuine = InternalTopic.watermark(DetectorDriver.APPLICATION, 1, NOW, true, NOW);
        assertForeign("is no number", null, InternalTopic.with(genuine, "fintrans.task", "x"));
        assertForeign("longer than", null, InternalTopic.with(genuine, "fintrans.task", "1".repeat(10_000)));
        assertForeign("no watermark", null, InternalTopic.with(genuine, "fintrans.task", "-1"));
        assertForeign("no watermark", null, InternalTopic.with(genuine, "fintrans.task", "5000000000"));
        assertForeign("no watermark", null, InternalTopic.with(genuine, "fintrans.idle", "perhaps"));
        assertForeign("must not be", null, InternalTopic.with(genuine, "fintrans.time", "-5"));
        assertForeign("no header fintrans.idle", null, genuine[0], genuine[1], genuine[2]);
        send(null, InternalTopic.watermark(DetectorDriver.APPLICATION, 2_000_000_000, NOW, true, NOW));
        assertThat(driver.rejected())
                .as("a city may have more partitions; nobody waits for those")
                .isEmpty();
    }

    @Test
    void aMillionForgedRecordsAreCountedButOnlyAFewToldOf() {
        PrintStream before = System.err;
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        System.setErr(new PrintStream(log, true, UTF_8));
        try {
            for (int i = 0; i < 1000; i++) {
                send("A B 20000");
            }
        } finally {
            System.setErr(before);
        }
        assertThat(log.toString(UTF_8).lines().filter(line -> line.contains("event=foreign-record")))
                .hasSize(10)
                .first()
                .asString()
                .contains("WARN", "topic=" + InternalTopic.NAME, "partition=0", "offset=0", "forbid others");
        assertThat(driver.counted("foreign-records-total")).isEqualTo(1000);
    }

    private void assertForeign(String why, @Nullable String value, Header... headers) {
        long before = driver.counted("foreign-records-total");
        send(value, headers);
        assertThat(driver.counted("foreign-records-total")).isEqualTo(before + 1);
        assertThat(driver.rejected()).singleElement().satisfies(rejected -> {
            assertThat(text(rejected.headers(), RejectedHeaders.REASON)).isEqualTo("foreign");
            assertThat(text(rejected.headers(), RejectedHeaders.DETAIL)).contains(why);
            assertThat(text(rejected.headers(), RejectedHeaders.TOPIC)).isEqualTo(InternalTopic.NAME);
            assertThat(text(rejected.headers(), RejectedHeaders.PARTITION)).isEqualTo("0");
            assertThat(Long.parseLong(text(rejected.headers(), RejectedHeaders.TIMESTAMP)))
                    .as("a time to look for it by")
                    .isGreaterThan(NOW - 86_400_000);
        });
        assertThat(driver.alerts()).isEmpty();
        assertThat(driver.store().window().payments()).isZero();
    }

    /** All four tasks have read so far. */
    private void hear(long time) {
        for (int task = 0; task < 4; task++) {
            send(null, InternalTopic.watermark(DetectorDriver.APPLICATION, task, time, false, NOW));
        }
    }

    private void send(@Nullable String value, Header... headers) {
        driver.send(InternalTopic.NAME, null, value == null ? null : value.getBytes(UTF_8), NOW, headers);
    }

    private static Header[] payment(String city, int partition, long offset) {
        return payment(city, partition, offset, NOW);
    }

    private static Header[] payment(String city, int partition, long offset, long time) {
        return InternalTopic.payment(DetectorDriver.APPLICATION, city, partition, offset, time);
    }

    private static Header[] many(Header[] headers) {
        Headers many = new RecordHeaders(headers);
        for (int i = 0; i < 64; i++) {
            many.add("more", new byte[0]);
        }
        return many.toArray();
    }

    private List<String> coordinates() {
        return driver.alerts().stream()
                .flatMap(alert -> alert.evidence().edges().stream())
                .map(Edge::coordinates)
                .map(Object::toString)
                .toList();
    }

    private static String account(int partition) {
        int i = 0;
        while (AccountPartitioner.ownerOf(Integer.toString(i).getBytes(UTF_8), 4) != partition) {
            i++;
        }
        return Integer.toString(i);
    }

    private static String text(Headers headers, String name) {
        return new String(headers.lastHeader(name).value(), UTF_8);
    }
}
