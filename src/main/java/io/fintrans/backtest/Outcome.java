package io.fintrans.backtest;

import io.fintrans.alert.Alert;
import io.fintrans.alert.AlertState;
import io.fintrans.alert.Severity;
import io.fintrans.alert.Subject;
import io.fintrans.alert.Typology;

/**
 * What became of an episode, without its evidence: so little that it can be kept of each.
 *
 * @param rule the name under which it was judged
 * @param withdrawn whether it was taken back
 * @param begin payments of its first window are later than this, in milliseconds since 1970
 * @param at when its highest step was reached
 * @param end when its newest window ends
 */
public record Outcome(
        String id, String rule, Subject subject, Severity severity, boolean withdrawn, long begin, long at, long end) {
    static Outcome of(Alert alert) {
        return new Outcome(
                alert.id().episode(),
                alert.rule().name(),
                alert.subject(),
                alert.severity(),
                alert.state() == AlertState.WITHDRAWN,
                alert.openedAt().toEpochMilli() - reachMillis(alert),
                alert.at().toEpochMilli(),
                alert.asOf().toEpochMilli());
    }

    /** Of a first payment, what is before it is no part of the finding. */
    private static long reachMillis(Alert alert) {
        return alert.typology() == Typology.LARGE_FIRST ? 1 : alert.window().toMillis();
    }
}
