package io.fintrans.detector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.alert.Edge;
import io.fintrans.exchange.ExchangeReader;
import io.fintrans.exchange.Watermark;
import io.fintrans.rule.Thresholds;
import io.fintrans.testing.TestRules;
import io.fintrans.topic.record.RejectedHeaders;
import io.fintrans.transaction.Money;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
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
class ExchangeTest {
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
        assertThat(driver.passed()).isEmpty();
    }

    @Test
    void aPaymentOfAnotherSourceIsSentToItsTask() {
        pay("London", null, OTHERS + " X 4000");
        pay("NYC", OTHERS, OTHERS + " X 4000");
        pay("London", OURS, OTHERS + " X 4000");
        assertThat(driver.passed()).hasSize(3);
        assertThat(driver.store().window().payments()).isZero();
    }

    @Test
    void aPaymentThatAnotherTaskSentKeepsItsCoordinates() {
        pay("London", null, OURS + " X 4000");
        hear("NYC", 3, 17, OURS + " X 4000", NOW);
        hear("London", 1, 0, OURS + " X 4000", NOW);
        assertThat(coordinates()).containsExactly("London-0-0", "NYC-3-17", "London-1-0");
    }

    /** With it, all payments of the record were refused. */
    @Test
    void whatAFormerCityHasOnItsWayCountsWithTheOtherPaymentsOfItsRecord() {
        driver.positions().set("Tokyo", 3, 5);
        driver.positions().set("NYC", 3, 5);
        driver.hear(ExchangeRecords.ofTwoCities(DetectorDriver.APPLICATION, 3, "Tokyo", "NYC", NOW, OURS + " X 6000"));
        assertThat(coordinates()).containsExactly("Tokyo-3-0", "NYC-3-0");
        assertThat(driver.rejected()).isEmpty();
    }

    /** Its topic is gone, and with it what was committed of it: nobody can tell its payments from a stranger's. Those of the others were lost, too. */
    @Test
    void whereAFormerCityIsGoneTheOtherPaymentsOfItsRecordsCount() {
        driver.positions().set("NYC", 3, 5);
        driver.hear(ExchangeRecords.ofTwoCities(DetectorDriver.APPLICATION, 3, "Tokyo", "NYC", NOW, OURS + " X 12000"));
        assertThat(coordinates()).containsExactly("NYC-3-0");
        Headers headers = driver.rejected().get(0).headers();
        assertThat(text(headers, RejectedHeaders.REASON)).isEqualTo("foreign");
        assertThat(text(headers, RejectedHeaders.DETAIL))
                .isEqualTo(
                        "1 payment of Tokyo is not counted: that is no city's topic, and nothing is known to have been"
                                + " read of it");
    }

    @Test
    void anotherTasksRecordSaysWhereItsPaymentsCameFrom() {
        driver.send("NYC", "wrong".getBytes(UTF_8), (OTHERS + " X 12.50").getBytes(UTF_8), NOW, header("trace", "17"));
        List<TestRecord<byte[], byte[]>> sent = driver.exchanged();
        assertThat(sent.get(sent.size() - 1).key()).isEqualTo("2".getBytes(UTF_8));
        pay("NYC", null, OTHERS + " X 3");
        assertThat(driver.passed()).containsExactly(OTHERS + " X 3 NYC-0-1");
    }

    @Test
    void aRecordThatIsNoPaymentDoesNotTakeTheDetour() {
        pay("London", OTHERS, OTHERS + " X nonsense");
        assertThat(driver.rejected()).hasSize(1);
        assertThat(driver.passed()).isEmpty();
    }

    @Test
    void aLatePaymentIsRejectedWithTheCoordinatesOfItsCity() {
        pay("London", null, OURS + " X 1");
        driver.hearReached(NOW);
        payLate();
        TestRecord<byte[], byte[]> rejected = driver.rejected().get(0);
        assertThat(rejected.key()).as("is in the city's topic").isNull();
        assertThat(rejected.value()).as("is in the city's topic").isNull();
        Headers headers = rejected.headers();
        assertThat(text(headers, RejectedHeaders.REASON)).isEqualTo("late");
        assertThat(text(headers, RejectedHeaders.TOPIC)).isEqualTo("NYC");
        assertThat(text(headers, RejectedHeaders.PARTITION)).isEqualTo("3");
        assertThat(text(headers, RejectedHeaders.OFFSET)).isEqualTo("0");
    }

    /** The payments of a task that is far behind may still be on their way; what task 0 hears itself makes nothing late. */
    @Test
    void nothingIsLateUntilAllTasksHaveReadSoFar() {
        pay("London", null, OURS + " X 1");
        pay("NYC", null, OURS + " X 1");
        hear(NOW, false, 1, 2);
        check();
        payLate();
        hear(NOW - Duration.ofHours(3).toMillis(), false, 3);
        check();
        payLate();
        assertThat(driver.rejected()).isEmpty();
        hear(NOW - Duration.ofHours(3).toMillis(), true, 3);
        check();
        payLate();
        assertThat(driver.rejected())
                .as("a task that has read all is not waited for")
                .hasSize(1);
    }

    @Test
    void tellsTaskZeroOnceAndTaskZeroTellsAll() {
        pay("NYC", null, OTHERS + " X 5");
        pay("London", null, OTHERS + " X 5");
        check();
        List<TestRecord<byte[], byte[]>> told = driver.exchanged();
        assertThat(watermarks(told)).containsExactly(new Watermark(0, 0, false), new Watermark(0, NOW, false));
        hear(NOW - 1, false, 1, 2, 3);
        check();
        assertThat(reached(driver.exchanged())).as("to each owner").containsExactly(NOW - 1, NOW - 1, NOW - 1, NOW - 1);
        hear(NOW, false, 1, 2, 3);
        check();
        assertThat(reached(driver.exchanged())).as("less than a step").isEmpty();
        driver.driver().advanceWallClockTime(ReadProgress.REPEAT);
        assertThat(reached(driver.exchanged())).contains(NOW);
    }

    private void check() {
        driver.driver().advanceWallClockTime(ReadProgress.CHECK);
        driver.driver().advanceWallClockTime(ReadProgress.CHECK);
    }

    private static List<Watermark> watermarks(List<TestRecord<byte[], byte[]>> told) {
        ExchangeReader reader = new ExchangeReader();
        List<Watermark> watermarks = new ArrayList<>();
        for (TestRecord<byte[], byte[]> each : told) {
            reader.open(each.value());
            if (reader.watermark() != null) {
                watermarks.add(reader.watermark());
            }
        }
        return watermarks;
    }

    private static List<Long> reached(List<TestRecord<byte[], byte[]>> told) {
        ExchangeReader reader = new ExchangeReader();
        List<Long> all = new ArrayList<>();
        for (TestRecord<byte[], byte[]> each : told) {
            reader.open(each.value());
            if (reader.reached() != ExchangeReader.NONE) {
                all.add(reader.reached());
            }
        }
        return all;
    }

    private void hear(long time, boolean idle, int... tasks) {
        for (int task : tasks) {
            driver.hear(ExchangeRecords.watermark(DetectorDriver.APPLICATION, task, time, idle, NOW));
        }
    }

    private void hear(String city, int partition, long offset, String value, long time) {
        driver.positions().set(city, partition, offset + 1);
        driver.hear(ExchangeRecords.payment(DetectorDriver.APPLICATION, city, partition, offset, time, NOW, value));
    }

    /** Each time from another offset. */
    private void payLate() {
        hear("NYC", 3, late++, OURS + " X 1", NOW - Duration.ofMinutes(70).toMillis());
    }

    private void pay(String city, @Nullable String key, String value) {
        driver.send(city, key == null ? null : key.getBytes(UTF_8), value.getBytes(UTF_8), NOW);
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
