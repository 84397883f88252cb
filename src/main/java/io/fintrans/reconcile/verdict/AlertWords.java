package io.fintrans.reconcile.verdict;

import io.fintrans.alert.Alert;
import io.fintrans.alert.Edge;
import io.fintrans.alert.Measure;
import io.fintrans.alert.Subgraph;
import io.fintrans.alert.Subject;
import io.fintrans.alert.Typology;
import io.fintrans.reconcile.oracle.Windows;
import io.fintrans.rule.RuleSpec;
import io.fintrans.transaction.Count;
import io.fintrans.transaction.Money;
import org.jspecify.annotations.Nullable;

/** What an alert of a rule about pairs must say of itself, whatever else the topics hold. */
final class AlertWords {
    private AlertWords() {}

    /** What every alert of the rule must say of itself, whatever the payments are. */
    static @Nullable String flaw(Alert alert, RuleSpec spec) {
        if (alert.typology() != spec.typology()) {
            return "its typology is " + alert.typology().code() + ", not "
                    + spec.typology().code();
        }
        if (!(alert.subject() instanceof Subject.Pair)) {
            return "it is about " + alert.subject().words() + ", but its rule is about pairs";
        }
        if (!alert.window().equals(spec.window())) {
            return "its window is " + alert.window() + ", not that of its rule, " + spec.window();
        }
        if (!alert.currency().equals(Money.USD)) {
            return "its currency is " + alert.currency() + ", but the payments are in " + Money.USD;
        }
        int listed = alert.evidence().edges().size();
        if (alert.payments() < 1 || listed != Math.min(alert.payments(), Subgraph.MOST)) {
            return "it lists " + listed + " of " + Count.of(alert.payments(), "payment") + ", but should list "
                    + Math.min(alert.payments(), Subgraph.MOST);
        }
        boolean possible =
                switch (alert.state()) {
                    case OPEN, AMENDED -> true;
                    case WITHDRAWN -> (spec.typology() == Typology.LARGE_FIRST) == (alert.mergedInto() == null);
                    case FINAL -> false;
                };
        if (!possible) {
            return "it is " + alert.fate() + ", which no alert of its rule can be";
        }
        if (alert.late() != null) {
            return "it says which payment came late, but its rule does not";
        }
        return alert.cut() ? "it says that its search was cut, but its rule searches nothing" : null;
    }

    /**
     * Alerts of form 1 told every multiple; a revised one may tell a window that has become smaller since the step was reached, and one whose episode
     * went into another may tell a window that the payment which joined them has made larger.
     */
    static @Nullable String flawOfStep(Alert alert) {
        Measure measure = alert.measure();
        boolean moreThan = alert.typology() == Typology.PAIR_TOTAL;
        long times = (measure.value() - (moreThan ? 1 : 0)) / measure.limit();
        long step = Windows.stepOf(times);
        long said = alert.id().step();
        if (!alert.asOf().equals(alert.at()) && !alert.revised()) {
            return "it is as of " + alert.asOf() + ", but was not revised since its step was reached";
        }
        // What a first payment is measured by only grows.
        boolean lower = alert.revised() && alert.typology() != Typology.LARGE_FIRST;
        boolean fits = alert.mergedInto() != null || (lower ? step <= said : step == said || times == said);
        return fits && step >= 1
                ? null
                : "its " + measure.name() + " " + alert.figure() + " is step " + step + ", not " + said;
    }

    /** What is wrong with the accounts or the part of a payment, or null. */
    static @Nullable String flaw(Edge one, Subject subject) {
        boolean direct = one.part() == Edge.Part.DIRECT
                && one.layer() == 0
                && subject.equals(new Subject.Pair(one.source(), one.target()));
        return direct ? null : "has other accounts than the alert, or another part in it";
    }

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
