package io.fintrans.cli;

import io.fintrans.alert.Alert;
import io.fintrans.alert.AlertState;
import io.fintrans.alert.Severity;
import io.fintrans.backtest.Backtest;
import io.fintrans.backtest.BacktestReport;
import io.fintrans.backtest.Finding;
import io.fintrans.backtest.FindingJson;
import io.fintrans.cli.option.ByteSizeConverter;
import io.fintrans.cli.option.DetectorOptions;
import io.fintrans.cli.option.OutputForm;
import io.fintrans.cli.option.ThreadsConverter;
import io.fintrans.cli.option.WindowMemory;
import io.fintrans.cli.output.ProgressLine;
import io.fintrans.cli.output.Table;
import io.fintrans.detector.DetectorSettings;
import io.fintrans.process.CommandException;
import io.fintrans.process.ExitCode;
import io.fintrans.process.PathOption;
import io.fintrans.transaction.Count;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code fintrans backtest}: what rules would have found in payments of the past. */
@Command(
        name = "backtest",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description = {
            "Shows what rules would have found in payments of the past: how many findings of each rule, a day and in all. The"
                    + " rules are those of the options, as for detect, and are judged by the very same code.",
            "Reads a CSV file in order of time, which may be packed by gzip. Its first line names the columns id, epoch_ms, source,"
                    + " target, amount_minor, currency and city; more columns are ignored. Needs no Kafka."
        },
        footer = {
            "",
            "Examples:",
            "  fintrans backtest --file payments.csv --threshold 20000",
            "  fintrans backtest --file payments.csv.gz --rules rules.json --output json",
            ""
        })
public final class BacktestCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--file", paramLabel = "FILE", required = true, description = "The payments.")
    private Path file;

    @Mixin
    private DetectorOptions detector;

    @Option(
            names = "--threads",
            converter = ThreadsConverter.class,
            description = "Threads that judge (default: one for each processor).")
    private @Nullable Integer threads;

    @Option(
            names = "--memory",
            paramLabel = "SIZE",
            converter = ByteSizeConverter.class,
            description =
                    "Memory for the payments of the windows, such as 512m (default: as for detect). When it is full, the"
                            + " oldest leave early, and the report says so.")
    private @Nullable Long memory;

    @Option(
            names = "--output",
            paramLabel = "FORM",
            defaultValue = "text",
            description =
                    "text: a table; json: a line for each finding, with all its evidence (default: ${DEFAULT-VALUE}).")
    private OutputForm output;

    @Override
    public Integer call() {
        detector.check();
        BacktestReport report = run();
        PrintWriter out = spec.commandLine().getOut();
        if (output == OutputForm.JSON) {
            report.findings().forEach(finding -> out.println(FindingJson.write(finding)));
            print(report, spec.commandLine().getErr());
        } else {
            out.print(table(report));
            print(report, out);
        }
        out.flush();
        return ExitCode.DONE;
    }

    private BacktestReport run() {
        Runtime runtime = Runtime.getRuntime();
        Backtest backtest = new Backtest(
                detector.applicationId(),
                detector.rules(),
                DetectorSettings.DEFAULT_LATENESS,
                WindowMemory.of(memory, runtime.maxMemory()),
                threads == null ? runtime.availableProcessors() : threads);
        try (ProgressLine progress = new ProgressLine(spec.commandLine().getErr())) {
            return backtest.run(file, payments -> progress.accept(Count.grouped(payments, "payment") + " read"));
        } catch (IOException e) {
            throw PathOption.unreadable("--file", file, e);
        } catch (IllegalArgumentException e) {
            throw new CommandException(ExitCode.USAGE, "--file " + file + ": " + e.getMessage() + ".");
        }
    }

    private static Table table(BacktestReport report) {
        Table table =
                new Table("RULE", "FINDINGS", "A DAY", "LOW", "MEDIUM", "HIGH", "WITHDRAWN").right(1, 2, 3, 4, 5, 6);
        for (String rule : report.rules()) {
            List<Alert> found = report.findings().stream()
                    .map(Finding::alert)
                    .filter(alert -> alert.rule().name().equals(rule))
                    .toList();
            List<Alert> standing = found.stream()
                    .filter(alert -> alert.state() != AlertState.WITHDRAWN)
                    .toList();
            table.row(
                    rule,
                    Integer.toString(standing.size()),
                    report.aDay(standing.size()).toPlainString(),
                    of(standing, Severity.LOW),
                    of(standing, Severity.MEDIUM),
                    of(standing, Severity.HIGH),
                    Integer.toString(found.size() - standing.size()));
        }
        return table;
    }

    private static String of(List<Alert> alerts, Severity severity) {
        return Long.toString(
                alerts.stream().filter(alert -> alert.severity() == severity).count());
    }

    private static void print(BacktestReport report, PrintWriter out) {
        out.println(Count.grouped(report.judged(), "payment") + " of " + Count.of(report.days(), "day") + ", from "
                + report.first() + " to " + report.last());
        tell(report.foreign(), "in other currencies than USD, which were left out", out);
        tell(report.late(), "too late, or too large to add up, which were left out", out);
        tell(
                report.unsorted(),
                "more than ten minutes behind a later one: the file is not in order of time, and findings depend on the order",
                out);
        if (report.wrong() > 0) {
            out.println(Count.grouped(report.wrong(), "line is", "lines are") + " no payment, the first: "
                    + report.firstWrong());
        }
        if (report.shortened()) {
            out.println("Memory was short, so windows were shortened: there may be more to find. Raise --memory.");
        }
        out.flush();
    }

    private static void tell(long number, String what, PrintWriter out) {
        if (number > 0) {
            out.println(Count.grouped(number, "payment") + " " + what);
        }
    }
}
