package io.fintrans.reconcile.verdict;

import io.fintrans.alert.Alert;
import io.fintrans.alert.Edge;
import io.fintrans.alert.RuleId;
import io.fintrans.alert.Subject;
import io.fintrans.alert.Typology;
import io.fintrans.reconcile.ledger.Cut;
import io.fintrans.reconcile.ledger.Ledger;
import io.fintrans.reconcile.oracle.OracleRule;
import io.fintrans.reconcile.oracle.Track;
import io.fintrans.reconcile.report.Unchecked;
import io.fintrans.transaction.Coordinates;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compares an alert with itself and its evidence with the topics. */
public final class EvidenceAudit {
    private final Ledger ledger;
    private final Map<RuleId, Track.Version> rules = new HashMap<>();
    private final Map<RuleId, OracleRule> oracles = new HashMap<>();

    /** @param tracks those whose alerts these are */
    public EvidenceAudit(Ledger ledger, List<Track> tracks) {
        this.ledger = ledger;
        for (Track track : tracks) {
            for (int i = 0; i < track.versions().size(); i++) {
                RuleId id = track.versions().get(i).spec().id();
                rules.put(id, track.versions().get(i));
                if (track.typology() != Typology.LARGE_FIRST) {
                    oracles.put(id, track.oracle(i));
                }
            }
        }
    }

    /** @param flaw what is wrong with its record already, if anything is */
    FoundAlert examine(Alert alert, @Nullable String flaw) {
        int pair = alert.subject() instanceof Subject.Pair subject
                ? ledger.pairs().find(subject.source(), subject.target())
                : -1;
        OracleRule oracle = oracles.get(alert.rule());
        return new FoundAlert(
                alert.rule(),
                alert.state(),
                alert.mergedInto(),
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
                shortenedByMemory(alert),
                unread(alert),
                flaw == null ? flaw(alert, pair) : flaw);
    }

    /** To when want of memory made the window shorter; a version that begins with less than its window is no want of memory. */
    private long shortenedByMemory(Alert alert) {
        Track.Version version = rules.get(alert.rule());
        Instant shortenedTo = alert.shortenedTo();
        boolean byVersion =
                shortenedTo != null && version != null && shortenedTo.toEpochMilli() == version.countsAfter();
        return shortenedTo == null || byVersion ? Long.MIN_VALUE : shortenedTo.toEpochMilli();
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
            } else if (isElsewhere(one)) {
                why = Unchecked.Kind.OTHER_CITIES;
            }
        }
        return why;
    }

    private boolean isElsewhere(Edge one) {
        return ledger.otherCities().has(one.coordinates().topic());
    }

    private @Nullable String flaw(Alert alert, int pair) {
        Track.Version version = rules.get(alert.rule());
        if (version == null) {
            return "its rule is " + alert.rule() + ", which was never in force";
        }
        if (!version.isInForce(alert.asOf().toEpochMilli())) {
            return "its rule is " + alert.rule() + ", which was not in force at " + alert.asOf();
        }
        String flaw = AlertWords.flaw(alert, version.spec());
        flaw = flaw == null ? flawOfShortening(alert, version) : flaw;
        flaw = flaw == null ? AlertWords.flawOfStep(alert) : flaw;
        flaw = flaw == null ? flawOfEvidence(alert, pair) : flaw;
        return flaw == null ? flawOfMeasures(alert) : flaw;
    }

    /** A window that reaches behind what was held when its version came into force must say so. */
    private static @Nullable String flawOfShortening(Alert alert, Track.Version version) {
        long end = alert.asOf().toEpochMilli();
        Instant to = alert.shortenedTo();
        if (to != null && to.toEpochMilli() <= end - version.window()) {
            return "it says that its window was shortened, but to a time before it";
        }
        boolean reachesBehind = version.isShortenedAt(end);
        if (reachesBehind && (to == null || to.toEpochMilli() < version.countsAfter())) {
            return "its window begins at " + Instant.ofEpochMilli(version.countsAfter())
                    + ", where its version began, but it does not say so";
        }
        return null;
    }

    private @Nullable String flawOfEvidence(Alert alert, int pair) {
        long end = alert.asOf().toEpochMilli();
        Track.Version version = Objects.requireNonNull(rules.get(alert.rule()));
        long begin = alert.typology() == Typology.LARGE_FIRST ? end - 1 : version.begin(end) - 1;
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
        if (slot == Cut.GONE || slot == Cut.UNREAD || isElsewhere(one)) {
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
