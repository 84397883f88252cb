package io.fintrans.alert;

import java.util.List;
import java.util.Locale;

/** How urgent a finding is, from what its alert says, so that whoever has the alert can compute it again. */
public enum Severity {
    /** The first step. */
    LOW,
    /** Steps 2 to 4. */
    MEDIUM,
    /** Step 5 and all beyond. */
    HIGH;

    /**
     * Of a finding.
     *
     * @param step as of {@link AlertId#step}
     * @param measures what was measured
     */
    public static Severity of(Typology typology, long step, List<Measure> measures) {
        return switch (typology) {
            case CYCLE, SCATTER_GATHER, BIPARTITE, STACK -> step < 2 ? MEDIUM : HIGH;
            case FAN_IN, FAN_OUT, GATHER_SCATTER, MULE, CHAIN, ACCOUNT_STRUCTURING, SUDDEN_HUB, DORMANT -> LOW;
            default -> ofStep(step);
        };
    }

    /** Of a finding of which the step says all. */
    public static Severity ofStep(long step) {
        if (step < 2) {
            return LOW;
        }
        return step < 5 ? MEDIUM : HIGH;
    }

    /** For example {@code low}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
