package io.fintrans.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fintrans.process.ExitCode;
import io.fintrans.testing.TestBroker;
import io.fintrans.testing.TestProcess;
import io.fintrans.topic.Topics;
import io.fintrans.transaction.City;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A detector with a heap of 128 MB reads 600 000 payments, each of a pair of its own that passes the threshold. It died of that at each
 * start, far below its budget: 60 % of so small a heap leave too little for what Kafka sends.
 */
@Tag("faults")
class SmallHeapFaultIT {
    private static final int PAIRS = 600_000;
    private static final List<String> SMALL = List.of("-Xmx128m", "-XX:+UseParallelGC");

    private final long first = Instant.now().minus(Duration.ofMinutes(10)).toEpochMilli();

    @AutoClose
    private final TestBroker broker = TestBroker.start();

    @TempDir
    private Path folder;

    @Test
    void theWindowBecomesShorterAndTheDetectorGoesOn() {
        broker.create(new Topics(List.of(new City("London")), 1));
        pay(0, PAIRS);
        try (TestProcess detector = start(folder.resolve("first"))) {
            awaitRead(detector, PAIRS);
            assertThat(detector.logged("event=window-shortened")).isTrue();
        }
        try (TestProcess again = start(folder.resolve("again"))) {
            pay(PAIRS, 1);
            awaitRead(again, PAIRS + 1);
        }
        List<String> arguments = List.of(
                "reconcile",
                "--bootstrap-server",
                broker.address(),
                "--cities",
                "London",
                "--application-id",
                "small",
                "--window",
                "24h");
        try (TestProcess reconcile = TestProcess.java(List.of("-Xmx2g", "-XX:+UseParallelGC"), arguments)) {
            assertThat(reconcile.awaitExit(Duration.ofMinutes(5)))
                    .as("%s", reconcile.log())
                    .isEqualTo(ExitCode.DONE);
        }
    }

    private TestProcess start(Path state) {
        return TestProcess.java(
                SMALL,
                List.of(
                        "detect",
                        "--bootstrap-server",
                        broker.address(),
                        "--application-id",
                        "small",
                        "--cities",
                        "London",
                        "--state-dir",
                        state.toString(),
                        "--window",
                        "24h",
                        "--quiet"));
    }

    private void awaitRead(TestProcess detector, int payments) {
        DetectorGroup group = new DetectorGroup(broker, "small");
        await().atMost(Duration.ofMinutes(8))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> {
                    assertThat(detector.isAlive()).as("%s", detector.log()).isTrue();
                    return group.read() >= payments;
                });
    }

    private void pay(int from, int count) {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.address(), "linger.ms", "20"),
                new StringSerializer(),
                new StringSerializer())) {
            for (int i = from; i < from + count; i++) {
                assertThat(producer.send(new ProducerRecord<>(
                                "London", 0, first + i / 2, "s" + i, "s" + i + " t" + i + " 20000")))
                        .isNotNull();
            }
        }
    }
}
