package io.fintrans.cli;

import io.fintrans.alert.Alert;
import io.fintrans.cli.option.KafkaOptions;
import io.fintrans.cli.option.WindowMemory;
import io.fintrans.cli.start.FirstRules;
import io.fintrans.cli.start.KafkaCommand;
import io.fintrans.cli.start.StageStart;
import io.fintrans.cli.start.StateFolder;
import io.fintrans.cli.start.TopicWait;
import io.fintrans.cli.value.ApplicationIdConverter;
import io.fintrans.cli.value.ByteSizeConverter;
import io.fintrans.cli.value.DurationConverter;
import io.fintrans.detector.DetectorSettings;
import io.fintrans.network.NetworkSettings;
import io.fintrans.network.NetworkTopology;
import io.fintrans.network.graph.HistorySettings;
import io.fintrans.process.CommandException;
import io.fintrans.process.ExitCode;
import io.fintrans.process.LinePrinter;
import io.fintrans.process.PathOption;
import io.fintrans.process.StageRun;
import io.fintrans.reader.OpenTransactionWatch;
import io.fintrans.rule.NetworkDefaults;
import io.fintrans.rule.RuleDraft;
import io.fintrans.rule.RuleSource;
import io.fintrans.rule.RuleSpec;
import io.fintrans.rule.Rulebook;
import io.fintrans.rule.log.RuleLog;
import io.fintrans.rule.log.RuleWatch;
import io.fintrans.streams.Journal;
import io.fintrans.streams.StageTasks;
import io.fintrans.streams.StreamsDefaults;
import io.fintrans.streams.StreamsStage;
import io.fintrans.topic.StageRights;
import io.fintrans.topic.Topics;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code fintrans network}: the stage that looks at all accounts together. */
@Command(
        name = "network",
        mixinStandardHelpOptions = true,
        description = {
            "Finds laundering over several accounts: reads the payments that a detector has counted, holds those of the"
                    + " window as a graph, and raises an alert when money goes around, is spread and gathered again, or"
                    + " whatever else its rules say.",
            "The rules are records of fintrans.rules, see fintrans rules list --application-id fintrans-network. Where the"
                    + " application has none, the first start writes one of each kind.",
            "Prints a line for each alert. Killed and restarted it goes on where it was, and no alert is lost or written"
                    + " twice. A second instance waits until the first one is gone."
        },
        footer = {
            "",
            "Examples:",
            "  fintrans network",
            "  fintrans network --bootstrap-server kafka:9093 --command-config client.properties --memory 4g",
            ""
        })
final class NetworkCommand implements Callable<Integer>, KafkaCommand {
    private static final Logger LOG = LoggerFactory.getLogger(NetworkCommand.class);

    @Mixin
    private KafkaOptions kafka;

    @Option(
            names = "--application-id",
            paramLabel = "ID",
            converter = ApplicationIdConverter.class,
            defaultValue = NetworkSettings.DEFAULT_APPLICATION_ID,
            description = "Name of the stage: its consumer group, and the first part of its journal's name (default:"
                    + " ${DEFAULT-VALUE}).")
    private String applicationId;

    @Option(
            names = "--detector-id",
            paramLabel = "ID",
            converter = ApplicationIdConverter.class,
            defaultValue = DetectorSettings.DEFAULT_APPLICATION_ID,
            description = "The detector whose payments are looked at; those of others are passed over (default:"
                    + " ${DEFAULT-VALUE}).")
    private String detectorId;

    @Option(
            names = "--state-dir",
            paramLabel = "DIR",
            description = "Folder for this instance alone (default: ~/.fintrans/network). What matters is in Kafka.")
    private Path stateDirectory = Path.of(System.getProperty("user.home"), ".fintrans", "network");

    @Option(
            names = "--memory",
            paramLabel = "SIZE",
            converter = ByteSizeConverter.class,
            description =
                    "Memory for the payments of the window and what is found in them, such as 512m or 4g (default: 60 %% of"
                            + " the heap, but 96m less than the heap at most). When they need more, the stage ends and"
                            + " says so.")
    private @Nullable Long memory;

    @Option(
            names = "--history-unit",
            paramLabel = "DURATION",
            converter = DurationConverter.class,
            defaultValue = "1d",
            description = "What accounts and pairs did before the window is remembered by units of so long (default:"
                    + " ${DEFAULT-VALUE}).")
    private Duration historyUnit = HistorySettings.USUAL.unit();

    @Option(
            names = "--history-units",
            paramLabel = "N",
            defaultValue = "31",
            description = "For so many units a pair that has paid is not new (default: ${DEFAULT-VALUE}).")
    private int historyUnits = HistorySettings.USUAL.units();

    @Option(
            names = "--rule-notice",
            paramLabel = "DURATION",
            converter = DurationConverter.class,
            defaultValue = "6m",
            description =
                    "How long before it is in force a change of the rules must be written, where the application has no"
                            + " rules yet; longer than payments may be ahead of the clock (default: ${DEFAULT-VALUE}).")
    private Duration ruleNotice = RuleLog.NOTICE;

    @Option(names = "--quiet", description = "Do not print alerts.")
    private boolean quiet;

    private final Clock clock = Clock.systemUTC();

    @Override
    public boolean waitsForKafka() {
        return true;
    }

    @Override
    public void checkSettings() {
        PathOption.requireFolder("--state-dir", stateDirectory);
        windowMemory();
        try {
            settings(first(), RuleSource.fixed(first()));
        } catch (IllegalArgumentException e) {
            throw new CommandException(
                    ExitCode.USAGE, "--history-unit or --history-units cannot be: " + e.getMessage() + ".");
        }
    }

    private NetworkSettings settings(Rulebook rules, RuleSource source) {
        HistorySettings history = HistorySettings.USUAL.by(historyUnit, historyUnits);
        return new NetworkSettings(applicationId, detectorId, rules, source, history, windowMemory());
    }

    private long windowMemory() {
        return WindowMemory.of(memory, Runtime.getRuntime().maxMemory());
    }

    @Override
    public Optional<StageRights> rights() {
        return Optional.of(journal(first()).rights());
    }

    @Override
    public Integer call() {
        return StageRun.untilStopped(this::run);
    }

    private static Rulebook first() {
        return new Rulebook(firstRules());
    }

    private static List<RuleSpec> firstRules() {
        return NetworkDefaults.rules().stream().map(RuleDraft::first).toList();
    }

    private Journal journal(Rulebook rules) {
        return NetworkTopology.journal(
                applicationId, settings(rules, RuleSource.fixed(rules)).window());
    }

    private int run(StageRun run) throws InterruptedException {
        Journal journal = journal(first());
        Map<String, Integer> widths = new TopicWait(kafka, List.of(), clock)
                .until(List.of(Topics.ACCEPTED, Topics.RULES, Topics.ALERTS, Topics.SHADOW_ALERTS));
        if (widths.getOrDefault(Topics.ACCEPTED, 1) > 1) {
            throw new CommandException(ExitCode.FAILED, NetworkTopology.ONE_PARTITION);
        }
        StageStart.look(kafka, journal.rights(), List.of());
        FirstRules.of(kafka, applicationId, NetworkCommand::firstRules, "the network stage", ruleNotice, clock);
        StateFolder.prepare(stateDirectory, applicationId);
        try (RuleWatch rules = new RuleWatch(kafka.clientProperties(), applicationId, clock);
                LinePrinter printer = LinePrinter.onStdout()) {
            rules.start();
            Consumer<Alert> listener = quiet ? alert -> {} : alert -> printer.print(alert.line());
            return runWithRules(rules, listener, run);
        }
    }

    /** As often as the rules change, long before the change is in force: the journal tells the stage everything again. */
    private int runWithRules(RuleWatch rules, Consumer<Alert> listener, StageRun run) throws InterruptedException {
        while (true) {
            Rulebook used = rules.known().rulebook();
            NetworkSettings settings = settings(used, rules);
            int code = run(settings, rules, listener, run);
            if (code != ExitCode.DONE
                    || run.isStopped()
                    || rules.known().rulebook().equals(used)) {
                return code;
            }
            LOG.info("event=begins-anew why=\"the rules have changed\"");
        }
    }

    private int run(NetworkSettings settings, RuleWatch rules, Consumer<Alert> listener, StageRun run)
            throws InterruptedException {
        Properties properties = StreamsDefaults.properties(applicationId, stateDirectory, 1, kafka.clientProperties());
        try (StageStart start = new StageStart(kafka, clock)) {
            StageTasks tasks = start.of(journal(settings.rules()));
            try (OpenTransactionWatch watch = new OpenTransactionWatch(
                            kafka.clientProperties(),
                            tasks.journal().readCommitted(),
                            kafka.listTransactions(
                                    List.of(), Topics.ACCEPTED, tasks.journal().topic()),
                            clock);
                    StreamsStage stage =
                            new StreamsStage(NetworkTopology.build(settings, listener), properties, clock, tasks)) {
                watch.start();
                return run.during(stage::close, () -> {
                    stage.start();
                    endWithOtherRules(stage, rules, settings.rules());
                    return stage.await() ? ExitCode.DONE : ExitCode.FAILED;
                });
            }
        }
    }

    private static void endWithOtherRules(StreamsStage stage, RuleWatch rules, Rulebook used) {
        Thread turn = new Thread(
                () -> {
                    try {
                        rules.awaitOthers(used);
                        stage.close();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "rules-turn");
        turn.setDaemon(true);
        turn.start();
    }
}
