package io.fintrans.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fintrans.process.ExitCode;
import io.fintrans.testing.TestBroker;
import io.fintrans.testing.TopicContents;
import io.fintrans.topic.Topics;
import io.fintrans.transaction.City;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code fintrans generate} as a process, as its user sees it. */
class GenerateIT {
    private static final Topics TOPICS = new Topics(City.DEFAULTS, Topics.DEFAULT_PARTITIONS);

    @TempDir
    Path folder;

    private TestBroker broker;

    @BeforeEach
    void startBroker() {
        broker = TestBroker.start();
        broker.create(TOPICS);
    }

    @AfterEach
    void stopBroker() {
        broker.close();
    }

    @Test
    void endsInPeaceOnCtrlC() throws Exception {
        Process process = generate("--print", "--rate", "500");
        await().atMost(Duration.ofSeconds(30)).until(() -> stdout().size() > 100);
        new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();

        assertThat(exitCode(process)).isEqualTo(ExitCode.DONE);
        assertThat(stderr()).contains(" 0 failed", "seed=");
        List<String> inKafka = TopicContents.read(broker.address(), TOPICS.cityNames()).stream()
                .map(each -> each.topic() + " " + new String(each.value(), UTF_8))
                .toList();
        assertThat(stdout()).containsExactlyInAnyOrderElementsOf(inKafka);
    }

    @Test
    void failsAndSaysHowManyPaymentsWereNotConfirmed() throws Exception {
        Process process = generate(
                "--print",
                "--rate=1000",
                "--command-property=delivery.timeout.ms=2000",
                "--command-property=request.timeout.ms=1000");
        await().atMost(Duration.ofSeconds(30)).until(() -> stdout().size() > 100);
        broker.kill();
        await().atMost(Duration.ofSeconds(40)).until(() -> stderr().matches("(?s).* failed=[1-9].*"));
        new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();

        assertThat(exitCode(process)).isEqualTo(ExitCode.FAILED);
        assertThat(stderr()).containsPattern("\\d+ payments were not confirmed by Kafka: ");
    }

    @Test
    void endsOnCtrlCWhileItWaitsForKafka() throws Exception {
        broker.kill();
        Process process = generate();
        await().atMost(Duration.ofSeconds(30)).until(() -> stderr().contains("does not answer"));
        new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();

        assertThat(exitCode(process)).isEqualTo(ExitCode.DONE);
        assertThat(stderr()).contains(broker.address());
    }

    @Test
    void refusesSettingsThatContradictEachOther() throws Exception {
        Process process = generate("--profile", "original", "--laundering", "0.1");

        assertThat(exitCode(process)).isEqualTo(ExitCode.USAGE);
        assertThat(stderr()).contains("profile original hides no laundering").doesNotContain("\tat ");
    }

    private Process generate(String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "generate",
                "--bootstrap-server",
                broker.address()));
        command.addAll(List.of(options));
        return new ProcessBuilder(command)
                .redirectOutput(folder.resolve("out").toFile())
                .redirectError(folder.resolve("err").toFile())
                .start();
    }

    private static int exitCode(Process process) throws InterruptedException {
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            return process.exitValue();
        } finally {
            process.destroyForcibly();
        }
    }

    private List<String> stdout() throws IOException {
        return Files.readAllLines(folder.resolve("out"));
    }

    private String stderr() throws IOException {
        return Files.readString(folder.resolve("err"));
    }
}
