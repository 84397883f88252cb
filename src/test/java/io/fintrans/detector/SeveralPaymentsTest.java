package io.fintrans.detector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.alert.Alert;
import io.fintrans.detector.state.JournalReader;
import io.fintrans.detector.state.WindowStore;
import io.fintrans.exchange.ExchangeReader;
import io.fintrans.rule.Thresholds;
import io.fintrans.testing.SeveralFormat;
import io.fintrans.testing.TestRules;
import io.fintrans.topic.record.RejectedHeaders;
import io.fintrans.transaction.Coordinates;
import io.fintrans.transaction.Money;
import io.fintrans.transaction.Payment;
import io.fintrans.transaction.Payments;
import io.fintrans.transaction.Place;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A record with several payments: each is handled by itself, with its own time, and known by its place. */
class SeveralPaymentsTest {
    private static final long NOW = DetectorDriver.NOW.toEpochMilli();
    private static final long HOUR = Duration.ofHours(1).toMillis();
    private static final int OWNERS = 4;

    @TempDir
    Path folder;

    private DetectorDriver driver;

    @BeforeEach
    void start() {
        driver = new DetectorDriver(folder, settings(1));
    }

    private static DetectorSettings settings(int owners) {
        return new DetectorSettings(
                List.of("London", "NYC"),
                owners,
                TestRules.rulebook(Thresholds.of(Money.usd(1_000_000)), Duration.ofMillis(HOUR)),
                Duration.ofMinutes(10),
                Long.MAX_VALUE / 2,
                new SeveralFormat());
    }

    @AfterEach
    void stop() {
        driver.close();
    }

    @Test
    void oneBadEntryRejectsOneAndTheOthersCount() {
        String record = "A B 6000;A C x;A B 5000";
        driver.pay("London", record, NOW);

        assertThat(driver.alerts())
                .singleElement()
                .satisfies(alert -> assertThat(evidence(alert)).containsExactly("London-0-0", "London-0-0.2"));
        assertThat(driver.rejected()).singleElement().satisfies(rejected -> {
            assertThat(rejected.value()).isEqualTo(record.getBytes(UTF_8));
            assertThat(header(rejected, RejectedHeaders.REASON)).isEqualTo("bad-amount");
            assertThat(header(rejected, RejectedHeaders.OFFSET)).isEqualTo("0");
            assertThat(header(rejected, RejectedHeaders.INDEX)).isEqualTo("1");
            assertThat(header(rejected, RejectedHeaders.FORM)).isEqualTo("3");
        });
    }

    @Test
    void whatIsRejectedAtTheFirstPlaceSaysNoIndex() {
        driver.send(
                "London",
                null,
                "A C x;A B 5".getBytes(UTF_8),
                NOW,
                new RecordHeader(RejectedHeaders.INDEX, "7".getBytes(UTF_8)));
        assertThat(driver.rejected()).singleElement().satisfies(rejected -> {
            assertThat(rejected.headers().lastHeader(RejectedHeaders.INDEX)).isNull();
            assertThat(header(rejected, RejectedHeaders.FORM)).isEqualTo("2");
        });
    }

    @Test
    void eachPaymentHasItsOwnTime() {
        driver.pay("London", "A B 6000 @" + (NOW - HOUR) + ";A B 5000 @" + NOW + ";A B 5000 @" + (NOW - 1), NOW);
        assertThat(driver.alerts())
                .as("the first is an hour before the second")
                .singleElement()
                .satisfies(alert -> {
                    assertThat(evidence(alert)).containsExactly("London-0-0", "London-0-0.2");
                    assertThat(alert.asOf().toEpochMilli()).isEqualTo(NOW - 1);
                });
    }

    @Test
    void aTimeThatCannotBeRejectsOneAndMovesNothing() {
        driver.pay("London", "A B 1 @" + NOW + ";A B 2 @" + (NOW + 10 * HOUR) + ";A B 3 @5", NOW);
        assertThat(driver.rejected())
                .extracting(rejected -> header(rejected, RejectedHeaders.REASON) + " "
                        + header(rejected, RejectedHeaders.INDEX) + " "
                        + header(rejected, RejectedHeaders.TIMESTAMP))
                .containsExactly("time-in-future 1 " + NOW, "time-too-old 2 " + NOW);
        assertThat(driver.store().window().payments()).isEqualTo(1);
        driver.pay("London", "A B 4", NOW - HOUR);
        assertThat(driver.rejected()).isEmpty();
    }

    @Test
    void oneThatIsLateIsRejectedByItsPlaceWithItsRecordsTimestamp() {
        driver.pay("London", "A B 1;A B 2 @" + (NOW - 2 * HOUR) + ";A B 3", NOW);
        assertThat(driver.rejected()).singleElement().satisfies(rejected -> {
            assertThat(header(rejected, RejectedHeaders.REASON)).isEqualTo("late");
            assertThat(header(rejected, RejectedHeaders.INDEX)).isEqualTo("1");
            assertThat(header(rejected, RejectedHeaders.TIMESTAMP)).isEqualTo(Long.toString(NOW));
        });
        assertThat(driver.store().window().payments()).isEqualTo(2);
    }

    @Test
    void aRecordThatIsPassedIsCountedAndKeptNowhere() {
        driver.pay("London", "-", NOW);
        driver.pay("London", "A B 1", NOW);
        driver.pay("London", "-", NOW);
        assertThat(driver.rejected()).isEmpty();
        assertThat(driver.counted("passed-records-total")).isEqualTo(2);
        assertThat(driver.store().window().payments()).isEqualTo(1);
    }

    @Test
    void moneyOfAnotherCurrencyIsNotAdded() {
        driver.pay("London", "A B 9000;A B 9000/EUR;A B 500", NOW);
        driver.pay("London", "A B 9000/JPY", NOW);
        assertThat(driver.alerts()).isEmpty();
        assertThat(driver.rejected())
                .extracting(rejected -> header(rejected, RejectedHeaders.REASON))
                .containsExactly("no-rate", "no-rate");
        assertThat(driver.store().window().payments()).isEqualTo(2);
    }

    @Test
    void aRecordMayHaveEightThousandPaymentsAndNotMore() {
        driver.pay("London", payments(Payments.MOST), NOW);
        assertThat(driver.rejected()).isEmpty();
        assertThat(driver.store().window().payments()).isEqualTo(Payments.MOST);
        driver.pay("London", payments(Payments.MOST + 1), NOW);
        assertThat(driver.rejected())
                .singleElement()
                .satisfies(rejected ->
                        assertThat(header(rejected, RejectedHeaders.REASON)).isEqualTo("too-many"));
        driver.pay("London", "A B 9999", NOW);
        assertThat(evidence(driver.alerts().get(0))).hasSize(100).endsWith("London-0-0.8191", "London-0-2");
    }

    private static String payments(int count) {
        return IntStream.range(0, count).mapToObj(i -> "A B 1").collect(Collectors.joining(";"));
    }

    @Test
    void aFormatThatThrowsRejectsTheRecord() {
        driver.pay("London", "!", NOW);
        assertThat(driver.rejected())
                .singleElement()
                .satisfies(rejected ->
                        assertThat(header(rejected, RejectedHeaders.REASON)).isEqualTo("malformed"));
    }

    @Test
    void aPaymentOfAnotherTaskTravelsAloneAndKeepsItsPlace() {
        stop();
        driver = new DetectorDriver(folder, settings(OWNERS));
        String ours = account(0);
        String others = account(2);
        driver.pay("London", ours + " X 1;" + others + " X 2 @" + (NOW - 5) + ";" + others + " Y 3", NOW);
        List<TestRecord<byte[], byte[]>> sent = driver.exchanged().stream()
                .filter(each -> "2".equals(new String(each.key(), UTF_8)))
                .toList();
        assertThat(sent).hasSize(1);
        ExchangeReader reader = new ExchangeReader();
        reader.open(sent.get(0).value());
        List<String> travelled = new ArrayList<>();
        while (reader.payments().next()) {
            Payment payment = reader.payments().payment();
            travelled.add(payment.target() + " " + payment.amount() + " "
                    + reader.payments().coordinates() + " " + (reader.payments().time() - NOW));
            assertThat(reader.payments().recordTime()).isEqualTo(NOW);
        }
        assertThat(travelled).containsExactly("X 2 London-0-0.1 -5", "Y 3 London-0-0.2 0");
    }

    @Test
    void aPaymentThatAnotherTaskHasReadIsKnownByItsPlace() {
        stop();
        driver = new DetectorDriver(folder, settings(OWNERS));
        driver.positions().set("NYC", 3, 18);
        hear(17, 1, account(0) + " X 4000");
        hear(17, 4, account(0) + " X 4000");
        assertThat(driver.store().window().payments()).isEqualTo(2);
        hear(17, 4, account(0) + " X 4000");
        hear(17, 1, account(0) + " X 4000");
        assertThat(driver.store().window().payments()).as("copies").isEqualTo(2);
        assertThat(driver.counted("old-copies-total")).isEqualTo(2);
        hear(17, 5, account(0) + " X 4000");
        assertThat(evidence(driver.alerts().get(0))).containsExactly("NYC-3-17.1", "NYC-3-17.4", "NYC-3-17.5");
    }

    private void hear(long offset, int index, String payment) {
        driver.hear(
                ExchangeRecords.payment(DetectorDriver.APPLICATION, "NYC", 3, offset, index, NOW, NOW, NOW, payment));
    }

    @Test
    void aRestartKnowsThePlaces() {
        driver.pay("London", "A B 6000;A C 1;A B 1", NOW);
        List<byte[]> journal = driver.journal();
        WindowStore before = driver.store();
        assertThat(before.isPast(before.origin("London", 0), Place.of(0, 2))).isTrue();
        assertThat(before.isPast(before.origin("London", 0), Place.of(0, 3))).isFalse();
        List<String> places = new ArrayList<>();
        JournalReader.read(journal.get(0), new JournalReader.Visitor() {
            @Override
            public void origin(int number, String topic, int partition, long count, long sum, long highest) {
                places.add(count + " up to " + highest);
            }

            @Override
            public void payment(int origin, long high, long low, long time, long amount, long place) {
                places.add(amount + " at " + place);
            }
        });
        assertThat(places).containsExactly("3 up to 2", "600000 at 0", "100 at 1", "100 at 2");
    }

    private static List<String> evidence(Alert alert) {
        return alert.evidence().edges().stream()
                .map(one -> one.coordinates().toString())
                .peek(id -> assertThat(Coordinates.parse(id)).hasToString(id))
                .toList();
    }

    private static String header(TestRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), UTF_8);
    }

    private static String account(int owner) {
        return IntStream.range(0, 1000)
                .mapToObj(i -> "a" + i)
                .filter(name -> ExchangePartitioner.ownerOf(name.getBytes(UTF_8), OWNERS) == owner)
                .findFirst()
                .orElseThrow();
    }
}
