package io.fintrans.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fintrans.machine.FolderLock;
import io.fintrans.process.ExitCode;
import io.fintrans.process.JvmFlags;
import io.fintrans.topic.Topics;
import io.fintrans.topic.admin.TopicAdmin;
import io.fintrans.topic.admin.TopicState;
import io.fintrans.transaction.City;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern INFLUXDB = Pattern.compile("InfluxDB +(http://\\S+) \\(process (\\d+)\\)");
    private static final Pattern KAFKA = Pattern.compile("Kafka +(\\S+) \\(process (\\d+)\\)");

    @TempDir
    private Path folder;

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void killWhatIsLeft() {
        for (Process demo : started) {
            List<ProcessHandle> children = demo.descendants().toList();
            demo.destroyForcibly();
            awaitEnd(children);
        }
    }

    @Test
    void endsByItselfAfterItsDurationAndLeavesNothingRunning() throws Exception {
        Process demo = demo("--duration", "2s", "--fresh");
        await().atMost(PATIENCE).until(() -> said().contains("alerts follow"));
        List<ProcessHandle> children = demo.descendants().toList();

        assertThat(demo.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();

        assertThat(demo.exitValue()).as(said()).isZero();
        assertThat(children).hasSizeGreaterThanOrEqualTo(4);
        awaitEnd(children);
        FolderLock.take(data()).close();
        FolderLock.take(data().resolve("kafka")).close();
    }

    @Test
    void aKilledBrokerIsStartedAgainWithItsData() throws Exception {
        Process demo = demo();
        await().atMost(PATIENCE).until(() -> said().contains("alerts follow"));
        Matcher kafka = KAFKA.matcher(said());
        assertThat(kafka.find()).isTrue();
        await().atMost(PATIENCE).until(() -> payments(kafka.group(1)) > 0);

        ProcessHandle.of(Long.parseLong(kafka.group(2))).orElseThrow().destroyForcibly();

        await().atMost(PATIENCE)
                .until(() -> said().contains("broker (process " + kafka.group(2) + ") ended with signal 9"));
        assertThat(payments(kafka.group(1))).isPositive();
        assertThat(demo.isAlive()).isTrue();

        List<ProcessHandle> children = demo.descendants().toList();
        demo.destroy();
        assertThat(demo.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(demo.exitValue()).as(said()).isZero();
        awaitEnd(children);
    }

    /** {@code ./verify} installs InfluxDB. */
    @Test
    void writesVolumesOfAllCitiesToAnInfluxDbOfItsOwn() throws Exception {
        Process demo = demo("--fresh");
        await().atMost(PATIENCE).until(() -> said().contains("alerts follow"));
        Matcher influx = INFLUXDB.matcher(said());
        assertThat(influx.find()).as(said()).isTrue();

        await().atMost(PATIENCE).until(() -> citiesIn(influx.group(1)) == City.DEFAULTS.size());

        ProcessHandle.of(Long.parseLong(influx.group(2)))
                .orElseThrow()
                .children()
                .findFirst()
                .orElseThrow()
                .destroyForcibly();
        await().atMost(PATIENCE).until(() -> said().contains("influxdb (process " + influx.group(2) + ") ended"));
        await().atMost(PATIENCE).until(() -> citiesIn(influx.group(1)) == City.DEFAULTS.size());

        List<ProcessHandle> children = demo.descendants().toList();
        demo.destroy();
        assertThat(demo.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        awaitEnd(children);
    }

    /** How many cities have a payment in InfluxDB; none while it does not answer. */
    private static int citiesIn(String url) throws InterruptedException {
        URI query =
                URI.create(url + "/query?db=fintrans&q=SELECT%20sum(%22count%22)%20FROM%20volume%20GROUP%20BY%20city");
        try {
            String answer = HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(query).build(), BodyHandlers.ofString())
                    .body();
            return answer.split("\"city\":", -1).length - 1;
        } catch (IOException e) {
            return 0;
        }
    }

    @Test
    void itsProcessesEndWhenItIsKilled() throws Exception {
        Process demo = demo();
        await().atMost(PATIENCE).until(() -> said().contains("alerts follow"));
        List<ProcessHandle> children = demo.descendants().toList();

        demo.destroyForcibly().waitFor();

        awaitEnd(children);
    }

    @Test
    void aSecondDemoOnTheSameFolderIsRefusedWithTheProcessOfTheFirst() throws Exception {
        StringWriter err = new StringWriter();
        try (FolderLock first = FolderLock.take(data())) {
            assertThat(first).isNotNull();

            int code = Main.commandLine()
                    .setErr(new PrintWriter(err, true))
                    .execute("demo", "--data-dir", data().toString());

            assertThat(code).isEqualTo(ExitCode.FAILED);
            assertThat(err.toString())
                    .contains("Another demo is running there")
                    .contains("process " + ProcessHandle.current().pid());
        }
    }

    private Process demo(String... options) throws IOException {
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(JvmFlags.of("demo"));
        line.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName(), "demo"));
        line.addAll(List.of("--port", "0", "--rate", "100", "--verbose", "--data-dir", data().toString()));
        line.addAll(List.of(options));
        Process demo = new ProcessBuilder(line)
                .redirectError(folder.resolve("err").toFile())
                .redirectOutput(folder.resolve("out").toFile())
                .start();
        started.add(demo);
        return demo;
    }

    private Path data() {
        return folder.resolve("data");
    }

    private String said() throws IOException {
        return Files.readString(folder.resolve("err"));
    }

    private static long payments(String address) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", address))) {
            return new TopicAdmin(admin)
                            .describe(new Topics(City.DEFAULTS, Topics.DEFAULT_PARTITIONS)
                                    .all()
                                    .subList(0, City.DEFAULTS.size()))
                            .stream()
                            .mapToLong(TopicState::records)
                            .sum();
        }
    }

    private static void awaitEnd(List<ProcessHandle> processes) {
        await().atMost(PATIENCE).until(() -> processes.stream().noneMatch(ProcessHandle::isAlive));
    }
}
