package io.fintrans.reconcile;

import io.fintrans.alert.Typology;
import io.fintrans.rule.Mode;
import io.fintrans.rule.RuleSpec;
import io.fintrans.rule.Rulebook;
import java.util.List;

/**
 * What the proof must know of the detector.
 *
 * @param rules what it looks for
 * @param latenessMillis L
 * @param owners tasks over which it spread the accounts; there may be more, which only read and send on
 * @param application its id
 */
record DetectorSetup(Rulebook rules, long latenessMillis, int owners, String application) {
    /** How long it holds a payment at least, in milliseconds. */
    long heldMillis() {
        return rules.longestWindow().toMillis() + latenessMillis;
    }

    /** The versions that raise alerts about the windows of a pair. */
    List<AlertAudit.Rule> windowRules() {
        return live().stream()
                .filter(spec -> spec.typology() != Typology.LARGE_FIRST)
                .map(spec -> new AlertAudit.Rule(OracleRule.of(spec), this))
                .toList();
    }

    /** The versions that raise alerts about large first payments. */
    List<RuleSpec> firstPaymentRules() {
        return live().stream()
                .filter(spec -> spec.typology() == Typology.LARGE_FIRST)
                .toList();
    }

    /** The versions that raise alerts. */
    List<RuleSpec> live() {
        return rules.specs().stream().filter(spec -> spec.mode() == Mode.LIVE).toList();
    }
}
