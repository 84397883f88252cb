package io.fintrans.reconcile;

import io.fintrans.alert.Alert;
import io.fintrans.alert.AlertState;
import io.fintrans.alert.Edge;
import io.fintrans.alert.Measure;
import io.fintrans.alert.RuleId;
import io.fintrans.alert.Subject;
import io.fintrans.alert.Typology;
import org.jspecify.annotations.Nullable;

/** What an alert of the rule {@link RuleId#PAIR_TOTAL} must say of itself, whatever else the topics hold. */
final class PairTotalWords {
    private PairTotalWords() {}

    /** What is wrong with rule, subject, measures or state, or null. */
    static @Nullable String flaw(Alert alert) {
        if (!alert.rule().equals(new RuleId(RuleId.PAIR_TOTAL, 1))) {
            return "its rule is " + alert.rule() + ", which was never in force";
        }
        if (alert.typology() != Typology.PAIR_TOTAL) {
            return "its typology is " + alert.typology().code() + ", not " + Typology.PAIR_TOTAL.code();
        }
        if (!(alert.subject() instanceof Subject.Pair)) {
            return "it is about " + alert.subject().words() + ", but its rule is about pairs";
        }
        Measure measure = alert.measure();
        if (alert.measures().size() != 1
                || !measure.equals(Measure.money(Measure.TOTAL, measure.value(), measure.limit()))) {
            return "it has other measures than one total";
        }
        if (alert.state() != AlertState.OPEN && alert.state() != AlertState.AMENDED) {
            return "it is " + alert.state().code() + ", which no alert of its rule can be";
        }
        return alert.cut() ? "it says that its search was cut, but its rule searches nothing" : null;
    }

    /** Alerts of form 1 told every multiple; a revised one may tell a window that has become smaller since the step was reached. */
    static @Nullable String flawOfStep(Alert alert) {
        long times = (alert.total().minorUnits() - 1) / alert.measure().limit();
        long step = Windows.stepOf(times);
        long said = alert.id().step();
        if (!alert.asOf().equals(alert.at()) && !alert.revised()) {
            return "it is as of " + alert.asOf() + ", but was not revised since its step was reached";
        }
        boolean fits = alert.revised() ? step <= said : step == said || times == said;
        return fits && step >= 1 ? null : "its total " + alert.total() + " is step " + step + ", not " + said;
    }

    /** What is wrong with a payment's accounts and place in the picture, or null. */
    static @Nullable String flaw(Edge edge, Subject subject) {
        boolean direct = edge.part() == Edge.Part.DIRECT
                && edge.layer() == 0
                && subject.equals(new Subject.Pair(edge.source(), edge.target()));
        return direct ? null : "has other accounts than the alert, or another part in it";
    }

    /** The payments make the total; where not all are listed, at most that. */
    static @Nullable String flawOfSum(Alert alert) {
        long sum = 0;
        for (Edge one : alert.evidence().edges()) {
            long amount = one.amount().minorUnits();
            if (amount < 1 || sum > Long.MAX_VALUE - amount) {
                return "its evidence does not add up";
            }
            sum += amount;
        }
        long total = alert.total().minorUnits();
        if (alert.omitted() == 0 ? sum == total : sum < total) {
            return null;
        }
        return "its evidence does not add up to its total " + alert.total();
    }
}
