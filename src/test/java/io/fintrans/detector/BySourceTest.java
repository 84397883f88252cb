package io.fintrans.detector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.alert.Evidence;
import io.fintrans.detector.rule.Thresholds;
import io.fintrans.topic.RejectedHeaders;
import io.fintrans.topic.Topics;
import io.fintrans.transaction.Money;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The way of payments that are not in the partition of their source account. The driver has task 0 of four. */
class BySourceTest {
    private static final long NOW = DetectorDriver.NOW.toEpochMilli();
    private static final int PARTITIONS = 4;
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
                        PARTITIONS,
                        Thresholds.of(Money.usd(1_000_000)),
                        Duration.ofHours(1),
                        Duration.ofMinutes(10),
                        Long.MAX_VALUE / 2));
    }

    @AfterEach
    void stop() {
        driver.close();
    }

    @Test
    void aPaymentOfOurSourceIsHandledHereWhateverItsKey() {
        pay("London", null, OURS + " X 4000");
        pay("NYC", OURS, OURS + " X 4000");
        pay("London", OTHERS, OURS + " X 4000");
        assertThat(coordinates()).containsExactly("London-0-0", "NYC-0-0", "London-0-1");
        assertThat(driver.written()).doesNotContain(Topics.BY_SOURCE);
    }

    /** In the driver the record comes back to the only task there is; on a broker, to the one it is for. */
    @Test
    void aPaymentOfAnotherSourceTakesTheDetourAndKeepsItsCoordinates() {
        pay("London", null, OTHERS + " X 4000");
        pay("NYC", OTHERS, OTHERS + " X 4000");
        pay("London", OURS, OTHERS + " X 4000");
        assertThat(coordinates()).containsExactly("London-0-0", "NYC-0-0", "London-0-1");
        assertThat(driver.written()).contains(Topics.BY_SOURCE);
    }

    @Test
    void theDetoursRecordIsKeyedBySourceAndSaysWhereItCameFrom() {
        driver.send("NYC", "wrong".getBytes(UTF_8), (OTHERS + " X 12.50").getBytes(UTF_8), NOW, header("trace", "17"));
        TestRecord<byte[], byte[]> forwarded = driver.bySource().get(0);
        assertThat(forwarded.key()).isEqualTo(OTHERS.getBytes(UTF_8));
        assertThat(forwarded.value()).isEqualTo((OTHERS + " X 12.50").getBytes(UTF_8));
        assertThat(forwarded.timestamp()).isEqualTo(NOW);
        assertThat(OriginHeaders.read(forwarded.headers())).hasToString("NYC-0-0");
    }

    @Test
    void aRecordThatIsNoPaymentDoesNotTakeTheDetour() {
        pay("London", OTHERS, OTHERS + " X nonsense");
        assertThat(driver.rejected()).hasSize(1);
        assertThat(driver.written()).doesNotContain(Topics.BY_SOURCE);
    }

    @Test
    void aLatePaymentIsRejectedWithTheCoordinatesOfItsCity() {
        pay("London", null, OURS + " X 1");
        driver.send(
                "NYC",
                null,
                (OTHERS + " X 1").getBytes(UTF_8),
                NOW - Duration.ofMinutes(70).toMillis());
        Headers headers = driver.rejected().get(0).headers();
        assertThat(text(headers, RejectedHeaders.REASON)).isEqualTo("late");
        assertThat(text(headers, RejectedHeaders.TOPIC)).isEqualTo("NYC");
        assertThat(text(headers, RejectedHeaders.OFFSET)).isEqualTo("0");
    }

    @Test
    void foreignRecordsAreIgnoredWithAWarning() {
        Header ours = header("fintrans.application", DetectorDriver.APPLICATION);
        Header topic = header("fintrans.topic", "London");
        Header partition = header("fintrans.partition", "0");
        Header offset = header("fintrans.offset", "3");
        assertIgnored("no header fintrans.application", "A B 20000");
        assertIgnored("no header fintrans.topic", "A B 20000", ours);
        assertIgnored("no header fintrans.partition", "A B 20000", ours, topic, offset);
        assertIgnored("no header fintrans.offset", "A B 20000", ours, topic, partition);
        assertIgnored("For input string", "A B 20000", ours, topic, partition, header("fintrans.offset", "x"));
        assertIgnored("must not be negative", "A B 20000", ours, topic, partition, header("fintrans.offset", "-1"));
        assertIgnored("must not be negative", "A B 20000", ours, topic, header("fintrans.partition", "-1"), offset);
        assertIgnored(
                "no header", "A B 20000", ours, topic, partition, new RecordHeader("fintrans.offset", (byte[]) null));
        assertIgnored("not a payment", "A A 20000", ours, topic, partition, offset);
        assertIgnored("not a payment", null, ours, topic, partition, offset);
        pay("London", null, OURS + " X 20000");
        assertThat(driver.alerts()).hasSize(1);
    }

    @Test
    void recordsOfAnotherDetectorAreLeftToIt() {
        driver.send(
                Topics.BY_SOURCE,
                null,
                "A B 20000".getBytes(UTF_8),
                NOW,
                header("fintrans.application", "another-detector"),
                header("fintrans.topic", "London"),
                header("fintrans.partition", "0"),
                header("fintrans.offset", "3"));
        assertThat(driver.store().window().payments()).isZero();
        pay("London", null, OURS + " X 20000");
        assertThat(driver.alerts()).hasSize(1);
    }

    /** Streams' own extractor would end the thread, and the next one, and the next. */
    @Test
    void aForeignRecordWithATimeBefore1970IsSkipped() throws ReflectiveOperationException {
        driver.sendAtAnyTime(Topics.BY_SOURCE, "A B 20000".getBytes(UTF_8), -1);
        assertThat(driver.store().window().payments()).isZero();
        pay("London", null, OURS + " X 20000");
        assertThat(driver.alerts()).hasSize(1);
    }

    private void assertIgnored(String why, @Nullable String value, Header... headers) {
        PrintStream before = System.err;
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        System.setErr(new PrintStream(log, true, UTF_8));
        try {
            driver.send(Topics.BY_SOURCE, null, value == null ? null : value.getBytes(UTF_8), NOW, headers);
        } finally {
            System.setErr(before);
        }
        assertThat(log.toString(UTF_8)).contains("WARN", "event=foreign-record", why);
        assertThat(driver.alerts()).isEmpty();
        assertThat(driver.rejected()).isEmpty();
        assertThat(driver.store().window().payments()).isZero();
    }

    private void pay(String city, @Nullable String key, String value) {
        driver.send(city, key == null ? null : key.getBytes(UTF_8), value.getBytes(UTF_8), NOW);
    }

    /** Of the evidence of the one alert. */
    private List<String> coordinates() {
        return driver.alerts().stream()
                .flatMap(alert -> alert.evidence().stream())
                .map(Evidence::coordinates)
                .map(Object::toString)
                .toList();
    }

    private static String account(int partition) {
        for (int i = 0; ; i++) {
            byte[] bytes = Integer.toString(i).getBytes(UTF_8);
            if (Utils.toPositive(Utils.murmur2(bytes)) % PARTITIONS == partition) {
                return Integer.toString(i);
            }
        }
    }

    private static Header header(String name, String value) {
        return new RecordHeader(name, value.getBytes(UTF_8));
    }

    private static String text(Headers headers, String name) {
        return new String(headers.lastHeader(name).value(), UTF_8);
    }
}
