package io.fintrans.fault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fintrans.process.ExitCode;
import io.fintrans.testing.HandmadeBatch;
import io.fintrans.testing.TestBroker;
import io.fintrans.testing.TestProcess;
import io.fintrans.testing.TurnedBit;
import io.fintrans.topic.Topics;
import io.fintrans.topic.record.RejectedHeaders;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A bit has turned on the broker's disk: every stage stops there and says where, until somebody steps over it knowingly. */
@Tag("faults")
class DamagedBatchIT {
    @AutoClose
    private final TestBroker broker = TestBroker.withCities();

    @TempDir
    private Path folder;

    @Test
    void stagesStopThereAndGoOnWhenSomebodyHasSteppedOver() {
        damageOffsets1To3();
        try (DetectorGroup detectors = new DetectorGroup(broker, "damaged")) {
            TestProcess stopped = detectors.start(folder.resolve("state"));
            assertThat(stopped.awaitExit(Duration.ofSeconds(60))).isEqualTo(ExitCode.FAILED);
            assertThat(String.join("\n", stopped.log()))
                    .contains("Partition 0 of topic London cannot be read from offset 1 to 3")
                    .contains("fintrans skip --topic London --partition 0 --offset 1 --last-offset 3");
            refusesWhatWouldLosePayments();

            assertThat(skipWhenForgotten("London", "1", "3", "damaged"))
                    .contains("goes on at offset 4 of London-0")
                    .contains("3 records");
            TestProcess detector = detectors.start(folder.resolve("state"));
            TestProcess volume = volume();
            assertThat(volume.awaitExit(Duration.ofSeconds(60))).isEqualTo(ExitCode.FAILED);
            assertThat(skipWhenForgotten("London", "1", "3", "fintrans-volume"))
                    .contains("in fintrans.rejected already");
            try (TestProcess again = volume()) {
                Proof proof = Proof.of(broker, detectors, 6);
                System.out.println(proof.text());
                proof.holds();
                assertThat(proof.text()).contains("volumes: ");
                assertThat(again.isAlive()).isTrue();
                assertThat(detector.isAlive()).isTrue();
            }
            assertThat(Committed.records(broker, Topics.REJECTED).stream()
                            .map(each -> Committed.header(each, RejectedHeaders.REASON) + " "
                                    + Committed.header(each, RejectedHeaders.OFFSET)))
                    .containsExactly("unreadable 1", "unreadable 2", "unreadable 3");
        }
    }

    /** A stage that has ended is a member of its group for as long as its session lasts. */
    private String skipWhenForgotten(String topic, String first, String last, String group) {
        return await().atMost(Duration.ofSeconds(90))
                .until(() -> skip(topic, first, last, group), said -> !said.contains("is at work"));
    }

    private void refusesWhatWouldLosePayments() {
        assertThat(skipWhenForgotten("London", "2", "3", "damaged"))
                .contains("stands at offset 1 of London-0, not at 2");
        assertThat(skip("NYC", "0", "0", "elsewhere")).contains("may be a payment that can be read");
        assertThat(skip("London", "1", "4", "damaged")).contains("may be a payment that can be read");
        try (KafkaConsumer<byte[], byte[]> member = new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker.address(), "group.id", "at-work"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            member.subscribe(List.of("London"));
            while (member.assignment().isEmpty()) {
                member.poll(Duration.ofMillis(100));
            }
            assertThat(skip("London", "1", "3", "at-work")).contains("is at work");
        }
    }

    /** Offset 0 and 4 are payments of a pair over the threshold, and so is one in another city. */
    private void damageOffsets1To3() {
        long now = Clock.systemUTC().millis();
        new HandmadeBatch(now).record("a b 20000".getBytes(UTF_8)).send(broker.address(), "London", 0);
        new HandmadeBatch(now)
                .record("c d 1".getBytes(UTF_8))
                .record("c d 2".getBytes(UTF_8))
                .record("c d 3".getBytes(UTF_8))
                .send(broker.address(), "London", 0);
        new HandmadeBatch(now).record("a b 30000".getBytes(UTF_8)).send(broker.address(), "London", 0);
        new HandmadeBatch(now).record("e f 1".getBytes(UTF_8)).send(broker.address(), "NYC", 0);
        assertThat(broker.stop()).isZero();
        TurnedBit.in(broker, new TopicPartition("London", 0), 1);
        broker.restart();
    }

    private TestProcess volume() {
        return TestProcess.fintrans(
                "volume",
                "--bootstrap-server",
                broker.address(),
                "--state-dir",
                folder.resolve("volume").toString());
    }

    private String skip(String topic, String first, String last, String group) {
        List<String> arguments = new ArrayList<>(List.of("skip", "--bootstrap-server", broker.address()));
        arguments.addAll(List.of("--topic", topic, "--partition", "0", "--group", group));
        arguments.addAll(List.of("--offset", first, "--last-offset", last));
        try (TestProcess skip = TestProcess.fintrans(arguments.toArray(String[]::new))) {
            skip.awaitExit(Duration.ofSeconds(60));
            return String.join("\n", skip.out()) + String.join("\n", skip.log());
        }
    }
}
