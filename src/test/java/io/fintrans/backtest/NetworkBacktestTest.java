package io.fintrans.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.alert.AlertState;
import io.fintrans.alert.Severity;
import io.fintrans.rule.NetworkDefaults;
import io.fintrans.rule.RuleDraft;
import io.fintrans.rule.Rulebook;
import io.fintrans.rule.account.AccountBook;
import io.fintrans.transaction.Application;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Patterns of laundering over several accounts are hidden in a file, and found again to the payment. */
class NetworkBacktestTest {
    private static final String HEAD = "id,epoch_ms,source,target,amount_minor,currency,city\n";
    private static final long START = Instant.parse("2026-11-01T00:00:00Z").toEpochMilli();
    private static final long HOUR = Duration.ofHours(1).toMillis();
    private static final int HOURS = 40 * 24;
    private static final long SEED = 12;

    private record Row(long time, String id, String line) {}

    @TempDir
    private Path folder;

    private final Random random = new Random(SEED);
    private final List<Row> rows = new ArrayList<>();
    /** What is hidden, by the first part of the ids of its payments. */
    private final Map<String, TreeSet<String>> hidden = new HashMap<>();

    private final List<Finding> findings = Collections.synchronizedList(new ArrayList<>());

    /** Small payments, which count for nothing, and at two times, with a window between, each of the patterns. */
    @BeforeEach
    void hide() {
        for (int i = 0; i < 20_000; i++) {
            long time = START + (long) (i / 20_000.0 * HOURS * HOUR);
            pay("noise-" + i, time, "n" + random.nextInt(300), "m" + random.nextInt(300), 1 + random.nextInt(19_99));
        }
        for (int hour : new int[] {100, 800}) {
            cycle(hour);
            chain(hour + 10);
            scatterGather(hour + 20);
            bipartite(hour + 30);
            stack(hour + 40);
        }
    }

    private void cycle(int hour) {
        String name = "cycle-" + hour;
        for (int i = 0; i < 4; i++) {
            payHidden(name, hour + 25 * i, i, name + i, name + (i + 1) % 4, 5_000_00 - i * 100_00);
        }
    }

    private void chain(int hour) {
        String name = "chain-" + hour;
        for (int i = 0; i < 4; i++) {
            payHidden(name, hour + 20 * i, i, name + i, name + (i + 1), 5_000_00 - i * 100_00);
        }
    }

    private void scatterGather(int hour) {
        String name = "scatter-gather-" + hour;
        for (int i = 0; i < 3; i++) {
            payHidden(name, hour + i, i, name + "from", name + i, 1_000_00 + i * 300_00);
            payHidden(name, hour + 40 + i, 10 + i, name + i, name + "to", 900_00 + i * 300_00);
        }
    }

    /** Amounts that differ too much to be anything else. */
    private void bipartite(int hour) {
        String name = "bipartite-" + hour;
        for (int i = 0; i < 9; i++) {
            payHidden(name, hour + i, i, name + "s" + i / 3, name + "t" + i % 3, 100_00L << i);
        }
    }

    private void stack(int hour) {
        String name = "stack-" + hour;
        for (int i = 0; i < 4; i++) {
            payHidden(name, hour + i, i, name + "a" + i / 2, name + "b" + i % 2, 10_000_00L << i);
            payHidden(name, hour + 10 + i, 10 + i, name + "b" + i / 2, name + "c" + i % 2, 200_00L << i);
        }
    }

    private void payHidden(String name, int hour, int number, String source, String target, long cents) {
        String id = name + "-" + number;
        hidden.computeIfAbsent(name, any -> new TreeSet<>()).add(id);
        pay(id, START + hour * HOUR, source, target, cents);
    }

    private void pay(String id, long time, String source, String target, long cents) {
        rows.add(new Row(time, id, id + "," + time + "," + source + "," + target + "," + cents + ",USD,London\n"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void findsEachOfThemWithAllItsPayments(int threads) throws IOException {
        BacktestReport report = run(new Lineup(List.of(rules("10000000"))), threads);
        assertThat(report.judged()).isEqualTo(rows.size());
        Map<String, TreeSet<String>> found = new HashMap<>();
        for (Finding finding : findings) {
            assertThat(finding.alert().state()).isIn(AlertState.FINAL, AlertState.AMENDED);
            assertThat(finding.evidence().get(0))
                    .startsWith(finding.alert().typology().code());
            String name = finding.evidence().get(0).replaceFirst("-\\d+$", "");
            assertThat(found.put(name, new TreeSet<>(finding.evidence()))).isNull();
        }
        assertThat(found).isEqualTo(hidden);
        assertThat(report.outcomes()).hasSameSizeAs(findings);
    }

    @Test
    void writesALineOfJsonForEach() throws IOException {
        run(new Lineup(List.of(rules("10000000"))), 1);
        Finding cycle = findings.stream()
                .filter(finding -> finding.alert().rule().name().equals("cycle"))
                .min(Comparator.comparing(finding -> finding.alert().at()))
                .orElseThrow();
        assertThat(FindingJson.write(cycle))
                .contains("\"typology\":\"cycle\",\"rule\":\"cycle\",\"version\":1,", "\"state\":\"FINAL\"")
                .contains("\"subject\":\"accounts cycle-1000 cycle-1001 cycle-1002 cycle-1003\"")
                .contains("\"measures\":[{\"name\":\"payments\",\"value\":4,\"limit\":3,\"unit\":\"count\"}")
                .contains("\"evidence\":[\"cycle-100-0\",\"cycle-100-1\",\"cycle-100-2\",\"cycle-100-3\"]");
    }

    /** Rules about pairs and of the network are counted apart, and each payment once. */
    @Test
    void judgesBesideRulesAboutPairs() throws IOException {
        BacktestReport report = run(new Lineup(List.of(rules("9000"), rules("10000000"))), 2);
        assertThat(report.judged()).isEqualTo(rows.size());
        Rulebook tried = report.lineup().set(0);
        assertThat(report.found(0, tried.newest("pair-total").orElseThrow()))
                .isNotEmpty()
                .allSatisfy(outcome -> assertThat(outcome.subject().words()).matches("(stack|bipartite).* -> .*"));
        assertThat(report.found(0, tried.newest("stack").orElseThrow())).hasSize(2);
        assertThat(report.found(1, report.lineup().set(1).newest("stack").orElseThrow()))
                .as("judged once for both")
                .isEqualTo(report.found(0, tried.newest("stack").orElseThrow()));
        assertThat(report.outcomes()).noneMatch(outcome -> outcome.severity() == Severity.HIGH && outcome.withdrawn());
    }

    /** Without a rule about pairs nobody judges them. */
    @Test
    void triesOneRuleOfTheNetworkWithManyValues() throws IOException {
        var cycle = rules("1").newest("cycle").orElseThrow();
        Sweep sweep = new Sweep(
                "longest",
                List.of("3", "4"),
                List.of(
                        cycle.with(cycle.window(), Map.of("longest", "3")),
                        cycle.with(cycle.window(), Map.of("longest", "4"))));
        BacktestReport report = run(sweep.lineup(AccountBook.EMPTY), 2);
        assertThat(report.judged()).isEqualTo(rows.size());
        assertThat(List.of(report.found(0).size(), report.found(1).size())).containsExactly(0, 2);
    }

    private static Rulebook rules(String threshold) {
        return Rulebook.ofPairTotal(Duration.ofHours(1), Map.of("threshold", threshold))
                .with(NetworkDefaults.rules().stream().map(RuleDraft::first).toList());
    }

    private BacktestReport run(Lineup lineup, int threads) throws IOException {
        String text = rows.stream()
                .sorted(Comparator.comparingLong(Row::time))
                .map(Row::line)
                .collect(Collectors.joining());
        Path file = Files.writeString(folder.resolve("payments.csv"), HEAD + text);
        return new Backtest(
                        new Backtest.Setting(
                                Application.DEFAULT, Duration.ofMinutes(10), 1 << 28, threads, Instant.EPOCH),
                        lineup)
                .run(new PaymentsFile(file), findings::add, read -> {});
    }
}
