package io.fintrans.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fintrans.alert.AlertJson;
import io.fintrans.alert.Subject;
import io.fintrans.casework.CaseAction;
import io.fintrans.casework.CaseCommand;
import io.fintrans.casework.Disposition;
import io.fintrans.console.record.CaseLog;
import io.fintrans.console.record.Checkpoints;
import io.fintrans.console.record.KeyRing;
import io.fintrans.testing.TestAlert;
import io.fintrans.topic.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Payments that are in Kafka, out of order and over many partitions, are judged as the same ones in a file in order of time. */
class BacktestIT {
    @TempDir
    private static Path folder;

    private static PastScene scene;

    @BeforeAll
    static void produce() throws Exception {
        scene = new PastScene();
    }

    @AfterAll
    static void stop() {
        scene.close();
    }

    @Test
    void judgesTopicsAsAFileInOrderOfTime() throws IOException {
        Path file = file();
        Path rules = folder.resolve("rules.json");
        Files.writeString(rules, """
                {"rules": [{"name": "near-60", "typology": "structuring", "windowMillis": 21600000,
                            "parameters": {"limits": "60", "near": "800", "payments": "4"}},
                           {"name": "first", "typology": "large-first", "windowMillis": 3600000,
                            "parameters": {"amount": "600"}}]}
                """);
        String[] options = {"--threshold", "1200", "--window", "6h", "--rules", rules.toString(), "--output", "json"};
        CommandRun ofTopics = run(options);
        CommandRun ofFile = CommandRun.of(PastScene.concat(options, "backtest", "--file", file.toString()));
        assertThat(ofTopics.code()).as(ofTopics.err()).isZero();
        assertThat(ofFile.code()).as(ofFile.err()).isZero();
        assertThat(findings(ofTopics.out())).as("seed %d", PastScene.SEED).isEqualTo(findings(ofFile.out()));
        assertThat(ofTopics.out()).contains("\"near-60\"", "\"first\"", "\"pair-total\"");
        assertThat(ofTopics.err())
                .contains("11,999 payments in ", "1 payment left out, because the detector rejected them")
                .contains("Beside the rules in force:");
        assertThat(run(options).out()).as("the same again").isEqualTo(ofTopics.out());
    }

    @Test
    void judgesTheNetworkOfTopicsAsOfAFile() throws IOException {
        String[] options = {"--network", "--threshold", "1200", "--window", "6h", "--output", "json"};
        CommandRun ofTopics = run(options);
        CommandRun ofFile = CommandRun.of(PastScene.concat(options, "backtest", "--file", file().toString()));
        assertThat(ofTopics.code()).as(ofTopics.err()).isZero();
        assertThat(ofFile.code()).as(ofFile.err()).isZero();
        assertThat(findings(ofTopics.out())).as("seed %d", PastScene.SEED).isEqualTo(findings(ofFile.out()));
        assertThat(ofTopics.out()).contains("\"typology\":\"cycle\"");
        assertThat(ofTopics.err()).containsPattern("cycle +0 +0 +0 +30 +30\n");
        assertThat(run(options).out()).as("the same again").isEqualTo(ofTopics.out());
    }

    /** The payments in the topics, in order of time. */
    private static Path file() throws IOException {
        List<String> lines = new ArrayList<>(List.of("id,epoch_ms,source,target,amount_minor,currency,city"));
        scene.rows().stream()
                .sorted(Comparator.comparingLong(PastScene.Row::time))
                .map(PastScene.Row::csv)
                .forEach(lines::add);
        return Files.write(folder.resolve("payments.csv"), lines);
    }

    @Test
    void tellsWhatDiffersFromTheRulesInForceAndWhichCasesAreKept() throws Exception {
        assertThat(run("--output", "json", "--from", "2000-01-01").err()).doesNotContain("Of the cases");
        List<JsonNode> inForce = PastScene.lines(run("--output", "json").out());
        List<JsonNode> tried =
                PastScene.lines(run("--output", "json", "--threshold", "1500").out());
        assertThat(tried).hasSizeLessThan(inForce.size()).isNotEmpty();
        CommandRun text = run("--threshold", "1500");
        List<String> row = List.of(text.out()
                .lines()
                .filter(line -> line.startsWith("pair-total"))
                .skip(1)
                .findFirst()
                .orElseThrow()
                .split(" +", -1));
        int kept = Integer.parseInt(row.get(2));
        assertThat(row)
                .containsExactly(
                        "pair-total",
                        "" + inForce.size(),
                        "" + kept,
                        "" + (inForce.size() - kept),
                        "" + tried.size(),
                        "0");
        assertThat(kept).isBetween(1, tried.size());

        decide(inForce, tried);
        text = run("--threshold", "1500");
        assertThat(text.out())
                .containsPattern("confirmed +1 +1 +1 +0\n")
                .containsPattern("false-positive +1 +1 +0 +1\n");
        CommandRun sweep = run("--sweep", "threshold=1000:2000:500");
        assertThat(sweep.out())
                .contains("THRESHOLD  FINDINGS  A DAY  CONFIRMED KEPT OF 1  FALSE POSITIVES KEPT OF 1")
                .containsPattern("1000 +" + inForce.size() + " .* 1 +1\n")
                .containsPattern("1500 +" + tried.size() + " .* 1 +0\n");
        JsonNode last = PastScene.lines(run("--sweep", "pair-total.window=1h:6h:5h", "--output", "json")
                        .out())
                .get(1);
        assertThat(last.path("window").asText()).isEqualTo("6h");
        assertThat(last.path("findings").asInt()).isEqualTo(inForce.size());
    }

    @Test
    void leavesOutWhatWasBefore() {
        Instant from = scene.start.plus(Duration.ofDays(2));
        List<JsonNode> all = PastScene.lines(run("--output", "json").out());
        CommandRun run = run("--output", "json", "--from", from.toString());
        assertThat(PastScene.lines(run.out()))
                .isNotEmpty()
                .hasSizeLessThan(all.size())
                .allSatisfy(line ->
                        assertThat(all).extracting(each -> each.path("subject")).contains(line.path("subject")));
        assertThat(run.err()).contains(" hours, from ", " of before only filled the windows", "less than a day");
    }

    @Test
    void refusesWhatCannotBe() {
        assertThat(run("--sweep", "amount=1:2:1").err())
                .contains("it must name one parameter of one rule, such as pair-total.window");
        assertThat(run("--sweep", "threshold=1:2").err()).contains("write for example threshold=8000:20000:1000");
        assertThat(run("--from", "soon").err()).contains("'soon' is no time");
        assertThat(CommandRun.of("backtest", "--bootstrap-server", scene.address(), "--cities", "Bern")
                        .err())
                .contains("There is no topic Bern");
    }

    /** One finding that is lost is a false positive, and one that is kept is confirmed. */
    private void decide(List<JsonNode> inForce, List<JsonNode> tried) throws Exception {
        TreeSet<String> kept = new TreeSet<>();
        tried.forEach(line -> kept.add(line.path("subject").asText()));
        JsonNode lost = inForce.stream()
                .filter(line -> !kept.contains(line.path("subject").asText()))
                .findFirst()
                .orElseThrow();
        JsonNode found = tried.get(0);
        try (KafkaProducer<byte[], byte[]> producer = scene.producer(Map.of())) {
            for (JsonNode line : List.of(lost, found)) {
                producer.send(new ProducerRecord<>(
                                Topics.ALERTS,
                                line.path("id").asText().getBytes(UTF_8),
                                AlertJson.write(TestAlert.of(line.path("id").asText(), 1)
                                        .subject(Subject.parse(
                                                line.path("subject").asText()))
                                        .window(Duration.ofHours(6))
                                        .between(
                                                Instant.ofEpochMilli(
                                                        line.path("openedAt").asLong()),
                                                Instant.ofEpochMilli(
                                                        line.path("time").asLong()))
                                        .build())))
                        .get();
            }
        }
        try (Checkpoints checkpoints = Checkpoints.open(folder, Clock.systemUTC());
                CaseLog log = CaseLog.open(
                        Map.of("bootstrap.servers", scene.address()),
                        Clock.systemUTC(),
                        KeyRing.open(folder, null),
                        checkpoints,
                        event -> {})) {
            assertThat(log.awaitReplayed(Duration.ofSeconds(30))).isTrue();
            log.submit(command(lost, 0, "ann", new CaseAction.Decide(Disposition.FALSE_POSITIVE, "harmless")));
            log.submit(command(found, 0, "ann", new CaseAction.Decide(Disposition.CONFIRMED, "it is")));
            log.submit(command(found, 1, "bob", new CaseAction.Approve("it is")));
        }
    }

    private static CaseCommand command(JsonNode line, long version, String actor, CaseAction action) {
        return new CaseCommand(
                line.path("id").asText(),
                Subject.parse(line.path("subject").asText()),
                version,
                1,
                UUID.randomUUID().toString(),
                actor,
                action);
    }

    private static Set<String> findings(String out) {
        TreeSet<String> findings = new TreeSet<>();
        for (JsonNode line : PastScene.lines(out)) {
            TreeSet<String> evidence = new TreeSet<>();
            line.path("evidence").forEach(id -> evidence.add(id.asText()));
            findings.add(line.path("rule").asText() + " " + line.path("subject").asText() + " "
                    + line.path("state").asText().replace("AMENDED", "OPEN") + " "
                    + line.path("openedAt").asLong()
                    + " " + line.path("step").asInt() + " " + line.path("measures") + " " + evidence);
        }
        return findings;
    }

    private static CommandRun run(String... options) {
        return scene.run("backtest", options);
    }
}
