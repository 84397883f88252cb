package io.fintrans.alert;

import java.util.List;

/** The severity of findings of the network in alerts that do not say their limits, as it was when they were written. */
final class EarlierSeverity {
    private static final int NEVER = 1001;
    private static final int SUFFICIENT = 14;
    /** In milliseconds: half a day. */
    private static final long FAST = 43_200_000;

    private EarlierSeverity() {}

    static Severity of(Typology typology, List<Measure> measures) {
        return switch (typology) {
            case CYCLE, SCATTER_GATHER -> ofShare(0, 500, measures);
            case STACK -> ofShare(200, 600, measures);
            case BIPARTITE -> ofShare(300, 700, measures);
            case CHAIN -> ofShare(400, NEVER, measures);
            case GATHER_SCATTER -> hasHistory(measures) ? ofShare(500, NEVER, measures) : Severity.LOW;
            case FAN_IN ->
                hasHistory(measures) && Severity.measure(Measure.SPAN, measures).value() <= FAST
                        ? ofShare(400, NEVER, measures)
                        : Severity.LOW;
            default -> Severity.LOW;
        };
    }

    private static Severity ofShare(int medium, int high, List<Measure> measures) {
        long share = Severity.measure(Measure.SHARE, measures).value();
        if (share < medium) {
            return Severity.LOW;
        }
        return share < high ? Severity.MEDIUM : Severity.HIGH;
    }

    private static boolean hasHistory(List<Measure> measures) {
        return Severity.measure(Measure.HISTORY, measures).value() >= SUFFICIENT;
    }
}
