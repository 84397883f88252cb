package io.fintrans.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fintrans.alert.AlertJson;
import io.fintrans.alert.Edge;
import io.fintrans.testing.TestAlert;
import io.fintrans.testing.TestBroker;
import io.fintrans.testing.TestEdge;
import io.fintrans.testing.TestProcess;
import io.fintrans.topic.Topics;
import io.fintrans.transaction.City;
import io.fintrans.transaction.Coordinates;
import io.fintrans.transaction.Money;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records that hold commands for a terminal: neither what is printed nor what is logged passes them on. */
class TerminalIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** Clears the screen, colours it, names the window, and begins a line of its own; in seven bits and in eight. */
    private static final String HOSTILE = "\u001b[2J\u001b[31m\u001b]0;name\u0007\r\nINFO all is well\u009b2J\b\b";

    @Test
    void printsAndLogsNoCommandsForATerminal(@TempDir Path folder) {
        try (TestBroker broker = TestBroker.start()) {
            broker.create(new Topics(City.DEFAULTS, 1));
            produce(broker);

            TestProcess alerts = ended("alerts", "--bootstrap-server", broker.address());
            assertThat(alerts.out()).containsExactly("POTENTIAL MONEY LAUNDERING: 516 -> 482 totalling 10500 now");
            ended("alerts", "--output", "json", "--bootstrap-server", broker.address());
            TestProcess audit = ended("audit", "verify", "--bootstrap-server", broker.address());
            assertThat(audit.out()).anyMatch(line -> line.contains("FORGED"));

            try (TestProcess console = TestProcess.fintrans(
                    "console",
                    "--bootstrap-server",
                    broker.address(),
                    "--port",
                    "0",
                    "--data-dir",
                    folder.toString())) {
                await().atMost(PATIENCE)
                        .until(() -> console.logged("event=not-an-alert topic=fintrans.alerts offset=2"));
                assertThat(console.log()).noneMatch(line -> line.startsWith("INFO all is well"));
                assertPlain(console);
            }
        }
    }

    private static TestProcess ended(String... arguments) {
        TestProcess process = TestProcess.fintrans(arguments);
        process.awaitExit(PATIENCE);
        assertPlain(process);
        return process;
    }

    private static void assertPlain(TestProcess process) {
        assertThat(Stream.concat(process.out().stream(), process.log().stream()))
                .isNotEmpty()
                .allMatch(line -> line.chars().noneMatch(each -> Character.isISOControl(each) && each != '\t'));
    }

    /** An alert whose evidence is in a topic of that name, two that are none, and an event that is none. */
    private static void produce(TestBroker broker) {
        Edge evidence =
                TestEdge.of(new Coordinates(HOSTILE, 0, 0), Instant.ofEpochSecond(1_700_000_000), Money.usd(10_500_00));
        byte[] alert = AlertJson.write(TestAlert.of("00000000000000aa", 1)
                .total(10_500_00)
                .at(evidence.time())
                .evidence(evidence)
                .build());
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.address()), new ByteArraySerializer(), new ByteArraySerializer())) {
            send(producer, Topics.ALERTS, alert);
            send(producer, Topics.ALERTS, changed(alert, "\"516\""));
            send(producer, Topics.ALERTS, changed(alert, "\"00000000000000aa-1\""));
            send(producer, Topics.CASES, ("{\"action\":" + json() + "}").getBytes(UTF_8));
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // closing the producer waits
    private static void send(KafkaProducer<byte[], byte[]> producer, String topic, byte[] value) {
        producer.send(new ProducerRecord<>(topic, 0, "key".getBytes(UTF_8), value));
    }

    private static byte[] changed(byte[] json, String from) {
        String text = new String(json, UTF_8);
        assertThat(text).contains(from);
        return text.replace(from, json()).getBytes(UTF_8);
    }

    /** As a string in JSON. */
    private static String json() {
        StringBuilder json = new StringBuilder("\"");
        HOSTILE.chars().forEach(each -> json.append(String.format("\\u%04x", each)));
        return json.append('"').toString();
    }
}
