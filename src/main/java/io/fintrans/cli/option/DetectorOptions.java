package io.fintrans.cli.option;

import io.fintrans.alert.RuleId;
import io.fintrans.alert.Typology.Scope;
import io.fintrans.cli.setting.SettingsFile;
import io.fintrans.cli.value.ApplicationIdConverter;
import io.fintrans.cli.value.WindowConverter;
import io.fintrans.detector.DetectorSettings;
import io.fintrans.detector.DetectorTopology;
import io.fintrans.process.CommandException;
import io.fintrans.process.ExitCode;
import io.fintrans.rule.Mode;
import io.fintrans.rule.PairTotal;
import io.fintrans.rule.RuleDraft;
import io.fintrans.rule.RuleSpec;
import io.fintrans.rule.Rulebook;
import io.fintrans.rule.Thresholds;
import io.fintrans.streams.Journal;
import io.fintrans.topic.Topics;
import io.fintrans.topic.admin.KafkaTools;
import io.fintrans.transaction.Money;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What an alert means: the options that the detector and whoever checks it must agree on. */
public final class DetectorOptions {
    private static final String CITY = "threshold.city.";
    private static final String USUAL_THRESHOLD = "10000";

    @Option(
            names = "--threshold",
            paramLabel = "AMOUNT",
            description =
                    "A pair's total within the window must pass this, in dollars, where the application has no rules"
                            + " yet (default: 10000).")
    private @Nullable String threshold;

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
            converter = WindowConverter.class,
            description = "How far back a total reaches, such as 90m or 24h, where the application has no rules yet"
                    + " (default: 24h).")
    private @Nullable Duration window;

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

    /**
     * The rules that these options tell of, with defaults for what they do not say: those that an application begins with.
     *
     * @throws CommandException if an amount or a file cannot be read
     */
    public Rulebook rules() {
        Map<String, String> parameters = new HashMap<>(exceptions());
        parameters.put(PairTotal.THRESHOLD, threshold == null ? USUAL_THRESHOLD : checked(threshold));
        try {
            return Rulebook.ofPairTotal(window == null ? DetectorSettings.DEFAULT_WINDOW : window, parameters)
                    .with(RulesFile.read(rules, cityNames()).stream()
                            .map(RuleDraft::first)
                            .toList());
        } catch (IllegalArgumentException e) {
            throw new CommandException(ExitCode.USAGE, String.valueOf(e.getMessage()));
        }
    }

    /** Whether the rule about the pair's total was asked for, with any of its settings. */
    public boolean asksForPairTotal() {
        return threshold != null || thresholds != null || window != null;
    }

    private Map<String, String> exceptions() {
        if (thresholds == null) {
            return Map.of();
        }
        Map<String, String> exceptions = known(SettingsFile.lines("--thresholds", thresholds));
        if (exceptions.containsKey(PairTotal.THRESHOLD)) {
            throw new CommandException(
                    ExitCode.USAGE,
                    PairTotal.THRESHOLD
                            + " is not a setting; allowed are threshold.city.NAME and threshold.account.PREFIX."
                            + " The one for all is --threshold.");
        }
        return exceptions;
    }

    private static String checked(String amount) {
        try {
            Thresholds.of(Money.parseTyped(amount, Money.USD));
            return amount;
        } catch (NumberFormatException | ArithmeticException e) {
            throw new CommandException(
                    ExitCode.USAGE, "--threshold must be an amount such as 10000 or 99.50 but was: " + amount);
        } catch (IllegalArgumentException e) {
            throw new CommandException(ExitCode.USAGE, String.valueOf(e.getMessage()));
        }
    }

    /** Those of the options about rules that were given. */
    public List<String> given() {
        List<String> given = new ArrayList<>();
        if (threshold != null) {
            given.add("--threshold");
        }
        if (thresholds != null) {
            given.add("--thresholds");
        }
        if (window != null) {
            given.add("--window");
        }
        if (rules != null) {
            given.add("--rules");
        }
        return given;
    }

    /**
     * Refuses options that contradict the rules that there are.
     *
     * @param inForce the rules of the application
     * @param tools names the command that changes them
     * @throws CommandException with what is in force, and how that is changed
     */
    public void requireAgreement(Rulebook inForce, KafkaTools tools) {
        if (threshold != null || thresholds != null || window != null) {
            requireSame(
                    inForce,
                    asked(inForce),
                    String.join(" and ", given()),
                    "NAME threshold=AMOUNT window=DURATION",
                    tools);
        }
        for (RuleDraft draft : RulesFile.read(rules, cityNames())) {
            requireSame(inForce, draft, "--rules", "FILE", tools);
        }
    }

    /** The rules in force with what the options say of each, or in its place; where there are none in force, all of the options. */
    public Rulebook over(Rulebook inForce) {
        if (inForce.specs().isEmpty()) {
            return rules();
        }
        Map<String, RuleSpec> tried = new TreeMap<>();
        inForce.specs().forEach(rule -> tried.put(rule.id().name(), rule));
        if (threshold != null || thresholds != null || window != null) {
            tried.put(RuleId.PAIR_TOTAL, asked(inForce).first());
        }
        RulesFile.read(rules, cityNames()).forEach(draft -> tried.put(draft.name(), draft.first()));
        return new Rulebook(List.copyOf(tried.values()));
    }

    /** The pair's total as it is, with what the options say of it. */
    private RuleDraft asked(Rulebook inForce) {
        RuleDraft first = RuleDraft.of(rules().newest(RuleId.PAIR_TOTAL).orElseThrow());
        RuleDraft now = inForce.newest(RuleId.PAIR_TOTAL).map(RuleDraft::of).orElse(first);
        Map<String, String> parameters = new HashMap<>(thresholds == null ? now.parameters() : exceptions());
        if (threshold != null || thresholds != null) {
            String all = threshold == null ? now.parameters().get(PairTotal.THRESHOLD) : threshold;
            parameters.put(PairTotal.THRESHOLD, all == null ? USUAL_THRESHOLD : all);
        }
        return new RuleDraft(
                RuleId.PAIR_TOTAL, first.typology(), Mode.LIVE, window == null ? now.window() : window, parameters);
    }

    /** What a rule was once is no contradiction: whoever starts a detector need not change its options with each version. */
    private void requireSame(Rulebook inForce, RuleDraft asked, String options, String how, KafkaTools tools) {
        boolean was = inForce.specs().stream()
                .anyMatch(spec -> spec.id().name().equals(asked.name()) && spec.judgesAs(asked.first()));
        if (was) {
            return;
        }
        Optional<RuleSpec> newest = inForce.newest(asked.name());
        String is = newest.map(spec -> spec.id() + ", has " + spec.mode().code() + " "
                        + new TreeMap<>(spec.parameters()) + " and the window " + spec.window())
                .orElse("There is no rule " + asked.name());
        throw new CommandException(
                ExitCode.USAGE,
                options + (options.indexOf(' ') < 0 ? " contradicts" : " contradict") + " the rules of " + applicationId
                        + ", which are records of "
                        + Topics.RULES + ": " + is + ". Leave " + options + " out, or change the rule while everything"
                        + " runs: "
                        + tools.fintrans(
                                "rules set " + how.replace("NAME", asked.name()), "--application-id " + applicationId));
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

    /** Refuses rules that no detector judges. */
    public void requireRulesAboutPairs() {
        rules().of(Scope.NETWORK).specs().stream().findFirst().ifPresent(rule -> {
            throw new CommandException(
                    ExitCode.USAGE,
                    "--rules has the rule " + rule.id().name() + ", which looks for "
                            + rule.typology().code() + ". A detector does not: the network stage does. Leave it out.");
        });
    }

    public String applicationId() {
        return applicationId;
    }

    /** Of the detector that these options tell of. */
    public Journal journal() {
        return journal(window());
    }

    /** The same where the rules look back so far. */
    public Journal journal(Duration longest) {
        return DetectorTopology.journal(applicationId, cityNames(), longest, DetectorSettings.DEFAULT_LATENESS);
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
