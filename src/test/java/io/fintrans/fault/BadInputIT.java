package io.fintrans.fault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fintrans.exchange.ExchangeReader;
import io.fintrans.testing.TestBroker;
import io.fintrans.testing.TestProcess;
import io.fintrans.topic.Topic;
import io.fintrans.topic.Topics;
import io.fintrans.topic.record.RejectedHeaders;
import io.fintrans.transaction.City;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Everything that is no payment, between payments: each is rejected with its reason and place, and nothing around it is lost. */
class BadInputIT {
    /** Raised limits, and any time is let in: the detector is the last one to look. */
    private static final Topic LENIENT = new Topic(
            "London",
            Topics.DEFAULT_PARTITIONS,
            "test",
            Map.of(
                    "retention.ms",
                    "-1",
                    "max.message.bytes",
                    "4000000",
                    "message.timestamp.after.max.ms",
                    Long.toString(Long.MAX_VALUE),
                    "message.timestamp.before.max.ms",
                    Long.toString(Long.MAX_VALUE)));

    @AutoClose
    private final TestBroker broker = TestBroker.start();

    private final long now = Clock.systemUTC().millis();

    @TempDir
    private Path folder;

    @BeforeEach
    void createTopics() {
        broker.create(List.of(LENIENT));
        broker.create(new Topics(City.DEFAULTS, Topics.DEFAULT_PARTITIONS));
    }

    @Test
    void rejectsWhatIsNoPaymentWithReasonAndPlace() {
        try (DetectorGroup detectors = new DetectorGroup(broker, "bad-input");
                RawProducer raw = new RawProducer(broker.address())) {
            TestProcess detector = detectors.start(folder.resolve("state"));
            String exchange = Topics.exchangeOf("bad-input");
            BadRecords bad = new BadRecords(raw, now);
            bad.pair("a payment before all of them", "London", 0);
            awaitReached("bad-input");
            bad.sendAll();
            raw.send(exchange, now, null, "not from a detector".getBytes(UTF_8), new RecordHeaders());
            raw.send(exchange, now, null, null, new RecordHeaders());
            bad.pair("a payment after all of them", "London", 0);

            Proof proof = Proof.of(broker, detectors, raw.sent() - 2);
            System.out.println(proof.text());
            proof.holds();
            List<String> rejected = Committed.records(broker, Topics.REJECTED).stream()
                    .map(BadInputIT::reasonAndPlace)
                    .collect(Collectors.toCollection(ArrayList::new));
            assertThat(rejected)
                    .filteredOn(each -> each.startsWith("foreign " + exchange + "-0-"))
                    .hasSize(2);
            rejected.removeIf(each -> each.startsWith("foreign "));
            assertThat(rejected).containsExactlyInAnyOrderElementsOf(bad.expected());
            assertThat(detector.isAlive()).isTrue();
            assertThat(detector.log().stream().filter(line -> line.contains("event=foreign-record")))
                    .hasSize(2);
            Logs.areQuiet(detectors);
        }
    }

    /** Nothing is late before all tasks have told how far they have read, which idle ones do after ten seconds. */
    private void awaitReached(String application) {
        ExchangeReader reader = new ExchangeReader();
        await("all tasks to hear how far all have read")
                .atMost(Duration.ofSeconds(60))
                .until(() -> Committed.records(broker, Topics.exchangeOf(application)).stream()
                        .anyMatch(record -> {
                            reader.open(record.value());
                            return reader.reached() != ExchangeReader.NONE;
                        }));
        await("all tasks to have read it").pollDelay(Duration.ofSeconds(3)).until(() -> true);
    }

    @Test
    void keepsSizeAndHashOfWhatIsTooLarge() {
        try (DetectorGroup detectors = new DetectorGroup(broker, "too-large");
                RawProducer raw = new RawProducer(broker.address())) {
            detectors.start(folder.resolve("state"));
            BadRecords bad = new BadRecords(raw, now);
            bad.pair("before", "London", 0);
            raw.send("London", now, null, new byte[2_000_000], new RecordHeaders());
            bad.pair("after", "London", 0);
            Proof.of(broker, detectors, raw.sent()).holds();

            ConsumerRecord<byte[], byte[]> rejected =
                    Committed.records(broker, Topics.REJECTED).get(0);
            assertThat(rejected.value()).hasSize(64 * 1024);
            assertThat(Committed.header(rejected, RejectedHeaders.SIZE)).isEqualTo("2000000");
            assertThat(Committed.header(rejected, RejectedHeaders.SHA_256))
                    .isEqualTo("13aea96040f2133033d103008d5d96cfe98b3361f7202d77bea97b2424a7a6cd");
        }
    }

    @Test
    void kafkaRefusesImpossibleTimesAtTheDoor() {
        try (RawProducer raw = new RawProducer(broker.address())) {
            for (Duration ahead : List.of(Duration.ofMinutes(7), Duration.ofDays(-8))) {
                assertThatThrownBy(() -> raw.send(
                                "NYC", now + ahead.toMillis(), null, "a b 1".getBytes(UTF_8), new RecordHeaders()))
                        .hasCauseInstanceOf(ExecutionException.class)
                        .hasRootCauseInstanceOf(InvalidTimestampException.class);
            }
        }
    }

    @Test
    void rejectsLinesOfKcatThatAreNoPayments() {
        assumeTrue(Kcat.isInstalled(), "kcat is not installed; ./verify installs it (Debian: apt-get install kcat)");
        try (DetectorGroup detectors = new DetectorGroup(broker, "bad-lines")) {
            detectors.start(folder.resolve("state"));
            String lines = "a b 9000\nhello\na b\na b -5\na  b 5\r\n\u00e9 b 5\na b 2000\n{\"a\":1}\n";
            Kcat.produce(broker.address(), "Tokyo", lines.getBytes(UTF_8));
            Proof.of(broker, detectors, 8).holds();

            assertThat(Committed.records(broker, Topics.REJECTED).stream()
                            .map(each -> Committed.header(each, RejectedHeaders.REASON)))
                    .containsExactlyInAnyOrder(
                            "malformed", "malformed", "bad-amount", "malformed", "bad-account", "malformed");
        }
    }

    private static String reasonAndPlace(ConsumerRecord<byte[], byte[]> rejected) {
        return Committed.header(rejected, RejectedHeaders.REASON) + " "
                + Committed.header(rejected, RejectedHeaders.TOPIC)
                + "-" + Committed.header(rejected, RejectedHeaders.PARTITION) + "-"
                + Committed.header(rejected, RejectedHeaders.OFFSET);
    }
}
