package io.fintrans.cli.option;

import io.fintrans.cli.value.DurationConverter;
import io.fintrans.cli.value.PortConverter;
import io.fintrans.cli.value.WindowConverter;
import io.fintrans.console.ConsoleSettings;
import io.fintrans.demo.DemoSettings;
import io.fintrans.generator.Pace;
import io.fintrans.generator.Profile;
import io.fintrans.machine.Ports;
import io.fintrans.process.CommandException;
import io.fintrans.process.ExitCode;
import io.fintrans.rule.Thresholds;
import io.fintrans.transaction.Money;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** What a demo can be told. What the stages know better is passed on to them as it was written. */
public final class DemoOptions {
    public static final int USUAL_PORT = 9092;

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            defaultValue = "${sys:user.home}/.fintrans",
            description = "Folder for everything the demo keeps (default: ~/.fintrans).")
    private Path dataDir;

    @Option(names = "--fresh", description = "Forget former runs first.")
    private boolean fresh;

    @Option(
            names = "--duration",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "End after this time, for example 30s, 5m, 1h (default: run until Ctrl-C).")
    private @Nullable Duration duration;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            converter = PortConverter.class,
            description =
                    "Kafka's port on 127.0.0.1; 0 = any free one (default: 9092, or any free one if that is in use).")
    private @Nullable Integer port;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Payments a second (default: ${DEFAULT-VALUE}).")
    private String rate;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "The same seed makes the same payments (default: a random one).")
    private @Nullable Long seed;

    @Option(
            names = "--profile",
            paramLabel = "PROFILE",
            defaultValue = "ordinary",
            description = "ordinary, with laundering hidden in it, or original, the first demo's traffic"
                    + " (default: ${DEFAULT-VALUE}).")
    private String profile;

    @Option(
            names = "--threshold",
            paramLabel = "AMOUNT",
            description = "Alert when what one account sent to another within the window passes this"
                    + " (default: what it was, and 10000 at first).")
    private @Nullable String threshold;

    @Option(
            names = "--window",
            paramLabel = "TIME",
            converter = WindowConverter.class,
            description = "How far back a total reaches (default: what it was, and 1h at first).")
    private @Nullable Duration window;

    @Option(
            names = "--rules",
            paramLabel = "FILE",
            description = "JSON file with more rules than the pair's total, such as structuring; see docs/rules.md.")
    private @Nullable Path rules;

    @Mixin
    private CityOptions cities = new CityOptions();

    @Option(
            names = "--console-port",
            paramLabel = "PORT",
            converter = PortConverter.class,
            description =
                    "Port of the console's page on 127.0.0.1; 0 = any free one (default: 8088, or any free one if that is in use).")
    private @Nullable Integer consolePort;

    @Option(names = "--open", description = "Open the console's page in the browser.")
    private boolean open;

    @Option(names = "--verbose", description = "Say which process does what, and where it keeps its data.")
    private boolean verbose;

    /**
     * Refuses what a stage would refuse after it was started.
     *
     * @throws CommandException with the option and what is allowed
     */
    public void check() {
        require("--rate", rate, () -> Pace.perSecond(new BigDecimal(rate)));
        String asked = threshold;
        if (asked != null) {
            require("--threshold", asked, () -> Thresholds.of(Money.parseTyped(asked, Money.USD)));
        }
        require("--profile", profile, () -> Profile.valueOf(profile.toUpperCase(Locale.ROOT)));
        RulesFile.read(rules, cities.names());
        cities.all();
    }

    private static void require(String option, String value, Runnable attempt) {
        try {
            attempt.run();
        } catch (IllegalArgumentException | ArithmeticException | TypeConversionException e) {
            throw new CommandException(
                    ExitCode.USAGE,
                    option + " cannot be " + value + ": " + e.getMessage() + ". See fintrans demo --help.");
        }
    }

    /**
     * What the demo runs with.
     *
     * @throws CommandException if the console's port is in use
     */
    public DemoSettings settings() {
        return new DemoSettings(
                dataDir(),
                fresh,
                cities.all(),
                new DemoSettings.Traffic(rate, profile, seed),
                new DemoSettings.Rule(threshold, window, RulesFile.read(rules, cities.names())),
                consolePort(),
                open,
                verbose);
    }

    private int consolePort() {
        int usual = ConsoleSettings.DEFAULT_PORT;
        if (consolePort == null) {
            return Ports.isFree(usual) ? usual : Ports.anyFree();
        }
        if (consolePort != 0 && !Ports.isFree(consolePort)) {
            throw new CommandException(
                    ExitCode.FAILED,
                    "Port " + consolePort
                            + " of 127.0.0.1 is in use. Give another --console-port, or 0 for any free one.");
        }
        return consolePort == 0 ? Ports.anyFree() : consolePort;
    }

    public Path dataDir() {
        return dataDir.toAbsolutePath().normalize();
    }

    @Nullable
    public Duration duration() {
        return duration;
    }

    @Nullable
    public Integer port() {
        return port;
    }
}
