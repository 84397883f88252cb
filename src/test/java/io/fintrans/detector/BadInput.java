package io.fintrans.detector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.rule.Thresholds;
import io.fintrans.testing.TestRules;
import io.fintrans.topic.record.RejectedHeaders;
import io.fintrans.transaction.Money;
import io.fintrans.transaction.Rejection.Reason;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A detector at work, to which a test sends a bad record between two good payments, which must raise their alert all the same. */
abstract class BadInput {
    static final long NOW = DetectorDriver.NOW.toEpochMilli();
    static final long WINDOW = Duration.ofHours(1).toMillis();
    static final long LATENESS = Duration.ofMinutes(10).toMillis();
    static final byte[] KEY = "a key".getBytes(UTF_8);

    @TempDir
    Path folder;

    @SuppressWarnings("NullAway.Init") // JUnit calls start first.
    DetectorDriver driver;

    @BeforeEach
    void start() {
        driver = new DetectorDriver(
                folder,
                new DetectorSettings(
                        List.of("London", "NYC"),
                        1,
                        TestRules.rulebook(Thresholds.of(Money.usd(1_000_000)), Duration.ofMillis(WINDOW)),
                        Duration.ofMillis(LATENESS),
                        Long.MAX_VALUE / 2));
    }

    @AfterEach
    void stop() {
        driver.close();
    }

    void assertNextPaymentAlerts(long offset) {
        assertThat(driver.alerts()).isEmpty();
        driver.pay("London", "A B 6000.50", NOW + 8);
        assertThat(driver.rejected()).isEmpty();
        assertThat(driver.alerts()).singleElement().satisfies(alert -> {
            assertThat(alert.line()).startsWith("POTENTIAL MONEY LAUNDERING: A -> B totalling 1");
            assertThat(alert.evidence().edges().get(alert.payments() - 1).coordinates())
                    .hasToString("London-0-" + offset);
        });
    }

    TestRecord<byte[], byte[]> onlyRejected() {
        List<TestRecord<byte[], byte[]>> rejected = driver.rejected();
        assertThat(rejected).hasSize(1);
        return rejected.get(0);
    }

    static void assertOrigin(TestRecord<byte[], byte[]> rejected, Reason reason, String topic, long offset, long time) {
        assertThat(text(rejected, RejectedHeaders.REASON)).isEqualTo(reason.code());
        assertThat(text(rejected, RejectedHeaders.DETAIL)).isNotEmpty();
        assertThat(text(rejected, RejectedHeaders.TOPIC)).isEqualTo(topic);
        assertThat(text(rejected, RejectedHeaders.PARTITION)).isEqualTo("0");
        assertThat(text(rejected, RejectedHeaders.OFFSET)).isEqualTo(Long.toString(offset));
        assertThat(text(rejected, RejectedHeaders.TIMESTAMP)).isEqualTo(Long.toString(time));
        for (String name : List.of(RejectedHeaders.REASON, RejectedHeaders.OFFSET)) {
            assertThat(rejected.headers().headers(name)).as(name).hasSize(1);
        }
    }

    static Header header(String name, String value) {
        return new RecordHeader(name, value.getBytes(UTF_8));
    }

    static String text(TestRecord<byte[], byte[]> rejected, String name) {
        return new String(rejected.headers().lastHeader(name).value(), UTF_8);
    }
}
