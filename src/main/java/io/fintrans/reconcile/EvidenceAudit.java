package io.fintrans.reconcile;

import io.fintrans.alert.Alert;
import io.fintrans.alert.Edge;
import io.fintrans.alert.RuleId;
import io.fintrans.alert.Subject;
import io.fintrans.alert.Typology;
import io.fintrans.rule.RuleSpec;
import io.fintrans.transaction.Coordinates;
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
                alert.subject(),
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
        String flaw = AlertWords.flaw(alert, spec);
        flaw = flaw == null ? AlertWords.flawOfStep(alert) : flaw;
        flaw = flaw == null ? flawOfEvidence(alert, pair) : flaw;
        return flaw == null ? flawOfMeasures(alert) : flaw;
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
            }
            flaw = flaw == null ? AlertWords.flaw(one, alert.subject()) : flaw;
            if (flaw == null && !seen.add(one.coordinates())) {
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
        String flaw = AlertWords.flawOfSum(alert);
        return flaw != null || oracle == null ? flaw : oracle.flawOfMeasures(alert);
    }
}
