package io.fintrans.detector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.alert.Alert;
import io.fintrans.detector.judge.Revisions;
import io.fintrans.topic.record.ImpossibleTime;
import io.fintrans.topic.record.RejectedHeaders;
import io.fintrans.transaction.Rejection.Reason;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;

/** Values that would be good, in records that are not: by their headers, key, time, or what came before them. */
class BadRecordTest extends BadInput {
    @Test
    void aRecordWithTenThousandHeadersIsRejectedWithoutThem() {
        driver.pay("London", "A B 6000", NOW);
        Header[] many = new Header[10_000];
        Arrays.setAll(many, i -> header("h" + i, "v"));
        driver.send("London", KEY, "A B 5000".getBytes(UTF_8), NOW, many);
        TestRecord<byte[], byte[]> rejected = onlyRejected();
        assertOrigin(rejected, Reason.HEADERS_TOO_LARGE, "London", 1, NOW);
        assertThat(rejected.headers().toArray()).hasSizeLessThan(10);
        assertNextPaymentAlerts(2);
    }

    @Test
    void oneHugeHeaderIsRejectedAndLargeOnesAreNot() {
        driver.pay("London", "A B 6000", NOW);
        driver.send("London", KEY, "A B 5000".getBytes(UTF_8), NOW, header("big", "x".repeat(900_000)));
        assertOrigin(onlyRejected(), Reason.HEADERS_TOO_LARGE, "London", 1, NOW);
        driver.send("London", KEY, "C D 5000".getBytes(UTF_8), NOW, header("big", "x".repeat(10_000)));
        driver.send("London", KEY, "C D 5000".getBytes(UTF_8), NOW, new RecordHeader("nothing", (byte[]) null));
        assertThat(driver.rejected()).isEmpty();
        assertNextPaymentAlerts(4);
    }

    @Test
    void aHugeKeyIsCutAndAGoodPaymentWithOneIsCounted() {
        byte[] key = new byte[200_000];
        driver.send("London", key, "A A 1".getBytes(UTF_8), NOW);
        assertThat(onlyRejected().key()).hasSize(64 * 1024);
        driver.send("London", key, "A B 6000".getBytes(UTF_8), NOW);
        assertNextPaymentAlerts(2);
    }

    @Test
    void aRecordThatNamesAnotherCityIsRejected() {
        driver.pay("London", "A B 6000", NOW);
        driver.send("London", KEY, "A B 5000".getBytes(UTF_8), NOW, header("city", "NYC"));
        assertOrigin(onlyRejected(), Reason.WRONG_CITY, "London", 1, NOW);
        driver.send("London", KEY, "A B 5000".getBytes(UTF_8), NOW, new RecordHeader("city", (byte[]) null));
        assertOrigin(onlyRejected(), Reason.WRONG_CITY, "London", 2, NOW);
        driver.send("London", KEY, "A B 1".getBytes(UTF_8), NOW, header("city", "London"));
        assertThat(driver.rejected()).isEmpty();
        assertNextPaymentAlerts(4);
    }

    @Test
    void theFarFutureDoesNotCloseTheWindows() {
        driver.pay("London", "A B 6000", NOW);
        for (long time : new long[] {NOW + 300_001, NOW + WINDOW * 24 * 365, Long.MAX_VALUE}) {
            driver.send("London", KEY, "C D 20000".getBytes(UTF_8), time);
            TestRecord<byte[], byte[]> rejected = onlyRejected();
            assertThat(text(rejected, RejectedHeaders.REASON)).isEqualTo("time-in-future");
            assertThat(text(rejected, RejectedHeaders.TIMESTAMP)).isEqualTo(Long.toString(time));
            assertThat(rejected.headers().lastHeader(ImpossibleTime.KEY)).isNull();
        }
        assertThat(driver.store().window().time()).isEqualTo(NOW);
        assertNextPaymentAlerts(4);
    }

    @Test
    void timesBeforeThePartitionsAreTooOld() {
        driver.pay("London", "A B 6000", NOW);
        driver.send("London", KEY, "A B 5000".getBytes(UTF_8), 0);
        assertOrigin(onlyRejected(), Reason.TIME_TOO_OLD, "London", 1, 0);
        long limit = NOW - Duration.ofDays(7).toMillis() - Duration.ofMinutes(5).toMillis();
        driver.send("London", KEY, "A B 5000".getBytes(UTF_8), limit - 1);
        assertOrigin(onlyRejected(), Reason.TIME_TOO_OLD, "London", 2, limit - 1);
        driver.send("London", KEY, "A B 5000".getBytes(UTF_8), limit);
        assertOrigin(onlyRejected(), Reason.LATE, "London", 3, limit);
        assertNextPaymentAlerts(4);
    }

    @Test
    void timesBefore1970AreTooOld() throws ReflectiveOperationException {
        driver.pay("London", "A B 6000", NOW);
        driver.sendAtAnyTime("London", "A B 5000".getBytes(UTF_8), -1);
        assertOrigin(onlyRejected(), Reason.TIME_TOO_OLD, "London", 1, -1);
        driver.sendAtAnyTime("London", "A B 5000".getBytes(UTF_8), Long.MIN_VALUE);
        assertOrigin(onlyRejected(), Reason.TIME_TOO_OLD, "London", 2, Long.MIN_VALUE);
        assertNextPaymentAlerts(3);
    }

    @Test
    void aPaymentBehindEveryWindowIsLate() {
        driver.pay("London", "A B 6000", NOW);
        driver.send("NYC", KEY, "A B 5000".getBytes(UTF_8), NOW - WINDOW - LATENESS, header("trace", "17"));
        TestRecord<byte[], byte[]> rejected = onlyRejected();
        assertOrigin(rejected, Reason.LATE, "NYC", 0, NOW - WINDOW - LATENESS);
        assertThat(rejected.key()).isEqualTo(KEY);
        assertThat(rejected.value()).isEqualTo("A B 5000".getBytes(UTF_8));
        assertThat(text(rejected, "trace")).isEqualTo("17");
        driver.send("NYC", KEY, "A B 5000".getBytes(UTF_8), NOW - WINDOW - LATENESS + 1);
        assertThat(driver.rejected()).isEmpty();
        assertNextPaymentAlerts(1);
    }

    @Test
    void aTotalThatWouldOverflowIsRejectedAndNeverNegative() {
        String most = "A B 10000000000000";
        for (int i = 0; i < 9223; i++) {
            driver.pay("London", most, NOW);
        }
        assertThat(driver.rejected()).isEmpty();
        List<Alert> alerts = driver.alerts();
        assertThat(alerts)
                .as("steps that double")
                .hasSize(14)
                .allSatisfy(alert -> assertThat(alert.total().minorUnits()).isPositive());
        driver.pay("London", most, NOW);
        assertOrigin(onlyRejected(), Reason.TOTAL_TOO_LARGE, "London", 9223, NOW);
        assertThat(driver.alerts()).isEmpty();
        driver.pay("London", "A B 1", NOW);
        driver.driver().advanceWallClockTime(Revisions.EVERY);
        assertThat(driver.alerts())
                .singleElement()
                .satisfies(alert -> assertThat(alert.total()).hasToString("92230000000000001"));
        driver.pay("London", "C D 6000", NOW);
        driver.pay("London", "C D 5000", NOW);
        assertThat(driver.alerts()).hasSize(1);
    }

    @Test
    void aProducerCannotForgeTheDetectorsOwnHeaders() {
        for (String forged : List.of("", "x", "time-in-future", "time-too-old nonsense", "time-in-future 5")) {
            driver.send("London", KEY, "C D 1".getBytes(UTF_8), NOW, header(ImpossibleTime.KEY, forged));
            driver.send("London", KEY, "E E 1".getBytes(UTF_8), NOW, header(ImpossibleTime.KEY, forged));
            assertThat(text(onlyRejected(), RejectedHeaders.REASON)).isEqualTo("self-transfer");
        }
        driver.send(
                "London",
                KEY,
                "A A 1".getBytes(UTF_8),
                NOW,
                header(RejectedHeaders.REASON, "late"),
                header(RejectedHeaders.OFFSET, "77"));
        assertOrigin(onlyRejected(), Reason.SELF_TRANSFER, "London", 10, NOW);
        driver.pay("London", "A B 6000", NOW);
        assertNextPaymentAlerts(12);
    }
}
