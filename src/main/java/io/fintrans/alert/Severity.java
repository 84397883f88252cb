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
    /** Units of history after which it is known who is new to whom. */
    private static final int SUFFICIENT = 14;
    /** In milliseconds: half a day. */
    private static final long FAST = 43_200_000;

    /**
     * Of a finding.
     *
     * @param step as of {@link AlertId#step}
     * @param measures what was measured
     */
    public static Severity of(Typology typology, long step, List<Measure> measures) {
        return switch (typology) {
            case CYCLE, SCATTER_GATHER -> ofShare(0, 500, measures);
            case STACK -> ofShare(200, 600, measures);
            case BIPARTITE -> ofShare(300, 700, measures);
            case CHAIN -> ofShare(400, WHOLE + 1, measures);
            case GATHER_SCATTER -> hasHistory(measures) ? ofShare(500, WHOLE + 1, measures) : LOW;
            case FAN_IN ->
                hasHistory(measures) && value(Measure.SPAN, measures) <= FAST ? ofShare(400, WHOLE + 1, measures) : LOW;
            case FAN_OUT, MULE, ACCOUNT_STRUCTURING, SUDDEN_HUB, DORMANT -> LOW;
            default -> ofStep(step);
        };
    }

    private static Severity ofShare(int medium, int high, List<Measure> measures) {
        long share = value(Measure.SHARE, measures);
        if (share < medium) {
            return LOW;
        }
        return share < high ? MEDIUM : HIGH;
    }

    private static boolean hasHistory(List<Measure> measures) {
        return value(Measure.HISTORY, measures) >= SUFFICIENT;
    }

    private static long value(String name, List<Measure> measures) {
        return measures.stream()
                .filter(measure -> measure.name().equals(name))
                .mapToLong(Measure::value)
                .findFirst()
                .orElse(0);
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
