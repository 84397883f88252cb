package io.fintrans.cli;

import io.fintrans.cli.option.GenerateOptions;
import io.fintrans.cli.option.KafkaOptions;
import io.fintrans.cli.output.GeneratorProgress;
import io.fintrans.cli.output.ProgressLine;
import io.fintrans.cli.output.ReadingProgress;
import io.fintrans.cli.output.Version;
import io.fintrans.cli.start.KafkaCommand;
import io.fintrans.cli.start.StageStart;
import io.fintrans.cli.start.TopicWait;
import io.fintrans.generator.Generator;
import io.fintrans.generator.GeneratorSettings;
import io.fintrans.generator.LabelledFiles;
import io.fintrans.generator.pattern.Transfer;
import io.fintrans.process.CommandException;
import io.fintrans.process.ExitCode;
import io.fintrans.process.LinePrinter;
import io.fintrans.process.StageRun;
import io.fintrans.process.Terminal;
import io.fintrans.topic.StageRights;
import io.fintrans.topic.Topics;
import io.fintrans.transaction.City;
import io.fintrans.transaction.Money;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code fintrans generate}: payments into the cities' topics. */
@Command(
        name = "generate",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description = {
            "Produces payments to the cities' topics until Ctrl-C, with laundering hidden among them.",
            "What it hid is in the topic " + Topics.LABELS + ". Waits for Kafka and the topics if they are not there."
        },
        footer = {
            "",
            "At --rate 0 payments carry the moment when they were made, otherwise the start plus their place in time.",
            "Exit code 1 if Kafka did not confirm every payment.",
            "",
            "Examples:",
            "  fintrans generate",
            "  fintrans generate --rate 0 --count 1000000 --seed 42",
            "  fintrans generate --profile original --rate 10 --duration 5m",
            "  fintrans generate --to-file made --rate 0.1 --count 600000 --network --network-span 6h..10d",
            ""
        })
public final class GenerateCommand implements Callable<Integer>, KafkaCommand {
    private static final Logger LOG = LoggerFactory.getLogger(GenerateCommand.class);

    @Spec
    private CommandSpec spec;

    @Mixin
    private KafkaOptions kafka = new KafkaOptions();

    @Mixin
    private GenerateOptions options = new GenerateOptions();

    @Option(names = "--print", description = "Print every payment on stdout: city, source, target, amount.")
    private boolean print;

    @Option(
            names = "--to-file",
            paramLabel = "DIR",
            description = "Write the payments into a folder instead, as CSV files that say what is laundering, from "
                    + "2026-01-01 on and as fast as can be; needs --count and a rate. For fintrans benchmark --quality"
                    + " --set and fintrans backtest --file.")
    private @Nullable Path toFile;

    @Override
    public boolean waitsForKafka() {
        return true;
    }

    @Override
    public boolean usesKafka() {
        return toFile == null;
    }

    @Override
    public void checkSettings() {
        GeneratorSettings settings = settings();
        if (toFile != null && (settings.count() == null || settings.pace().isUnlimited() || print)) {
            throw new ParameterException(
                    spec.commandLine(), "--to-file needs --count and a --rate of more than 0, and no --print.");
        }
    }

    @Override
    public Optional<StageRights> rights() {
        return Optional.of(rights(settings()));
    }

    private static StageRights rights(GeneratorSettings settings) {
        List<String> cities = settings.cities().stream().map(City::name).toList();
        return StageRights.generate(cities, settings.hides());
    }

    @Override
    public Integer call() {
        GeneratorSettings settings = settings();
        if (toFile != null) {
            return write(settings, toFile);
        }
        return StageRun.untilStopped(run -> {
            awaitTopics(settings);
            return generate(settings, run);
        });
    }

    private int write(GeneratorSettings settings, Path folder) {
        long count = Objects.requireNonNullElse(settings.count(), 0L);
        try (ProgressLine line = new ProgressLine(spec.commandLine().getErr())) {
            LabelledFiles.write(
                    settings, folder, new ReadingProgress(line, "payment", count, "written", System::nanoTime));
            return ExitCode.DONE;
        } catch (IOException e) {
            throw new CommandException(ExitCode.FAILED, "The payments cannot be written: " + e);
        }
    }

    private GeneratorSettings settings() {
        try {
            return options.settings();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private void awaitTopics(GeneratorSettings settings) throws InterruptedException {
        List<String> topics = new ArrayList<>();
        settings.cities().stream().map(City::name).forEach(topics::add);
        if (settings.hides()) {
            topics.add(Topics.LABELS);
        }
        List<String> cities = settings.cities().stream().map(City::name).toList();
        new TopicWait(kafka, cities, Clock.systemUTC()).until(topics);
        StageStart.look(kafka, rights(settings), cities);
    }

    /** Fails unless every payment was confirmed. */
    private int generate(GeneratorSettings settings, StageRun run) throws InterruptedException {
        LOG.info(
                "generating profile={} seed={} accounts={} cities={} laundering={}/1000000 kafka={}",
                settings.profile(),
                settings.seed(),
                settings.accounts(),
                settings.cities(),
                settings.laundering(),
                kafka.bootstrapServer());
        PrintWriter err = spec.commandLine().getErr();
        try (LinePrinter printer = LinePrinter.onStdout()) {
            Generator running = new Generator(
                    settings, kafka.clientProperties(), Clock.systemUTC(), observer(settings.cities(), printer));
            GeneratorProgress progress =
                    new GeneratorProgress(running, kafka.bootstrapServer(), err, Terminal.isStderr());
            try {
                run.during(running::stop, () -> {
                    running.run();
                    return ExitCode.DONE;
                });
            } finally {
                running.close();
                progress.close();
            }
            return running.progress().hasFailures() ? ExitCode.FAILED : ExitCode.DONE;
        }
    }

    private BiConsumer<Transfer, Long> observer(List<City> cities, LinePrinter printer) {
        if (!print) {
            return (payment, time) -> {};
        }
        return (payment, time) -> printer.printAll(cities.get(payment.city()) + " " + payment.source() + " "
                + payment.target() + " " + Money.usd(payment.minorUnits()));
    }
}
