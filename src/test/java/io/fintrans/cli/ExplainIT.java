package io.fintrans.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a rule measured about a pair at a time is what its payments in the topics come to. */
class ExplainIT {
    private static final long WINDOW = Duration.ofHours(6).toMillis();

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
    void measuresWhatIsInTheTopics() throws Exception {
        Instant at = scene.start.plus(Duration.ofHours(30));
        List<String[]> window = window("s7", "t3", at);
        long cents =
                window.stream().mapToLong(cells -> Long.parseLong(cells[4])).sum();
        CommandRun run = scene.run("explain", "--subject", "pair s7 t3", "--at", at.toString(), "--output", "json");
        assertThat(run.code()).as(run.err()).isZero();
        JsonNode rule = new ObjectMapper().readTree(run.out()).at("/pairs/0/rules/0");
        assertThat(rule.path("rule").asText()).isEqualTo("pair-total");
        assertThat(rule.path("value").asLong()).as("seed %d", PastScene.SEED).isEqualTo(cents);
        assertThat(rule.path("limit").asLong()).isEqualTo(100_000);
        assertThat(rule.path("margin").asLong()).isEqualTo(100_000 - cents);
        assertThat(rule.path("counted").asInt()).isEqualTo(window.size());
        assertThat(rule.path("payments")
                        .path(rule.path("payments").size() - 1)
                        .path("id")
                        .asText())
                .isEqualTo(window.get(window.size() - 1)[0]);

        run = scene.run("explain", "--subject", "pair s7 t3", "--at", at.toString(), "--threshold", "0.01");
        assertThat(run.out()).contains("pair-total, version 1: found.");
    }

    @Test
    void showsTenPairsOfAnAccountAtMost() {
        CommandRun run = scene.run(
                "explain",
                "--subject",
                "account t3",
                "--at",
                scene.start.plus(Duration.ofHours(30)).toString());
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out().lines().filter(line -> line.matches("s\\d+ -> t3")))
                .hasSize(10);
    }

    @Test
    void saysThatThereAreNoPayments() {
        CommandRun run = scene.run("explain", "--subject", "pair nobody t3", "--at", "1h");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).startsWith("There are no payments of nobody -> t3 from ");
        assertThat(scene.run("explain", "--subject", "nobody").err()).contains("'nobody' is no subject");
    }

    /** In order of time. */
    private static List<String[]> window(String source, String target, Instant at) {
        Stream<String[]> cells = scene.rows().stream().map(row -> row.csv().split(",", -1));
        return cells.filter(each -> each[2].equals(source) && each[3].equals(target))
                .filter(each -> Long.parseLong(each[1]) <= at.toEpochMilli()
                        && Long.parseLong(each[1]) > at.toEpochMilli() - WINDOW)
                .sorted(Comparator.comparingLong(each -> Long.parseLong(each[1])))
                .toList();
    }
}
