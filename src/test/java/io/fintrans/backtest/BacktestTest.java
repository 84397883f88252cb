package io.fintrans.backtest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.fintrans.alert.Alert;
import io.fintrans.alert.AlertJson;
import io.fintrans.alert.AlertState;
import io.fintrans.alert.Edge;
import io.fintrans.alert.Typology;
import io.fintrans.detector.DetectorSettings;
import io.fintrans.detector.DetectorTopology;
import io.fintrans.rule.Rulebook;
import io.fintrans.rule.Thresholds;
import io.fintrans.streams.StreamsDefaults;
import io.fintrans.testing.TestRules;
import io.fintrans.topic.Topics;
import io.fintrans.transaction.Application;
import io.fintrans.transaction.Money;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file of payments that the detector has read, too: both find the same, however many threads judge. */
class BacktestTest {
    private static final String HEAD = "city,id,epoch_ms,source,target,amount_minor,currency,remark\n";
    private static final Instant START = Instant.parse("2026-11-01T00:00:00Z");
    private static final Duration LATENESS = Duration.ofMillis(20);
    private static final int PAYMENTS = 5000;

    @TempDir
    private Path folder;

    private final List<Finding> findings = Collections.synchronizedList(new ArrayList<>());
    private PaymentsFile source = new PaymentsFile(Path.of("none"));

    private final Rulebook rules = TestRules.rulebook(Thresholds.of(Money.usd(900)), Duration.ofMillis(80))
            .with(List.of(
                    TestRules.live(
                            "near",
                            Typology.STRUCTURING,
                            Duration.ofMillis(200),
                            Map.of("limits", "3, 4", "near", "700", "payments", "3")),
                    TestRules.live("first", Typology.LARGE_FIRST, Duration.ofMillis(50), Map.of("amount", "2.50"))));

    @Test
    void findsWhatTheDetectorFinds() throws IOException {
        List<String> lines = lines(7);
        Path file = write(lines);
        Map<String, Alert> found = detector(lines);
        assertThat(found.values()).extracting(alert -> alert.rule().name()).contains("pair-total", "near", "first");
        assertThat(found.values()).anyMatch(alert -> alert.state() == AlertState.WITHDRAWN);
        for (int threads : new int[] {1, 3}) {
            BacktestReport report = run(file, threads);
            assertThat(report.judged() + report.late()).isEqualTo(PAYMENTS);
            assertThat(findings).as("%d threads", threads).hasSameSizeAs(found.values());
            for (Finding finding : findings) {
                Alert expected =
                        Objects.requireNonNull(found.get(finding.alert().id().episode()));
                assertThat(finding.alert()).as("%d threads", threads).isEqualTo(expected);
                assertThat(finding.evidence())
                        .isEqualTo(expected.evidence().edges().stream()
                                .map(Edge::coordinates)
                                .map(coordinates -> "p" + coordinates.offset())
                                .toList());
            }
        }
    }

    @Test
    void listsAllEvidenceHoweverMuchThereIs() throws IOException {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            lines.add(line(i, START.toEpochMilli(), "a", "b", 10));
        }
        assertThat(run(write(lines), 1).late()).isZero();
        assertThat(findings).hasSize(2);
        assertThat(findings)
                .allSatisfy(
                        finding -> assertThat(finding.evidence()).hasSize(300).startsWith("p0"));
    }

    @Test
    void readsPackedFilesAndCountsWhatIsNone() throws IOException {
        Path file = folder.resolve("payments.csv.gz");
        String text =
                HEAD + line(0, 1000, "a", "b", 1000) + "London,x,1000,a,b,5,EUR,\n" + "London,y,1000,a,b,none,USD,\n"
                        + "London,z,1000,a,a,5,USD,\n" + "London,z\n" + line(5, 1001, "a", "b", 1000);
        try (OutputStream packed = new GZIPOutputStream(Files.newOutputStream(file))) {
            packed.write(text.getBytes(UTF_8));
        }
        BacktestReport report = run(file, 2);
        assertThat(report.judged()).isEqualTo(2);
        assertThat(source.foreign()).isEqualTo(1);
        assertThat(source.wrong()).isEqualTo(3);
        assertThat(source.firstWrong()).startsWith("line 4: ");
        assertThat(report.span()).isEqualTo(Duration.ofMillis(1));
        assertThat(findings)
                .filteredOn(finding -> finding.alert().typology() == Typology.PAIR_TOTAL)
                .hasSize(1)
                .allSatisfy(finding -> assertThat(finding.evidence()).containsExactly("p0", "p5"));
    }

    /** What cannot be added is left out, and what is around it is judged all the same. */
    @Test
    void leavesOutWhatWouldBeTooLargeToAddUp() throws IOException {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 9300; i++) {
            lines.add(line(i, START.toEpochMilli(), "a", "b", Money.MAX_MINOR_UNITS));
        }
        lines.add(line(9300, START.toEpochMilli(), "a", "c", 1000));
        BacktestReport report = run(write(lines), 1);
        assertThat(report.judged()).isEqualTo(9224);
        assertThat(report.late()).isEqualTo(77);
        assertThat(findings)
                .anySatisfy(finding -> assertThat(finding.evidence()).containsExactly("p9300"));
    }

    @Test
    void tellsAQuoteThatIsLeftOpenAndAFileThatIsNotInOrder() throws IOException {
        Path file = folder.resolve("payments.csv");
        Files.writeString(file, "\ufeff" + HEAD + line(0, 1000, "a", "b", 1000) + "\"" + line(1, 1000, "a", "b", 1000));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> run(file, 1))
                .withMessageContaining("the quote that begins in line 3 is never closed");
        BacktestReport report = run(write(List.of(line(0, 2000, "a", "b", 1), line(1, 1000, "a", "b", 1))), 1);
        assertThat(report.unsorted()).isEqualTo(1);
    }

    @Test
    void saysWhichColumnIsMissing() throws IOException {
        Path file = folder.resolve("payments.csv");
        Files.writeString(file, "id,epoch_ms,source,target,amount,currency,city\n");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> run(file, 1))
                .withMessageContaining("it has no column amount_minor");
        Files.writeString(file, "");
        assertThatIllegalArgumentException().isThrownBy(() -> run(file, 1)).withMessageContaining("it is empty");
    }

    private BacktestReport run(Path path, int threads) throws IOException {
        source = new PaymentsFile(path);
        findings.clear();
        return new Backtest(
                        new Backtest.Setting(Application.DEFAULT, LATENESS, 1 << 28, threads, Instant.EPOCH),
                        new Lineup(List.of(rules)))
                .run(source, findings::add, read -> {});
    }

    private static List<String> lines(long seed) {
        Random random = new Random(seed);
        List<String> lines = new ArrayList<>();
        long time = START.toEpochMilli();
        for (int i = 0; i < PAYMENTS; i++) {
            time += random.nextInt(4);
            long at = random.nextInt(5) == 0 ? time - random.nextInt((int) LATENESS.toMillis()) : time;
            String source = "s" + random.nextInt(12);
            lines.add(line(i, at, source, "t" + random.nextInt(3), 1L + random.nextInt(400)));
        }
        return lines;
    }

    private static String line(int row, long time, String source, String target, long cents) {
        return "London,p" + row + "," + time + "," + source + "," + target + "," + cents + ",USD,any\n";
    }

    private Path write(List<String> lines) throws IOException {
        return Files.writeString(folder.resolve("payments.csv"), HEAD + String.join("", lines));
    }

    /** The newest alert of each episode, once all is told. */
    private Map<String, Alert> detector(List<String> lines) {
        DetectorSettings settings = new DetectorSettings(List.of("London"), 1, rules, LATENESS, 1 << 28);
        Clock clock = Clock.fixed(START.plusSeconds(3600), ZoneOffset.UTC);
        var properties =
                StreamsDefaults.properties(Application.DEFAULT, folder, 1, Map.of("bootstrap.servers", "none:1"));
        Map<String, Alert> newest = new HashMap<>();
        try (TopologyTestDriver driver =
                new TopologyTestDriver(DetectorTopology.build(settings, clock, alert -> {}), properties, START)) {
            TestInputTopic<byte[], byte[]> london =
                    driver.createInputTopic("London", new ByteArraySerializer(), new ByteArraySerializer());
            for (String line : lines) {
                String[] cells = line.split(",", -1);
                String amount = Money.usd(Long.parseLong(cells[5])).toString();
                byte[] value = (cells[3] + " " + cells[4] + " " + amount).getBytes(UTF_8);
                london.pipeInput(new TestRecord<>(null, value, null, Long.parseLong(cells[2])));
            }
            driver.advanceWallClockTime(Duration.ofSeconds(20));
            driver.createOutputTopic(Topics.ALERTS, new ByteArrayDeserializer(), new ByteArrayDeserializer())
                    .readValuesToList()
                    .forEach(json -> {
                        Alert alert = AlertJson.read(json);
                        newest.put(alert.id().episode(), alert);
                    });
        }
        return newest;
    }
}
