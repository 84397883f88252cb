package io.fintrans.cli.option;

import io.fintrans.rule.NetworkDefaults;
import io.fintrans.rule.RuleDraft;
import io.fintrans.rule.RuleSpec;
import io.fintrans.rule.Rulebook;
import java.util.List;
import picocli.CommandLine.Option;

/** Whether the rules of the network stage are judged beside those of the detector. */
public final class NetworkOption {
    @Option(
            names = "--network",
            description =
                    "Judges rules about several accounts, too, such as cycle and mule: those of the network stage that are in"
                            + " force, or where there are none, and with --file, one of each kind with its defaults; see docs/rules.md.")
    private boolean network;

    /** Whether they are. */
    public boolean isGiven() {
        return network;
    }

    /**
     * Adds them to rules that are tried, which keep their names.
     *
     * @param inForce those of the network stage; empty if there are none
     */
    public Rulebook tried(Rulebook tried, Rulebook inForce) {
        List<RuleSpec> rules = inForce.specs().isEmpty()
                ? NetworkDefaults.rules().stream().map(RuleDraft::first).toList()
                : inForce.specs();
        return network ? with(tried, rules) : tried;
    }

    /** Adds those in force to those of a detector. */
    public Rulebook inForce(Rulebook detectors, Rulebook inForce) {
        return with(detectors, inForce.specs());
    }

    private static Rulebook with(Rulebook rules, List<RuleSpec> others) {
        return rules.with(others.stream()
                .filter(rule -> rules.newest(rule.id().name()).isEmpty())
                .toList());
    }
}
