package io.fintrans.detector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.alert.Edge;
import io.fintrans.rule.Thresholds;
import io.fintrans.testing.TestRules;
import io.fintrans.topic.RejectedHeaders;
import io.fintrans.transaction.Money;
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
    private long late;

    @BeforeEach
    void start() {
        driver = new DetectorDriver(
                folder,
                new DetectorSettings(
                        List.of("London", "NYC"),
                        PARTITIONS,
                        TestRules.rulebook(Thresholds.of(Money.usd(1_000_000)), Duration.ofHours(1)),
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
        assertThat(detours()).isEmpty();
    }

    @Test
    void aPaymentOfAnotherSourceIsSentToItsTask() {
        pay("London", null, OTHERS + " X 4000");
        pay("NYC", OTHERS, OTHERS + " X 4000");
        pay("London", OURS, OTHERS + " X 4000");
        assertThat(detours()).hasSize(3);
        assertThat(driver.store().window().payments()).isZero();
    }

    @Test
    void aPaymentThatAnotherTaskSentKeepsItsCoordinates() {
        pay("London", null, OURS + " X 4000");
        hear("NYC", 3, 17, OURS + " X 4000", NOW);
        hear("London", 1, 0, OURS + " X 4000", NOW);
        assertThat(coordinates()).containsExactly("London-0-0", "NYC-3-17", "London-1-0");
    }

    @Test
    void theDetoursRecordIsKeyedBySourceAndSaysWhereItCameFrom() {
        driver.send("NYC", "wrong".getBytes(UTF_8), (OTHERS + " X 12.50").getBytes(UTF_8), NOW, header("trace", "17"));
        TestRecord<byte[], byte[]> forwarded = detours().get(0);
        assertThat(forwarded.key()).isEqualTo(OTHERS.getBytes(UTF_8));
        assertThat(forwarded.value()).isEqualTo((OTHERS + " X 12.50").getBytes(UTF_8));
        assertThat(forwarded.timestamp()).isEqualTo(NOW);
        assertThat(OriginHeaders.read(forwarded.headers())).hasToString("NYC-0-0");
        assertThat(OriginHeaders.time(forwarded.headers())).isEqualTo(NOW);
    }

    @Test
    void aRecordThatIsNoPaymentDoesNotTakeTheDetour() {
        pay("London", OTHERS, OTHERS + " X nonsense");
        assertThat(driver.rejected()).hasSize(1);
        assertThat(detours()).isEmpty();
    }

    @Test
    void aLatePaymentIsRejectedWithTheKeyAndTheCoordinatesOfItsCity() {
        pay("London", null, OURS + " X 1");
        hear(NOW, false, 0, 1, 2, 3);
        payLate();
        TestRecord<byte[], byte[]> rejected = driver.rejected().get(0);
        assertThat(rejected.key()).isEqualTo("any".getBytes(UTF_8));
        Headers headers = rejected.headers();
        assertThat(text(headers, RejectedHeaders.REASON)).isEqualTo("late");
        assertThat(text(headers, RejectedHeaders.TOPIC)).isEqualTo("NYC");
        assertThat(text(headers, RejectedHeaders.PARTITION)).isEqualTo("3");
        assertThat(text(headers, RejectedHeaders.OFFSET)).isEqualTo("0");
    }

    /** The payments of a task that is far behind may still be on their way. */
    @Test
    void nothingIsLateUntilAllTasksHaveReadSoFar() {
        pay("London", null, OURS + " X 1");
        hear(NOW, false, 0, 1, 2);
        payLate();
        hear(NOW - Duration.ofHours(3).toMillis(), false, 3);
        payLate();
        assertThat(driver.rejected()).isEmpty();
        hear(NOW - Duration.ofHours(3).toMillis(), true, 3);
        payLate();
        assertThat(driver.rejected())
                .as("a task that has read all is not waited for")
                .hasSize(1);
    }

    @Test
    void theFirstRecordAfterASilenceTellsAllTasksBeforeTheyGetIt() {
        driver.driver().advanceWallClockTime(Duration.ofSeconds(1));
        driver.driver().advanceWallClockTime(Duration.ofSeconds(10));
        driver.send("NYC", null, (OTHERS + " X 5").getBytes(UTF_8), NOW);
        List<TestRecord<byte[], byte[]>> told = driver.internal();
        assertThat(told.subList(0, PARTITIONS))
                .as("to each owner")
                .extracting(record -> OriginHeaders.watermark(record.headers()))
                .containsOnly(new Watermark(0, 0, true));
        assertThat(told.subList(PARTITIONS, 2 * PARTITIONS))
                .extracting(record -> OriginHeaders.watermark(record.headers()))
                .containsOnly(new Watermark(0, NOW, false));
        assertThat(OriginHeaders.read(told.get(2 * PARTITIONS).headers())).hasToString("NYC-0-0");
        assertThat(told).hasSize(2 * PARTITIONS + 1);
    }

    @Test
    void recordsOfAnotherDetectorAreLeftToIt() {
        driver.send(
                InternalTopic.NAME,
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
        driver.sendAtAnyTime(InternalTopic.NAME, "A B 20000".getBytes(UTF_8), -1);
        assertThat(driver.store().window().payments()).isZero();
        pay("London", null, OURS + " X 20000");
        assertThat(driver.alerts()).hasSize(1);
    }

    private void hear(long time, boolean idle, int... tasks) {
        for (int task : tasks) {
            driver.send(
                    InternalTopic.NAME,
                    null,
                    null,
                    NOW,
                    InternalTopic.watermark(DetectorDriver.APPLICATION, task, time, idle, NOW));
        }
    }

    private void hear(String city, int partition, long offset, String value, long time) {
        hear(city, partition, offset, value, time, null);
    }

    private void hear(String city, int partition, long offset, String value, long time, byte @Nullable [] key) {
        driver.positions().set(city, partition, offset + 1);
        Headers headers = OriginHeaders.of(DetectorDriver.APPLICATION, city, partition, offset, time, key);
        driver.send(InternalTopic.NAME, null, value.getBytes(UTF_8), NOW, headers.toArray());
    }

    /** Each time from another offset. */
    private void payLate() {
        long time = NOW - Duration.ofMinutes(70).toMillis();
        hear("NYC", 3, late++, OURS + " X 1", time, "any".getBytes(UTF_8));
    }

    private void pay(String city, @Nullable String key, String value) {
        driver.send(city, key == null ? null : key.getBytes(UTF_8), value.getBytes(UTF_8), NOW);
    }

    private List<TestRecord<byte[], byte[]>> detours() {
        return driver.internal().stream()
                .filter(told -> OriginHeaders.watermark(told.headers()) == null)
                .toList();
    }

    /** Of the evidence of the one alert. */
    private List<String> coordinates() {
        return driver.alerts().stream()
                .flatMap(alert -> alert.evidence().edges().stream())
                .map(Edge::coordinates)
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
