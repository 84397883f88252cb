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

    private static final int WHOLE = 1000;

    /**
     * Of a finding.
     *
     * @param step as of {@link AlertId#step}
     * @param measures what was measured
     */
    public static Severity of(Typology typology, long step, List<Measure> measures) {
        return switch (typology) {
            case CYCLE, SCATTER_GATHER, STACK -> ofShare(200, 600, measures);
            case BIPARTITE -> ofShare(300, 700, measures);
            case CHAIN -> ofShare(500, WHOLE + 1, measures);
            case FAN_IN, FAN_OUT, GATHER_SCATTER, MULE, ACCOUNT_STRUCTURING, SUDDEN_HUB, DORMANT -> LOW;
            case PAIR_TOTAL, STRUCTURING, LARGE_FIRST -> ofStep(step);
        };
    }

    private static Severity ofShare(int medium, int high, List<Measure> measures) {
        long share = measures.stream()
                .filter(measure -> measure.name().equals(Measure.SHARE))
                .mapToLong(Measure::value)
                .findFirst()
                .orElse(0);
        if (share < medium) {
            return LOW;
        }
        return share < high ? MEDIUM : HIGH;
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
