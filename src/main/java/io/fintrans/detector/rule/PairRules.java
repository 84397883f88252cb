package io.fintrans.detector.rule;

import io.fintrans.rule.Mode;
import io.fintrans.rule.RuleSpec;
import io.fintrans.rule.Rulebook;
import java.util.List;
import java.util.Optional;

/** Makes the rules about pairs that a rulebook names. */
public final class PairRules {
    private PairRules() {}

    /** All versions that raise alerts, in the order of the rulebook. */
    public static List<PairRule> of(Rulebook rulebook) {
        return rulebook.specs().stream()
                .filter(spec -> spec.mode() == Mode.LIVE)
                .map(spec -> of(spec, rulebook.until(spec)))
                .flatMap(Optional::stream)
                .toList();
    }

    /**
     * One version.
     *
     * @param until when the next one is in force, in milliseconds since 1970
     * @return empty if it is no rule about pairs
     */
    public static Optional<PairRule> of(RuleSpec spec, long until) {
        return switch (spec.typology()) {
            case PAIR_TOTAL -> Optional.of(new PairTotalRule(spec, until));
            case STRUCTURING -> Optional.of(new StructuringRule(spec, until));
            case LARGE_FIRST -> Optional.of(new LargeFirstRule(spec, until));
        };
    }
}
