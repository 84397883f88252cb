package io.fintrans.issue;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fintrans.cli.CommandRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A backtest counted payments of before as those that were asked for, told of days that no payment spans, made a day's average of minutes,
 * and gave findings figures that are not those of their time.
 */
class BacktestSaysWhatIsSoTest {
    private static final Instant START = Instant.parse("2026-11-01T00:00:00Z");
    private static final Duration WINDOW = Duration.ofMinutes(10);

    @TempDir
    private Path folder;

    /** A payment of a file. */
    private record Row(String id, Instant time, String pair, long cents) {
        String csv() {
            return id + "," + time.toEpochMilli() + "," + pair.replace(' ', ',') + "," + cents + ",USD,London";
        }
    }

    @Test
    void countsWhatWasAskedForAndWhatWasBefore() throws IOException {
        Path file = each(Duration.ofMinutes(1), 10);
        CommandRun run = run(file, "--from", START.plus(Duration.ofMinutes(4)).toString());
        assertThat(run.out())
                .contains("6 payments in 5 minutes, from 2026-11-01T00:04:00Z to 2026-11-01T00:09:00Z\n")
                .contains("4 payments of before only filled the windows\n");
        JsonNode row = json(run(
                                file,
                                "--from",
                                START.plus(Duration.ofMinutes(4)).toString(),
                                "--output",
                                "json",
                                "--sweep",
                                "threshold=100:200:100")
                        .out())
                .get(0);
        assertThat(row.path("payments").asLong()).isEqualTo(6);
        assertThat(row.path("before").asLong()).isEqualTo(4);
    }

    @Test
    void saysThatThereAreNone() throws IOException {
        CommandRun later = run(each(Duration.ofMinutes(1), 10), "--from", "2031-01-01");
        assertThat(later.out())
                .contains("There are no payments since 2031-01-01T00:00:00Z\n")
                .contains("10 payments of before only filled the windows\n")
                .containsPattern("pair-total +0 +- ");
        CommandRun none = run(each(Duration.ofMinutes(1), 0));
        assertThat(none.code()).isZero();
        assertThat(none.out()).contains("There are no payments\n").doesNotContain("1970");
    }

    @Test
    void tellsAnAverageOfWholeDaysOnly() throws IOException {
        Path minutes = each(Duration.ofMinutes(2), 8);
        assertThat(run(minutes).out())
                .containsPattern("pair-total +8 +- ")
                .contains("8 payments in 14 minutes, from ")
                .contains("That is less than a day, so no findings a day are told\n");
        String[] sweep = {"--sweep", "threshold=100:200:100"};
        assertThat(run(minutes, sweep).out()).containsPattern("100 +8 +-\n").contains("so no findings a day are told");
        JsonNode row =
                json(run(minutes, sweep[0], sweep[1], "--output", "json").out()).get(0);
        assertThat(row.path("aDay").isNull()).isTrue();
        assertThat(row.path("spanMillis").asLong())
                .isEqualTo(Duration.ofMinutes(14).toMillis());

        CommandRun days = run(each(Duration.ofHours(12), 4));
        assertThat(days.out()).containsPattern("pair-total +4 +2\\.7 ").contains("4 payments in 1.5 days, from ");
        assertThat(run(each(Duration.ofDays(1), 1)).out()).contains("1 payment at 2026-11-01T00:00:00Z\n");
    }

    @Test
    void givesEachFindingTheTimeThatItsFiguresAreOf() throws IOException {
        List<Row> rows = rows(5);
        CommandRun run = run(write(rows.stream().map(Row::csv).toList()), "--output", "json");
        assertThat(run.err()).contains("\n1,500 payments in ");
        // What was withdrawn keeps the figures that it had before.
        List<JsonNode> lines = json(run.out()).stream()
                .filter(line -> !line.path("state").asText().equals("WITHDRAWN"))
                .toList();
        assertThat(lines).hasSizeGreaterThan(20);
        int later = 0;
        for (JsonNode line : lines) {
            Instant asOf = Instant.ofEpochMilli(line.path("asOf").asLong());
            later += line.path("asOf").asLong() > line.path("time").asLong() ? 1 : 0;
            List<Row> window = rows.stream()
                    .filter(row -> line.path("subject").asText().equals("pair " + row.pair()))
                    .filter(row -> row.time().isAfter(asOf.minus(WINDOW))
                            && !row.time().isAfter(asOf))
                    .toList();
            assertThat(line.path("evidence"))
                    .extracting(JsonNode::asText)
                    .as("seed 5, %s", line)
                    .containsExactlyInAnyOrderElementsOf(
                            window.stream().map(Row::id).toList());
            assertThat(line.path("measures").path(0).path("value").asLong())
                    .as("seed 5, %s", line)
                    .isEqualTo(window.stream().mapToLong(Row::cents).sum());
        }
        assertThat(later).as("findings that became more at a later time").isPositive();
    }

    private static List<Row> rows(long seed) {
        Random random = new Random(seed);
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < 1500; i++) {
            Instant time = START.plusSeconds(10L * i).minusSeconds(random.nextInt(5) == 0 ? random.nextInt(500) : 0);
            String pair = "s" + random.nextInt(5) + " t" + random.nextInt(2);
            rows.add(new Row("p" + i, time, pair, 100L + random.nextInt(4000)));
        }
        return rows;
    }

    /** Payments each of which is a finding. */
    private Path each(Duration step, int number) throws IOException {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            lines.add(new Row("p" + i, START.plus(step.multipliedBy(i)), "a b" + i, 15_000).csv());
        }
        return write(lines);
    }

    private Path write(List<String> lines) throws IOException {
        String head = "id,epoch_ms,source,target,amount_minor,currency,city\n";
        return Files.writeString(folder.resolve("payments.csv"), head + String.join("\n", lines) + "\n");
    }

    private static CommandRun run(Path file, String... options) {
        List<String> all = new ArrayList<>(
                List.of("backtest", "--file", file.toString(), "--threshold", "100", "--window", "10m"));
        all.addAll(List.of(options));
        CommandRun run = CommandRun.of(all.toArray(String[]::new));
        assertThat(run.code()).as(run.err()).isZero();
        return run;
    }

    private static List<JsonNode> json(String out) throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : out.lines().toList()) {
            lines.add(new ObjectMapper().readTree(line));
        }
        return lines;
    }
}
