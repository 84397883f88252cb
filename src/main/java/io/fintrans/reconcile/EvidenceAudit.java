package io.fintrans.reconcile;

import io.fintrans.alert.Alert;
import io.fintrans.alert.AlertState;
import io.fintrans.alert.Edge;
import io.fintrans.alert.Measure;
import io.fintrans.alert.RuleId;
import io.fintrans.alert.Subgraph;
import io.fintrans.alert.Subject;
import io.fintrans.alert.Typology;
import io.fintrans.transaction.Coordinates;
import io.fintrans.transaction.Count;
import io.fintrans.transaction.Money;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compares an alert with itself and its evidence with the topics. */
final class EvidenceAudit {
    private final Ledger ledger;
    private final long windowMillis;

    EvidenceAudit(Ledger ledger, long windowMillis) {
        this.ledger = ledger;
        this.windowMillis = windowMillis;
    }

    FoundAlert examine(Alert alert) {
        int pair = alert.subject() instanceof Subject.Pair subject
                ? ledger.pairs().find(subject.source(), subject.target())
                : -1;
        Instant shortenedTo = alert.shortenedTo();
        return new FoundAlert(
                alert.form(),
                alert.id().episode(),
                alert.id().step(),
                pair,
                alert.subject().words(),
                alert.openedAt().toEpochMilli(),
                alert.at().toEpochMilli(),
                alert.asOf().toEpochMilli(),
                alert.revised(),
                alert.total().minorUnits(),
                alert.measure().limit(),
                alert.payments(),
                slots(alert),
                shortenedTo == null ? Long.MIN_VALUE : shortenedTo.toEpochMilli(),
                unread(alert),
                flaw(alert, pair));
    }

    private int[] slots(Alert alert) {
        return alert.evidence().edges().stream()
                .mapToInt(one -> ledger.cut().slot(one.coordinates()))
                .filter(slot -> slot >= 0)
                .toArray();
    }

    private Unchecked.@Nullable Kind unread(Alert alert) {
        Unchecked.Kind why = null;
        for (Edge one : alert.evidence().edges()) {
            int slot = ledger.cut().slot(one.coordinates());
            if (slot == Cut.GONE || slot == Cut.UNREAD) {
                why = slot == Cut.GONE ? Unchecked.Kind.DELETED_PAYMENTS : Unchecked.Kind.LATER_RECORDS;
            }
        }
        return why;
    }

    private @Nullable String flaw(Alert alert, int pair) {
        String flaw = flawOfRule(alert);
        if (flaw != null) {
            return flaw;
        }
        if (alert.window().toMillis() != windowMillis) {
            return "its window is " + alert.window() + ", not the one given with --window";
        }
        if (!alert.currency().equals(Money.USD)) {
            return "its currency is " + alert.currency() + ", but the payments are in " + Money.USD;
        }
        int listed = alert.evidence().edges().size();
        if (alert.payments() < 1 || listed != Math.min(alert.payments(), Subgraph.MOST)) {
            return "it lists " + listed + " of " + Count.of(alert.payments(), "payment") + ", but should list "
                    + Math.min(alert.payments(), Subgraph.MOST);
        }
        flaw = flawOfStep(alert);
        flaw = flaw == null ? flawOfEvidence(alert, pair) : flaw;
        return flaw == null ? flawOfSum(alert) : flaw;
    }

    /** What every alert of the rule must say of itself, whatever the payments are. */
    private static @Nullable String flawOfRule(Alert alert) {
        if (!alert.rule().equals(new RuleId(RuleId.PAIR_TOTAL, 1))) {
            return "its rule is " + alert.rule() + ", which was never in force";
        }
        if (alert.typology() != Typology.PAIR_TOTAL) {
            return "its typology is " + alert.typology().code() + ", not " + Typology.PAIR_TOTAL.code();
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
    private static @Nullable String flawOfStep(Alert alert) {
        long times = (alert.total().minorUnits() - 1) / alert.measure().limit();
        long step = Windows.stepOf(times);
        long said = alert.id().step();
        if (!alert.asOf().equals(alert.at()) && !alert.revised()) {
            return "it is as of " + alert.asOf() + ", but was not revised since its step was reached";
        }
        boolean fits = alert.revised() ? step <= said : step == said || times == said;
        return fits && step >= 1 ? null : "its total " + alert.total() + " is step " + step + ", not " + said;
    }

    private @Nullable String flawOfEvidence(Alert alert, int pair) {
        long end = alert.asOf().toEpochMilli();
        long begin = end - windowMillis;
        if (alert.shortenedTo() != null && alert.shortenedTo().toEpochMilli() <= begin) {
            return "it says that its window was shortened, but to a time before it";
        }
        Set<Coordinates> seen = new HashSet<>();
        long before = Long.MIN_VALUE;
        for (Edge one : alert.evidence().edges()) {
            long time = one.time().toEpochMilli();
            String flaw = flaw(one, pair);
            if (flaw == null && !isDirect(one, alert.subject())) {
                flaw = "has other accounts than the alert, or another part in it";
            } else if (flaw == null && !seen.add(one.coordinates())) {
                flaw = "is listed twice";
            } else if (flaw == null && (time > end || time <= begin)) {
                flaw = "is outside its window";
            } else if (flaw == null && time < before) {
                flaw = "is not in its place in the order of time";
            }
            if (flaw != null) {
                return "its evidence " + one.coordinates() + " " + flaw;
            }
            before = time;
        }
        return null;
    }

    private static boolean isDirect(Edge one, Subject subject) {
        return one.part() == Edge.Part.DIRECT
                && one.layer() == 0
                && subject.equals(new Subject.Pair(one.source(), one.target()));
    }

    private @Nullable String flaw(Edge one, int pair) {
        int slot = ledger.cut().slot(one.coordinates());
        if (slot == Cut.GONE || slot == Cut.UNREAD) {
            return null;
        }
        if (slot < 0 || !ledger.isRecord(slot)) {
            return "does not exist";
        }
        if (ledger.isRejected(slot)) {
            return "was rejected";
        }
        if (!ledger.isReadable(slot) || ledger.pair(slot) != pair) {
            return "is no payment of the pair";
        }
        if (ledger.time(slot) != one.time().toEpochMilli()) {
            return "has another time in the topic";
        }
        return ledger.amount(slot) == one.amount().minorUnits() ? null : "has another amount in the topic";
    }

    private static @Nullable String flawOfSum(Alert alert) {
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
