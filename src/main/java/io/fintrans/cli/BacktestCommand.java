package io.fintrans.cli;

import io.fintrans.alert.RuleId;
import io.fintrans.alert.Typology.Scope;
import io.fintrans.backtest.Backtest;
import io.fintrans.backtest.BacktestReport;
import io.fintrans.backtest.DecidedCases;
import io.fintrans.backtest.FindingSpool;
import io.fintrans.backtest.Lineup;
import io.fintrans.backtest.PaymentSource;
import io.fintrans.backtest.PaymentsFile;
import io.fintrans.backtest.Sweep;
import io.fintrans.cli.option.DetectorOptions;
import io.fintrans.cli.option.KafkaOptions;
import io.fintrans.cli.option.NetworkOption;
import io.fintrans.cli.option.PaymentsFileOptions;
import io.fintrans.cli.option.WindowMemory;
import io.fintrans.cli.output.BacktestText;
import io.fintrans.cli.output.Json;
import io.fintrans.cli.output.ProgressLine;
import io.fintrans.cli.output.ReadingProgress;
import io.fintrans.cli.output.Version;
import io.fintrans.cli.start.KafkaCommand;
import io.fintrans.cli.start.PastKafka;
import io.fintrans.cli.value.ByteSizeConverter;
import io.fintrans.cli.value.OutputForm;
import io.fintrans.cli.value.Since;
import io.fintrans.cli.value.SweepText;
import io.fintrans.cli.value.ThreadsConverter;
import io.fintrans.detector.DetectorSettings;
import io.fintrans.format.Formats;
import io.fintrans.past.CityPast;
import io.fintrans.past.RejectedPlaces;
import io.fintrans.past.Stretch;
import io.fintrans.process.ExitCode;
import io.fintrans.rule.Rulebook;
import io.fintrans.topic.StageRights;
import io.fintrans.transaction.Application;
import io.fintrans.transaction.Count;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
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
            "Shows what rules would have found in payments of the past: how many findings of each rule, a day and in all, what"
                    + " differs from the rules in force, and how many of the cases that were decided are found again. The very same"
                    + " code judges as in the detector.",
            "Reads the cities' topics, without what the detector has rejected. The rules are those in force now, as"
                    + " fintrans.rules has them; what --rules, --threshold, --thresholds and --window say takes the place of"
                    + " what has the same name.",
            "With --file it reads a CSV file in order of time, which may be packed by gzip, and needs no Kafka. The file's first"
                    + " line names the columns id, epoch_ms, source, target, amount_minor, currency and city; more columns"
                    + " are ignored. The rules are those of the options alone, as for detect."
        },
        footer = {
            "",
            "Examples:",
            "  fintrans backtest --from 30d --threshold 20000",
            "  fintrans backtest --from 30d --sweep threshold=8000:20000:1000",
            "  fintrans backtest --file payments.csv.gz --rules rules.json --output json",
            "  fintrans backtest --file payments.csv.gz --rates fx.csv --network",
            ""
        })
public final class BacktestCommand implements Callable<Integer>, KafkaCommand {
    @Spec
    private CommandSpec spec;

    @Mixin
    private KafkaOptions kafka = new KafkaOptions();

    @Mixin
    private PaymentsFileOptions file = new PaymentsFileOptions();

    @Mixin
    private NetworkOption network = new NetworkOption();

    @Option(
            names = "--from",
            paramLabel = "TIME",
            converter = Since.Converter.class,
            description = "Since when: 30d for so long ago, 2026-11-01 or 2026-11-01T09:30:00Z (default: all there is)."
                    + " Payments of one window before fill the windows.")
    private @Nullable Since from;

    @Mixin
    private DetectorOptions detector;

    @Option(
            names = "--sweep",
            paramLabel = "PARAMETER=FROM:TO:STEP",
            description =
                    "Tries a parameter of a rule, or its window, with many values in one pass, and prints a line for each:"
                            + " threshold=8000:20000:1000, or with the rule's name, pair-total.window=1h:24h:1h.")
    private @Nullable String sweep;

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
                    "text: tables; json: a line for each finding, with all its evidence, or for each value of a sweep (default:"
                            + " ${DEFAULT-VALUE}).")
    private OutputForm output;

    private final Clock clock = Clock.systemUTC();

    @Override
    public void checkSettings() {
        detector.check();
        file.check();
        network.check();
        if (sweep != null) {
            SweepText.of(sweep);
        }
    }

    @Override
    public boolean usesKafka() {
        return !file.isGiven();
    }

    @Override
    public Optional<StageRights> rights() {
        return Optional.of(StageRights.backtest(detector.cityNames()));
    }

    /** What is judged. */
    private record Trial(
            Lineup lineup, @Nullable Sweep sweep, @Nullable DecidedCases decided) {}

    @Override
    public Integer call() {
        try {
            return file.isGiven() ? judgeFile() : judgeTopics();
        } catch (IOException e) {
            throw new UncheckedIOException("Findings cannot be kept in a temporary file", e);
        }
    }

    private int judgeFile() throws IOException {
        PaymentsFile payments = file.payments();
        Rulebook none = new Rulebook(List.of());
        Trial trial = trial(asked(network.withAccounts(network.tried(detector.rules(), none), none)), none, null);
        PrintWriter rest = judge(trial, 0, file.source(payments));
        BacktestText.tell(payments.foreign(), file.foreign(), rest);
        if (payments.wrong() > 0) {
            rest.println(Count.grouped(payments.wrong(), "line is", "lines are") + " no payment, the first: "
                    + payments.firstWrong());
        }
        if (payments.again() > 0) {
            rest.println(Count.grouped(payments.again(), "payment has", "payments have")
                    + " an id that a line before has, and count all the same; the first: " + payments.firstAgain());
        }
        rest.flush();
        return ExitCode.DONE;
    }

    /** Whoever tries rules about several accounts on a file, and says nothing of the pair's total, does not ask for it. */
    private Rulebook asked(Rulebook all) {
        boolean network = !all.of(Scope.NETWORK).specs().isEmpty();
        return network && !detector.asksForPairTotal() ? all.without(RuleId.PAIR_TOTAL) : all;
    }

    private int judgeTopics() throws IOException {
        PastKafka beside = new PastKafka(kafka.clientProperties(), detector.applicationId());
        try (CityPast past = new CityPast(kafka.clientProperties(), Formats.STANDARD, clock)) {
            Rulebook recorded = detector.given().isEmpty() ? beside.requireRules() : beside.rules();
            Rulebook inForce = recorded.liveAt(clock.millis());
            Rulebook ofNetwork = ofNetwork();
            Rulebook tried = network.withAccounts(network.tried(detector.over(inForce), ofNetwork), ofNetwork);
            Trial trial = trial(
                    tried, network.inForce(inForce, ofNetwork), beside.decided().orElse(null));
            Instant begin = from == null
                    ? null
                    : from.instant(clock).minus(trial.lineup().longestWindow());
            Stretch stretch = past.stretch(detector.cityNames(), begin, null);
            RejectedPlaces rejected = past.rejected(detector.applicationId());
            PrintWriter rest =
                    judge(trial, stretch.size(), into -> past.read(stretch, rejected, into, records -> true));
            BacktestText.tell(past.leftOut(), "left out, because the detector rejected them", rest);
            if (past.damaged() > 0) {
                rest.println(Count.grouped(past.damaged(), "batch", "batches")
                        + " of records could not be read, because bytes are damaged");
            }
            rest.flush();
        }
        return ExitCode.DONE;
    }

    /** What is in force of the network stage, if anybody wants to know. */
    private Rulebook ofNetwork() {
        return network.isGiven()
                ? new PastKafka(kafka.clientProperties(), Application.NETWORK)
                        .rules()
                        .liveAt(clock.millis())
                : new Rulebook(List.of());
    }

    private Trial trial(Rulebook tried, Rulebook inForce, @Nullable DecidedCases decided) {
        if (sweep != null) {
            Sweep values = SweepText.of(sweep).over(tried);
            return new Trial(values.lineup(tried.accounts()), values, decided);
        }
        boolean beside = !inForce.specs().isEmpty();
        return new Trial(new Lineup(beside ? List.of(tried, inForce) : List.of(tried)), null, decided);
    }

    /** @return where to print what else there is to say */
    private PrintWriter judge(Trial trial, long of, PaymentSource payments) throws IOException {
        boolean lines = output == OutputForm.JSON && trial.sweep() == null;
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter rest = output == OutputForm.JSON ? spec.commandLine().getErr() : out;
        try (FindingSpool spool = lines ? new FindingSpool() : null) {
            BacktestReport report = run(trial, of, payments, spool);
            if (spool != null) {
                spool.print(out);
            }
            print(trial, report, out, rest);
        }
        return rest;
    }

    private BacktestReport run(Trial trial, long of, PaymentSource payments, @Nullable FindingSpool spool)
            throws IOException {
        Runtime runtime = Runtime.getRuntime();
        Backtest.Setting setting = new Backtest.Setting(
                detector.applicationId(),
                DetectorSettings.DEFAULT_LATENESS,
                WindowMemory.of(memory, runtime.maxMemory()),
                threads == null ? runtime.availableProcessors() : threads,
                from == null ? Instant.EPOCH : from.instant(clock));
        try (ProgressLine progress = new ProgressLine(spec.commandLine().getErr())) {
            return new Backtest(setting, trial.lineup())
                    .run(payments, spool, new ReadingProgress(progress, "payment", of, System::nanoTime));
        }
    }

    private void print(Trial trial, BacktestReport report, PrintWriter out, PrintWriter rest) {
        BacktestText text = new BacktestText(report, trial.decided());
        Sweep values = trial.sweep();
        if (values != null && output == OutputForm.JSON) {
            text.sweepLines(values).forEach(row -> out.println(Json.line(row)));
        } else if (values != null) {
            out.print(text.sweepTable(values));
        } else {
            rest.print(text.findings());
            text.difference().ifPresent(table -> rest.print("\nBeside the rules in force:\n" + table));
            text.cases().ifPresent(table -> rest.print("\nOf the cases that were decided:\n" + table + "\n"));
        }
        text.summary(rest);
        out.flush();
    }
}
