package io.fintrans.cli.option;

import io.fintrans.cli.setting.SettingsFile;
import io.fintrans.detector.DetectorSettings;
import io.fintrans.detector.DetectorTopology;
import io.fintrans.process.CommandException;
import io.fintrans.process.ExitCode;
import io.fintrans.rule.PairTotal;
import io.fintrans.rule.Rulebook;
import io.fintrans.rule.Thresholds;
import io.fintrans.streams.Journal;
import io.fintrans.transaction.Money;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What an alert means: the options that the detector and whoever checks it must agree on. */
public final class DetectorOptions {
    private static final String CITY = "threshold.city.";

    @Option(
            names = "--threshold",
            paramLabel = "AMOUNT",
            defaultValue = "10000",
            description = "A pair's total within the window must pass this, in dollars (default: ${DEFAULT-VALUE}).")
    private String threshold;

    @Option(
            names = "--thresholds",
            paramLabel = "FILE",
            description = "Properties file with other thresholds: threshold.city.NAME=AMOUNT for payments in a city,"
                    + " threshold.account.PREFIX=AMOUNT for accounts whose name begins so (the longest prefix wins, and"
                    + " wins over the city).")
    private @Nullable Path thresholds;

    @Option(
            names = "--window",
            paramLabel = "DURATION",
            defaultValue = "24h",
            converter = WindowConverter.class,
            description = "How far back a total reaches, such as 90m or 24h (default: ${DEFAULT-VALUE}).")
    private Duration window;

    @Option(
            names = "--rules",
            paramLabel = "FILE",
            description = "JSON file with more rules than the pair's total, such as structuring; see docs/rules.md.")
    private @Nullable Path rules;

    @Option(
            names = "--application-id",
            paramLabel = "ID",
            converter = ApplicationIdConverter.class,
            defaultValue = DetectorSettings.DEFAULT_APPLICATION_ID,
            description = "Name of the detector: its consumer group, and the first part of its journal's name (default:"
                    + " ${DEFAULT-VALUE}).")
    private String applicationId;

    @Mixin
    private CityOptions cities = new CityOptions();

    /** @throws CommandException if an amount or a file cannot be read */
    public Rulebook rules() {
        Map<String, String> parameters = new HashMap<>();
        if (thresholds != null) {
            parameters.putAll(known(SettingsFile.lines("--thresholds", thresholds)));
            if (parameters.containsKey(PairTotal.THRESHOLD)) {
                throw new CommandException(
                        ExitCode.USAGE,
                        PairTotal.THRESHOLD
                                + " is not a setting; allowed are threshold.city.NAME and threshold.account.PREFIX."
                                + " The one for all is --threshold.");
            }
        }
        parameters.put(PairTotal.THRESHOLD, standard());
        try {
            return Rulebook.ofPairTotal(window, parameters).with(RulesFile.read(rules, cityNames()));
        } catch (IllegalArgumentException e) {
            throw new CommandException(ExitCode.USAGE, String.valueOf(e.getMessage()));
        }
    }

    private String standard() {
        try {
            Thresholds.of(Money.parseTyped(threshold, Money.USD));
            return threshold;
        } catch (NumberFormatException | ArithmeticException e) {
            throw new CommandException(
                    ExitCode.USAGE, "--threshold must be an amount such as 10000 or 99.50 but was: " + threshold);
        } catch (IllegalArgumentException e) {
            throw new CommandException(ExitCode.USAGE, String.valueOf(e.getMessage()));
        }
    }

    /** How far back any rule looks. */
    public Duration window() {
        return rules().longestWindow();
    }

    /** Refuses what is wrong before anything is waited for. */
    public void check() {
        rules();
        cityNames();
    }

    public String applicationId() {
        return applicationId;
    }

    /** Of the detector that these options tell of. */
    public Journal journal() {
        return DetectorTopology.journal(applicationId, cityNames(), window(), DetectorSettings.DEFAULT_LATENESS);
    }

    public List<String> cityNames() {
        return cities.names();
    }

    /** A threshold for a city that is not there would never be used. */
    private Map<String, String> known(Map<String, String> settings) {
        for (String name : settings.keySet()) {
            String city = name.startsWith(CITY) ? name.substring(CITY.length()) : null;
            if (city != null && !cityNames().contains(city)) {
                throw new CommandException(
                        ExitCode.USAGE,
                        "--thresholds has " + name + ", but there is no city " + city + ". Cities are: "
                                + String.join(", ", cityNames()) + ".");
            }
        }
        return settings;
    }
}
