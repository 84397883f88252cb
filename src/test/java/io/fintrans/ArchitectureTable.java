package io.fintrans;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Who may use whom: here as a map, in ARCHITECTURE.md as a table for people. The two must be equal. */
final class ArchitectureTable {
    private static final String HEADING = "## Who may use whom";

    /**
     * What one package may use of fintrans.
     *
     * @param uses packages below {@code io.fintrans}; {@code *} for all of them
     */
    record Row(Set<String> uses) {
        boolean allows(String target) {
            return target.isEmpty() || uses.contains("*") || uses.contains(target);
        }
    }

    private static final Map<String, Row> ROWS = new TreeMap<>(Map.ofEntries(
            row("transaction", ""),
            row("format", "transaction"),
            row("alert", "transaction"),
            row("rule", "transaction alert rule.account"),
            row("rule.account", "transaction alert"),
            row("rule.log", "transaction alert rule rule.account topic reader"),
            row("casework", "transaction alert"),
            row("topic", "transaction format"),
            row("topic.record", "format topic transaction"),
            row("topic.admin", "topic transaction"),
            row("timeseries", "transaction"),
            row("reader", "transaction format alert topic topic.admin topic.record"),
            row("streams", "transaction format topic topic.admin topic.record reader"),
            row("volume", "transaction format topic topic.record timeseries streams"),
            row("packed", "transaction"),
            row("accepted", "packed transaction"),
            row("accounts", "transaction"),
            row("exchange", "packed transaction"),
            row("machine", ""),
            row(
                    "detector",
                    "packed exchange transaction format alert rule topic topic.admin topic.record streams"
                            + " detector.rule detector.state detector.judge"),
            row("detector.judge", "transaction alert rule detector.rule detector.state"),
            row("detector.rule", "transaction alert rule"),
            row("detector.state", "accounts packed accepted transaction alert rule streams detector.rule"),
            row(
                    "network.finding",
                    "alert rule transaction network.graph network.judge network.rule packed rule.account"),
            row(
                    "network",
                    "alert rule transaction streams topic topic.admin network.finding network.graph network.judge network.rule"
                            + " network.state"),
            row(
                    "network.state",
                    "accepted packed transaction alert rule rule.account streams network.finding network.graph network.judge"),
            row("network.graph", "accounts transaction"),
            row("network.judge", "network.graph network.rule transaction"),
            row("network.rule", "alert rule network.graph rule.account transaction"),
            row("generator", "transaction format alert topic topic.admin generator.pattern"),
            row("generator.pattern", "alert"),
            row("ingest", "transaction format alert timeseries topic topic.record reader ingest.point"),
            row("ingest.point", "alert format timeseries topic topic.record transaction"),
            row(
                    "console",
                    "transaction alert casework timeseries topic machine console.account console.record console.desk"
                            + " console.rules console.evidence console.live console.access console.why console.routes"
                            + " console.user"),
            row("console.user", "machine"),
            row(
                    "console.routes",
                    "alert casework console.access console.desk console.evidence console.record console.user"
                            + " rule transaction"),
            row("console.openid", "console.user machine"),
            row(
                    "console.rules",
                    "transaction alert rule rule.log topic topic.admin console.live console.access"
                            + " console.routes console.user"),
            row(
                    "console.account",
                    "alert accepted packed reader topic transaction casework console.access console.desk"
                            + " console.evidence console.live console.record console.user"),
            row("console.why", "transaction alert rule rule.log format past explain console.access console.user"),
            row("console.record", "casework topic reader machine console.live"),
            row(
                    "console.desk",
                    "transaction format alert rule casework reader console.record console.evidence" + " topic.record"),
            row("console.evidence", "transaction format alert reader topic.record"),
            row("console.live", "transaction timeseries topic topic.admin reader"),
            row("console.access", "machine console.openid console.user"),
            row(
                    "reconcile",
                    "packed accepted transaction format alert rule rule.account rule.log topic topic.admin"
                            + " reader timeseries reconcile.ledger reconcile.oracle reconcile.verdict reconcile.journal"
                            + " reconcile.report reconcile.network reconcile.oracle.network"),
            row(
                    "reconcile.network",
                    "packed accepted transaction alert rule topic reconcile.ledger reconcile.oracle.network"
                            + " reconcile.report rule.account"),
            row("reconcile.ledger", "packed accepted transaction format topic topic.admin topic.record reader"),
            row("reconcile.oracle", "transaction alert rule topic reconcile.ledger"),
            row("reconcile.oracle.network", "transaction alert rule"),
            row("reconcile.verdict", "transaction alert rule reconcile.ledger reconcile.oracle reconcile.report"),
            row("reconcile.journal", "packed transaction topic reconcile.ledger reconcile.verdict reconcile.report"),
            row("reconcile.report", "transaction alert rule rule.log topic"),
            row("past", "transaction format topic topic.record reader"),
            row("explain", "transaction alert rule past detector.rule"),
            row(
                    "backtest",
                    "transaction alert casework rule past detector.rule detector.state detector.judge network.finding network.graph network.judge network.rule rule.account"),
            row("learning", "alert casework rule"),
            row("benchmark", "machine transaction alert topic timeseries benchmark.figure benchmark.network"),
            row("benchmark.figure", ""),
            row("benchmark.quality", "transaction alert rule backtest generator generator.pattern"),
            row(
                    "benchmark.worker",
                    "transaction format alert rule topic past backtest streams detector detector.rule"
                            + " detector.state volume network benchmark benchmark.figure benchmark.network"),
            row(
                    "benchmark.network",
                    "transaction alert rule packed accepted topic network.graph network.rule network.judge"
                            + " network.finding"),
            row("broker", "machine"),
            row("process", "machine transaction"),
            row("demo", "transaction alert rule rule.log topic topic.admin reader machine process console.user"),
            row("doctor", "machine transaction topic topic.admin streams ingest ingest.point broker"),
            row("cli.setting", "machine process"),
            row(
                    "cli.start",
                    "machine transaction alert rule rule.log timeseries topic topic.admin reader streams learning"
                            + " backtest console.record process cli.option cli.setting"),
            row(
                    "cli.output",
                    "transaction alert rule casework reader generator ingest console.record backtest"
                            + " benchmark.quality process"
                            + " cli.option cli.value"),
            row(
                    "cli.option",
                    "network machine transaction alert rule timeseries topic topic.admin streams detector"
                            + " detector.rule generator generator.pattern volume console console.record console.desk"
                            + " console.live console.openid console.user process demo backtest"
                            + " benchmark.quality cli.setting cli.value rule.account"),
            row(
                    "cli.rules",
                    "transaction alert rule rule.log learning topic topic.admin process cli.option cli.output"
                            + " cli.start cli.value rule.account"),
            row(
                    "cli.console",
                    "cli.option cli.output cli.start console console.access console.openid console.record console.user demo"
                            + " machine process topic"),
            row("cli.value", "alert backtest machine process rule transaction"),
            row("cli", "*")));

    private ArchitectureTable() {}

    static Map<String, Row> rows() {
        return ROWS;
    }

    /** The table of ARCHITECTURE.md: package names in backticks, the first cell uses those in the second. */
    static Map<String, Row> inDocument() {
        Map<String, Row> rows = new TreeMap<>();
        Document.of("ARCHITECTURE.md").tableUnder(HEADING).forEach(cells -> {
            Map.Entry<String, Row> row = row(bare(cells.get(0)), bare(cells.get(1)));
            rows.put(row.getKey(), row.getValue());
        });
        return rows;
    }

    private static String bare(String cell) {
        return cell.replace("`", "").replace(",", " ").replace("–", "").strip();
    }

    private static Map.Entry<String, Row> row(String name, String uses) {
        Set<String> all = new TreeSet<>();
        Arrays.stream(uses.split(" +")).filter(use -> !use.isEmpty()).forEach(all::add);
        // A package always may use itself.
        all.add(name);
        return Map.entry(name, new Row(all));
    }
}
