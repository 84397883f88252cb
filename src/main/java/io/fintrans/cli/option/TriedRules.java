package io.fintrans.cli.option;

import io.fintrans.alert.RuleId;
import io.fintrans.cli.setting.SettingsProvider;
import io.fintrans.rule.Mode;
import io.fintrans.rule.RuleDraft;
import io.fintrans.rule.RuleSpec;
import io.fintrans.rule.Rulebook;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** Which rules are tried: those in force, with those of the options in the place of what has the same name. */
public final class TriedRules {
    private final CommandSpec command;
    private final DetectorOptions options;

    public TriedRules(CommandSpec command, DetectorOptions options) {
        this.command = command;
        this.options = options;
    }

    /** Whether any option says something about rules. */
    public boolean areGiven() {
        return isPairTotalGiven() || isSet("--rules");
    }

    private boolean isPairTotalGiven() {
        return isSet("--threshold") || isSet("--thresholds") || isSet("--window");
    }

    private boolean isSet(String option) {
        ParseResult parsed = command.commandLine().getParseResult();
        return (parsed != null && parsed.hasMatchedOption(option))
                || !SettingsProvider.source(command, option).equals(option);
    }

    /** The options' rules over those in force; where none are in force, all of the options, with their defaults. */
    public Rulebook over(Rulebook inForce) {
        if (inForce.specs().isEmpty()) {
            return options.rules();
        }
        Map<String, RuleSpec> rules = new TreeMap<>();
        inForce.specs().forEach(rule -> rules.put(rule.id().name(), rule));
        for (RuleSpec rule : options.rules().specs()) {
            if (rule.id().name().equals(RuleId.PAIR_TOTAL) ? isPairTotalGiven() : isSet("--rules")) {
                rules.put(rule.id().name(), rule);
            }
        }
        return new Rulebook(List.copyOf(rules.values()));
    }

    /** The live versions that are in force at a time, as if they had always been. */
    public static Rulebook inForce(Rulebook all, Instant time) {
        return new Rulebook(all.specs().stream()
                .filter(rule -> rule.mode() == Mode.LIVE && all.isInForce(rule, time.toEpochMilli()))
                .map(rule -> RuleDraft.of(rule).at(rule.id().version(), Instant.EPOCH))
                .toList());
    }
}
