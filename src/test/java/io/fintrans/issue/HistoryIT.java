package io.fintrans.issue;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fintrans.cli.Main;
import io.fintrans.process.ExitCode;
import io.fintrans.testing.TestBroker;
import io.fintrans.testing.TestProcess;
import io.fintrans.testing.TopicContents;
import io.fintrans.topic.Topics;
import io.fintrans.topic.record.RejectedHeaders;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Payments of ten days ago were refused by the broker, and times in seconds were taken for 1970, where payments of three days fell into
 * one window of a day. No command let history in, and the text of the rejection did not say what was compared.
 */
class HistoryIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final long DAY = Duration.ofDays(1).toMillis();

    @AutoClose
    private final TestBroker broker = TestBroker.start();

    private final long now = Clock.systemUTC().millis();
    private final StringWriter out = new StringWriter();

    @TempDir
    private Path folder;

    @Test
    void letsHistoryInAndFindsWhatIsInIt() throws Exception {
        assertThat(run("topics")).isEqualTo(ExitCode.DONE);
        assertThatThrownBy(() -> send("London", now - 10 * DAY, "a b 6000"))
                .hasCauseInstanceOf(InvalidTimestampException.class);

        assertThat(run("topics", "--history", "90d")).as(out.toString()).isEqualTo(ExitCode.DONE);
        assertThat(out.toString()).contains("let payments of 7776000000 ms ago into London");
        send("London", now - 80 * DAY, "a b 6000");
        send("London", now - 80 * DAY + 1000, "a b 6000");
        send("London", now - 10 * DAY, "c d 6000");
        send("London", now, "c d 6000");
        // Ten days behind what its partition has seen by now.
        send("London", now - 10 * DAY, "c d 1");

        try (TestProcess detect = detect()) {
            await().atMost(LIMIT)
                    .untilAsserted(() -> assertThat(detect.out())
                            .containsExactly("POTENTIAL MONEY LAUNDERING: a -> b totalling 12000 now"));
            await().atMost(LIMIT).untilAsserted(() -> assertThat(details()).hasSize(1));
            assertThat(details().get(0))
                    .contains("7 days and 5 minutes before")
                    .contains("newest time read from its partition");
            assertThat(run("reconcile", "--timeout", "60s")).as(out.toString()).isEqualTo(ExitCode.DONE);
        }
        assertThat(run("topics", "--history", "1d")).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void rejectsTimesInSecondsAndSaysSo() throws Exception {
        // A topic of the user's own, whose broker lets every time in.
        broker.create("London", 1);
        assertThat(run("topics")).isEqualTo(ExitCode.DONE);
        for (int day = 0; day < 4; day++) {
            send("London", (now - day * DAY) / 1000, "a b 6000");
        }
        try (TestProcess detect = detect()) {
            await().atMost(LIMIT).untilAsserted(() -> assertThat(details()).hasSize(4));
            assertThat(details()).allMatch(detail -> detail.contains("looks like seconds"));
            assertThat(detect.out()).isEmpty();
            assertThat(run("reconcile", "--timeout", "60s")).as(out.toString()).isEqualTo(ExitCode.DONE);
        }
    }

    private List<String> details() {
        return TopicContents.read(broker.address(), List.of(Topics.REJECTED)).stream()
                .map(record -> new String(
                        record.headers().lastHeader(RejectedHeaders.DETAIL).value(), UTF_8))
                .toList();
    }

    private TestProcess detect() {
        return TestProcess.fintrans(
                "detect",
                "--bootstrap-server",
                broker.address(),
                "--state-dir",
                folder.resolve("state").toString());
    }

    private int run(String command, String... more) {
        String[] arguments = new String[3 + more.length];
        arguments[0] = command;
        arguments[1] = "--bootstrap-server";
        arguments[2] = broker.address();
        System.arraycopy(more, 0, arguments, 3, more.length);
        out.getBuffer().setLength(0);
        PrintWriter writer = new PrintWriter(out, true);
        return Main.commandLine().setOut(writer).setErr(writer).execute(arguments);
    }

    private void send(String topic, long time, String value) throws ExecutionException, InterruptedException {
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.address()), new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic, 0, time, null, value.getBytes(UTF_8)))
                    .get();
        }
    }
}
