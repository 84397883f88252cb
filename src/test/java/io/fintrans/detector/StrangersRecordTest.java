package io.fintrans.detector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.alert.Edge;
import io.fintrans.exchange.Watermark;
import io.fintrans.rule.Thresholds;
import io.fintrans.testing.TestRules;
import io.fintrans.topic.record.RejectedHeaders;
import io.fintrans.transaction.Money;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.kafka.common.header.Headers;
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
    private static final String TOPIC = ExchangeRecords.topic(DetectorDriver.APPLICATION);
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
        assertForeign("was not read yet", payment("London", 3, 140_000_000_000_000L, OURS + " X 4000"));
        assertForeign("was not read yet", payment("London", 3, 100, OURS + " X 4000"));
        assertForeign("was not read yet", payment("NYC", 3, 0, OURS + " X 4000"));
        assertForeign("was not read yet", payment("London", 77_000, 0, OURS + " X 4000"));
        driver.hear(payment("London", 3, 99, OURS + " X 4000"));
        driver.hear(payment("London", 3, 40, OURS + " X 4000"));
        driver.positions().set("London", 3, 101);
        driver.hear(payment("London", 3, 100, OURS + " X 4000"));
        assertThat(coordinates())
                .as("genuine ones count")
                .containsExactly("London-3-99", "London-3-40", "London-3-100");
    }

    @Test
    void whatNoTaskCanHaveSentIsRejected() {
        assertForeign("no city's", payment("Atlantis", 3, 1, OURS + " X 20000"));
        assertForeign("no city's", payment(TOPIC, 3, 1, OURS + " X 20000"));
        assertForeign("this task reads itself", payment("London", 0, 1, OURS + " X 20000"));
        assertForeign("belongs to another task", payment("London", 3, 1, OTHERS + " X 20000"));
        assertForeign(
                "of another application",
                ExchangeRecords.payment("another", "London", 3, 1, NOW, NOW, OURS + " X 20000"));
        long ahead = NOW + Duration.ofDays(1).toMillis() + Duration.ofMinutes(5).toMillis();
        assertForeign("ahead of the broker's clock", payment("London", 3, 1, ahead + 1, OURS + " X 20000"));
    }

    /** Two brokers' clocks are never quite the same, and a payment may be as far ahead as its broker allows. */
    @Test
    void paymentsCountThatComeWithATimeWhichCannotBe() {
        long ahead = NOW + Duration.ofMinutes(5).toMillis() + 1;
        Watermark watermark = new Watermark(3, ahead, false);
        driver.hear(
                ExchangeRecords.paymentWith(watermark, DetectorDriver.APPLICATION, "London", 1, NOW, OURS + " X 4000"));
        assertThat(driver.rejected()).isEmpty();
        assertThat(driver.store().window().payments()).isEqualTo(1);
    }

    /** All of a record or nothing: the payment before the one that cannot be is not believed either. */
    @Test
    void whatIsCutOrOfAnotherFormIsRejected() {
        byte[] genuine = payment("London", 3, 1, OURS + " X 20000");
        for (int length = 0; length < genuine.length; length++) {
            assertForeign("", Arrays.copyOf(genuine, length));
        }
        byte[] newer = genuine.clone();
        newer[0] = 2;
        assertForeign("form", newer);
        assertForeign("empty", null);
        assertForeign("", "A B 20000".getBytes(UTF_8));
        Random random = new Random(7);
        for (int i = 0; i < 2_000; i++) {
            byte[] garbage = new byte[random.nextInt(200)];
            random.nextBytes(garbage);
            driver.hear(garbage);
        }
        assertThat(driver.alerts()).isEmpty();
        assertThat(driver.store().window().payments()).isZero();
    }

    /** With what one payment too many adds up to, the pair would be over. */
    @Test
    void anExactCopyIsPassedOverAndCounted() {
        byte[] genuine = payment("London", 3, 7, OURS + " X 4000");
        driver.hear(genuine);
        driver.hear(payment("London", 3, 8, OURS + " X 500"));
        for (int i = 0; i < 5; i++) {
            driver.hear(genuine);
        }
        assertThat(driver.counted("old-copies-total")).isEqualTo(5);
        assertThat(driver.store().window().payments()).isEqualTo(2);
        assertThat(driver.alerts()).isEmpty();
        assertThat(driver.rejected()).isEmpty();
    }

    /** After that it is in no window any more, and it was never late. */
    @Test
    void aCopyOfWhatHasLeftTheWindowIsNotRejectedAsLate() {
        driver.hearReached(NOW - Duration.ofHours(2).toMillis());
        byte[] genuine = payment("London", 3, 7, NOW - Duration.ofHours(2).toMillis(), OURS + " X 4000");
        driver.hear(genuine);
        driver.hearReached(NOW);
        driver.hear(payment("London", 3, 8, OURS + " X 5"));
        assertThat(driver.store().window().payments()).isEqualTo(1);
        driver.hear(genuine);
        assertThat(driver.counted("old-copies-total")).isEqualTo(1);
        assertThat(driver.rejected()).isEmpty();
    }

    @Test
    void aCopyOfALatePaymentIsNotRejectedTwice() {
        driver.hearReached(NOW);
        driver.hear(payment("London", 3, 1, OURS + " X 5"));
        byte[] late = payment("London", 3, 7, NOW - Duration.ofHours(2).toMillis(), OURS + " X 4000");
        driver.hear(late);
        assertThat(driver.rejected()).hasSize(1);
        driver.hear(late);
        assertThat(driver.rejected()).isEmpty();
        assertThat(driver.counted("old-copies-total")).isEqualTo(1);
    }

    /** What a stranger says of a payment that is still on its way costs no genuine payment. */
    @Test
    void aForgedPaymentDoesNotHideThoseBeforeIt() {
        driver.hear(payment("London", 3, 90, OURS + " FORGED 5"));
        for (int offset = 0; offset < 100; offset += 10) {
            driver.hear(payment("London", 3, offset, OURS + " X 1100"));
        }
        assertThat(coordinates()).hasSize(10).contains("London-3-90", "London-3-0");
        assertThat(driver.rejected()).isEmpty();
    }

    /** Which of them is forged is not to be seen here; that the genuine one counts matters more. */
    @Test
    void aForgedPaymentDoesNotReplaceTheOneWithItsCoordinates() {
        driver.hear(payment("London", 3, 90, OURS + " X 1"));
        driver.hear(payment("London", 3, 90, OURS + " X 20000"));
        assertThat(driver.alerts())
                .singleElement()
                .satisfies(alert -> assertThat(alert.total()).isEqualTo(Money.usd(2_000_100)));
    }

    @Test
    void timesFromTheFutureAreRejectedAndMakeNothingLate() {
        driver.hear(payment("London", 3, 1, OURS + " X 1"));
        for (int i = 0; i < 10; i++) {
            for (long time : List.of(9_200_000_000_000_000_000L, NOW + 300_001, Long.MAX_VALUE)) {
                driver.hear(ExchangeRecords.watermark(DetectorDriver.APPLICATION, i % 5, time, i % 2 == 0, NOW));
                driver.hear(ExchangeRecords.reached(DetectorDriver.APPLICATION, time, NOW));
            }
        }
        assertThat(driver.rejected()).hasSize(60);
        assertThat(driver.store().window().watermark()).isEqualTo(Long.MIN_VALUE);
        driver.hear(payment("London", 3, 2, NOW - Duration.ofHours(5).toMillis(), OURS + " X 2"));
        assertThat(driver.rejected()).isEmpty();
        assertThat(driver.store().window().payments()).isEqualTo(2);
    }

    @Test
    void timesThatWereToldLongBeforeTheyCameAreOldCopies() {
        long before = NOW - Duration.ofMinutes(5).toMillis() - 1;
        driver.hear(ExchangeRecords.reached(DetectorDriver.APPLICATION, 5, before));
        driver.hear(ExchangeRecords.watermark(DetectorDriver.APPLICATION, 1, 5, false, before));
        assertThat(driver.counted("old-copies-total")).isEqualTo(2);
        assertThat(driver.store().window().watermark()).isEqualTo(Long.MIN_VALUE);
        driver.hear(ExchangeRecords.reached(DetectorDriver.APPLICATION, 5, before + 1));
        assertThat(driver.store().window().watermark()).isEqualTo(5);
        driver.hear(ExchangeRecords.watermark(DetectorDriver.APPLICATION, 2_000_000_000, NOW, true, NOW));
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
                driver.hear("A B 20000".getBytes(UTF_8));
            }
        } finally {
            System.setErr(before);
        }
        assertThat(log.toString(UTF_8).lines().filter(line -> line.contains("event=foreign-record")))
                .hasSize(10)
                .first()
                .asString()
                .contains("WARN", "topic=" + TOPIC, "partition=0", "offset=0", "forbid others");
        assertThat(driver.counted("foreign-records-total")).isEqualTo(1000);
    }

    private void assertForeign(String why, byte @Nullable [] value) {
        long before = driver.counted("foreign-records-total");
        driver.send(TOPIC, null, value, NOW);
        assertThat(driver.counted("foreign-records-total")).isEqualTo(before + 1);
        assertThat(driver.rejected()).singleElement().satisfies(rejected -> {
            assertThat(text(rejected.headers(), RejectedHeaders.REASON)).isEqualTo("foreign");
            assertThat(text(rejected.headers(), RejectedHeaders.DETAIL)).contains(why);
            assertThat(text(rejected.headers(), RejectedHeaders.TOPIC)).isEqualTo(TOPIC);
            assertThat(text(rejected.headers(), RejectedHeaders.PARTITION)).isEqualTo("0");
            assertThat(Long.parseLong(text(rejected.headers(), RejectedHeaders.TIMESTAMP)))
                    .as("a time to look for it by")
                    .isGreaterThan(NOW - 86_400_000);
        });
        assertThat(driver.alerts()).isEmpty();
        assertThat(driver.store().window().payments()).isZero();
    }

    private static byte[] payment(String city, int partition, long offset, String text) {
        return payment(city, partition, offset, NOW, text);
    }

    private static byte[] payment(String city, int partition, long offset, long time, String text) {
        return ExchangeRecords.payment(DetectorDriver.APPLICATION, city, partition, offset, time, NOW, text);
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
        while (ExchangePartitioner.ownerOf(Integer.toString(i).getBytes(UTF_8), 4) != partition) {
            i++;
        }
        return Integer.toString(i);
    }

    private static String text(Headers headers, String name) {
        return new String(headers.lastHeader(name).value(), UTF_8);
    }
}
