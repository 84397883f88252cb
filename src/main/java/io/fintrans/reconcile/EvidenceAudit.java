package io.fintrans.reconcile;

import io.fintrans.alert.Alert;
import io.fintrans.alert.Edge;
import io.fintrans.alert.Measure;
import io.fintrans.alert.RuleId;
import io.fintrans.alert.Subgraph;
import io.fintrans.alert.Subject;
import io.fintrans.alert.Typology;
import io.fintrans.rule.RuleSpec;
import io.fintrans.transaction.Coordinates;
import io.fintrans.transaction.Count;
import io.fintrans.transaction.Money;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compares an alert with itself and its evidence with the topics. */
final class EvidenceAudit {
    private final Ledger ledger;
    private final Map<RuleId, RuleSpec> rules = new HashMap<>();
    private final Map<RuleId, OracleRule> oracles = new HashMap<>();

    EvidenceAudit(Ledger ledger, DetectorSetup detector) {
        this.ledger = ledger;
        detector.live().forEach(spec -> rules.put(spec.id(), spec));
        detector.windowRules().forEach(rule -> oracles.put(rule.id(), rule.oracle()));
    }

    FoundAlert examine(Alert alert) {
        int pair = alert.subject() instanceof Subject.Pair subject
                ? ledger.pairs().find(subject.source(), subject.target())
                : -1;
        Instant shortenedTo = alert.shortenedTo();
        OracleRule oracle = oracles.get(alert.rule());
        return new FoundAlert(
                alert.rule(),
                alert.state(),
                alert.form(),
                alert.id().episode(),
                alert.id().step(),
                pair,
                alert.subject().words(),
                alert.openedAt().toEpochMilli(),
                alert.at().toEpochMilli(),
                alert.asOf().toEpochMilli(),
                oracle == null ? alert.measure().value() : oracle.weight(alert),
                oracle == null ? alert.measure().limit() : oracle.threshold(alert),
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
        RuleSpec spec = rules.get(alert.rule());
        if (spec == null) {
            return "its rule is " + alert.rule() + ", which was never in force";
        }
        String flaw = flawOfRule(alert, spec);
        flaw = flaw == null ? flawOfStep(alert) : flaw;
        flaw = flaw == null ? flawOfEvidence(alert, pair) : flaw;
        return flaw == null ? flawOfMeasures(alert) : flaw;
    }

    /** What every alert of the rule must say of itself, whatever the payments are. */
    private static @Nullable String flawOfRule(Alert alert, RuleSpec spec) {
        if (alert.typology() != spec.typology()) {
            return "its typology is " + alert.typology().code() + ", not "
                    + spec.typology().code();
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
                    case WITHDRAWN -> spec.typology() == Typology.LARGE_FIRST && alert.mergedInto() == null;
                    case FINAL -> false;
                };
        if (!possible) {
            return "it is " + alert.state().code() + ", which no such alert of its rule can be";
        }
        return alert.cut() ? "it says that its search was cut, but its rule searches nothing" : null;
    }

    /** Alerts of form 1 told every multiple; a revised one may tell a window that has become smaller since the step was reached. */
    private static @Nullable String flawOfStep(Alert alert) {
        Measure measure = alert.measure();
        boolean moreThan = alert.typology() == Typology.PAIR_TOTAL;
        long times = (measure.value() - (moreThan ? 1 : 0)) / measure.limit();
        long step = Windows.stepOf(times);
        long said = alert.id().step();
        if (!alert.asOf().equals(alert.at()) && !alert.revised()) {
            return "it is as of " + alert.asOf() + ", but was not revised since its step was reached";
        }
        boolean fits = alert.revised() ? step <= said : step == said || times == said;
        return fits && step >= 1
                ? null
                : "its " + measure.name() + " " + alert.figure() + " is step " + step + ", not " + said;
    }

    private @Nullable String flawOfEvidence(Alert alert, int pair) {
        long end = alert.asOf().toEpochMilli();
        long window = alert.window().toMillis();
        long begin = end - (alert.typology() == Typology.LARGE_FIRST ? 1 : window);
        if (alert.shortenedTo() != null && alert.shortenedTo().toEpochMilli() <= end - window) {
            return "it says that its window was shortened, but to a time before it";
        }
        Set<Coordinates> seen = new HashSet<>();
        long before = Long.MIN_VALUE;
        for (Edge one : alert.evidence().edges()) {
            long time = one.time().toEpochMilli();
            String flaw = flaw(one, pair);
            OracleRule oracle = oracles.get(alert.rule());
            if (flaw == null && oracle != null && oracle.weight(one.amount().minorUnits()) == 0) {
                flaw = "is no payment that its rule counts";
            } else if (flaw == null && !isDirect(one, alert.subject())) {
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

    private @Nullable String flawOfMeasures(Alert alert) {
        OracleRule oracle = oracles.get(alert.rule());
        String flaw = flawOfSum(alert);
        return flaw != null || oracle == null ? flaw : oracle.flawOfMeasures(alert);
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
