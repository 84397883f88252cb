package io.fintrans.cli;

import io.fintrans.alert.Alert;
import io.fintrans.cli.option.AcceptedOption;
import io.fintrans.cli.option.DetectorOptions;
import io.fintrans.cli.option.KafkaOptions;
import io.fintrans.cli.option.WindowMemory;
import io.fintrans.cli.start.FirstRules;
import io.fintrans.cli.start.KafkaCommand;
import io.fintrans.cli.start.StageStart;
import io.fintrans.cli.start.StateFolder;
import io.fintrans.cli.start.TopicWait;
import io.fintrans.cli.value.ByteSizeConverter;
import io.fintrans.cli.value.DurationConverter;
import io.fintrans.cli.value.ThreadsConverter;
import io.fintrans.detector.DetectorSettings;
import io.fintrans.detector.DetectorTopology;
import io.fintrans.format.Formats;
import io.fintrans.process.ExitCode;
import io.fintrans.process.LinePrinter;
import io.fintrans.process.PathOption;
import io.fintrans.process.StageRun;
import io.fintrans.reader.OpenTransactionWatch;
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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.apache.kafka.streams.Topology;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code fintrans detect}: one instance of the detector. */
@Command(
        name = "detect",
        mixinStandardHelpOptions = true,
        description = {
            "Finds laundering: reads the city topics and raises an alert when what one account has sent to another"
                    + " within the window passes the threshold, or whatever else its rules say.",
            "The rules are records of fintrans.rules, see fintrans rules. Where the application has none, the first start"
                    + " writes those of --threshold, --thresholds, --window and --rules.",
            "Prints a line for each alert that this instance raises. Any number of instances share the work; killed"
                    + " and restarted they go on where they were, and no alert is lost or written twice."
        },
        footer = {
            "",
            "Examples:",
            "  fintrans detect --threshold 8000 --window 1h",
            "  fintrans detect --bootstrap-server kafka:9093 --command-config client.properties --threads 4",
            ""
        })
final class DetectCommand implements Callable<Integer>, KafkaCommand {
    @Mixin
    private KafkaOptions kafka;

    @Mixin
    private DetectorOptions detector;

    @Mixin
    private AcceptedOption accepted = new AcceptedOption();

    @Option(
            names = "--threads",
            converter = ThreadsConverter.class,
            defaultValue = "2",
            description = "Threads of this instance (default: ${DEFAULT-VALUE}).")
    private int threads;

    @Option(
            names = "--state-dir",
            paramLabel = "DIR",
            description = "Folder for this instance alone (default: ~/.fintrans/detect). What matters is in Kafka.")
    private Path stateDirectory = Path.of(System.getProperty("user.home"), ".fintrans", "detect");

    @Option(
            names = "--memory",
            paramLabel = "SIZE",
            converter = ByteSizeConverter.class,
            description =
                    "Memory for the payments of the window, such as 512m or 4g (default: 60 %% of the heap, but 96m less"
                            + " than the heap at most). When it is full, the oldest leave early, and alerts say so.")
    private @Nullable Long memory;

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

    @Override
    public boolean waitsForKafka() {
        return true;
    }

    @Override
    public void checkSettings() {
        detector.check();
        detector.requireRulesAboutPairs();
        PathOption.requireFolder("--state-dir", stateDirectory);
        windowMemory();
    }

    private Journal journal() {
        return accepted.of(detector.journal());
    }

    private long windowMemory() {
        return WindowMemory.of(memory, Runtime.getRuntime().maxMemory());
    }

    @Override
    public Optional<StageRights> rights() {
        return Optional.of(journal().rights());
    }

    @Override
    public Integer call() {
        return StageRun.untilStopped(this::run);
    }

    private int run(StageRun run) throws InterruptedException {
        List<String> topics = new ArrayList<>(detector.cityNames());
        topics.add(Topics.RULES);
        topics.addAll(journal().outputs());
        Clock clock = Clock.systemUTC();
        new TopicWait(kafka, detector.cityNames(), clock).until(topics);
        StageStart.look(kafka, journal().rights(), List.of());
        Rulebook rulebook = FirstRules.of(kafka, detector, ruleNotice, clock);
        try (StageStart start = new StageStart(kafka, clock);
                RuleWatch rules = new RuleWatch(kafka.clientProperties(), detector.applicationId(), clock);
                LinePrinter printer = LinePrinter.onStdout()) {
            rules.start();
            StageTasks tasks = start.of(accepted.of(detector.journal(rulebook.longestWindow())));
            DetectorSettings settings = settings(tasks, rulebook, rules);
            Consumer<Alert> listener = quiet ? alert -> {} : alert -> printer.print(alert.line());
            return run(settings, tasks, listener, run);
        }
    }

    private DetectorSettings settings(StageTasks tasks, Rulebook rulebook, RuleWatch rules) {
        return new DetectorSettings(
                detector.cityNames(),
                tasks.owners(),
                rulebook,
                rules,
                DetectorSettings.DEFAULT_LATENESS,
                windowMemory(),
                Formats.STANDARD,
                accepted.isOn(),
                detector.applicationId(),
                tasks.journal().readsBySource());
    }

    private int run(DetectorSettings settings, StageTasks tasks, Consumer<Alert> listener, StageRun run)
            throws InterruptedException {
        StateFolder.prepare(stateDirectory, detector.applicationId());
        Map<String, Object> client = new HashMap<>(DetectorTopology.PROPERTIES);
        client.putAll(kafka.clientProperties());
        Properties properties = StreamsDefaults.properties(detector.applicationId(), stateDirectory, threads, client);
        Clock clock = Clock.systemUTC();
        Topology topology = DetectorTopology.build(settings, tasks::count, clock, listener);
        try (OpenTransactionWatch watch = new OpenTransactionWatch(
                        kafka.clientProperties(),
                        tasks.journal().readCommitted(),
                        kafka.listTransactions(detector.cityNames(), journal().topic()),
                        clock);
                StreamsStage stage = new StreamsStage(topology, properties, clock, tasks)) {
            watch.start();
            return run.during(stage::close, () -> {
                stage.start();
                return stage.await() ? ExitCode.DONE : ExitCode.FAILED;
            });
        }
    }
}
