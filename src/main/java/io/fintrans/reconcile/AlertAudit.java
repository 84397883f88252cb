package io.fintrans.reconcile;

import io.fintrans.alert.AlertId;
import io.fintrans.alert.Subject;
import io.fintrans.reconcile.journal.SettingsInForce;
import io.fintrans.reconcile.ledger.Cut;
import io.fintrans.reconcile.ledger.Lateness;
import io.fintrans.reconcile.ledger.Ledger;
import io.fintrans.reconcile.ledger.PairIndex;
import io.fintrans.reconcile.oracle.HeldLook;
import io.fintrans.reconcile.oracle.JudgedTrack;
import io.fintrans.reconcile.oracle.OracleRule;
import io.fintrans.reconcile.oracle.PairPayments;
import io.fintrans.reconcile.oracle.Track;
import io.fintrans.reconcile.oracle.Windows;
import io.fintrans.reconcile.report.Findings;
import io.fintrans.reconcile.report.Unchecked;
import io.fintrans.reconcile.verdict.AwaitedRevisions;
import io.fintrans.reconcile.verdict.Checkable;
import io.fintrans.reconcile.verdict.FoundAlert;
import io.fintrans.reconcile.verdict.PairAudit;
import io.fintrans.reconcile.verdict.RevisionAudit;
import io.fintrans.reconcile.verdict.StaleAlert;
import io.fintrans.transaction.AccountId;
import io.fintrans.transaction.Application;
import io.fintrans.transaction.Coordinates;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Compares the alerts of one track, a rule in one mode, with what the oracle says of every pair. */
final class AlertAudit {
    private final Ledger ledger;
    private final JudgedTrack rule;
    private final SettingsInForce settings;
    private final Findings findings;
    private final Unchecked unchecked;
    private final List<String> cities;
    /** For each range of the cut, the position of its city in {@link #cities}. */
    private final int[] cityOfRange;

    private final BitSet proven = new BitSet();

    private final List<StaleAlert> stale = new ArrayList<>();

    private long expected;
    private long found;

    AlertAudit(Ledger ledger, JudgedTrack rule, SettingsInForce settings, Findings findings, Unchecked unchecked) {
        this.ledger = ledger;
        this.rule = rule;
        this.settings = settings;
        this.findings = findings;
        this.unchecked = unchecked;
        List<Cut.Range> ranges = ledger.cut().ranges();
        this.cities = ranges.stream().map(Cut.Range::topic).distinct().toList();
        this.cityOfRange =
                ranges.stream().mapToInt(range -> cities.indexOf(range.topic())).toArray();
    }

    /** The versions by which alerts are judged. */
    Track track() {
        return rule.track();
    }

    /** How many episodes there are. */
    long expected() {
        return expected;
    }

    /** How many of them have an alert of their highest step. */
    long found() {
        return found;
    }

    /** Whether nothing about the pair's alerts was found wrong or left unchecked; after {@link #judge}. */
    boolean isProven(int pair) {
        return proven.get(pair);
    }

    /**
     * Judges the alerts that tell less than the payments below the cut; after {@link #judge}.
     *
     * @return how many of them the detector is going to revise
     */
    long judgeRevisions(AwaitedRevisions journal) {
        return new RevisionAudit(unchecked).judge(stale, journal);
    }

    /**
     * Judges all pairs and all alerts of the rule.
     *
     * @param alertsByPair those of the rule, by the number of their pair
     */
    void judge(PairIndex index, Lateness lateness, TaskTimes times, Map<Integer, List<FoundAlert>> alertsByPair) {
        for (int pair = 0; pair < ledger.pairs().size(); pair++) {
            List<FoundAlert> alerts = alertsByPair.getOrDefault(pair, List.of());
            if (!alerts.isEmpty() || mayBeOver(index, pair)) {
                PairAudit.Pair judged = pair(index, lateness, times, pair, alerts);
                long doubts = findings.total() + unchecked.total();
                Checkable from = Checkable.from(
                        settings.checkableFrom(ledger.pairs().source(pair)),
                        ledger.otherCities().checkableFrom(pair, rule.track().longestWindow()));
                PairAudit audit = new PairAudit(judged, ledger, rule, findings, unchecked);
                PairAudit.Tally tally = audit.judge(alerts, from);
                stale.addAll(audit.stale());
                expected += tally.expected();
                found += tally.found();
                boolean told = doubts != findings.total() + unchecked.total();
                proven.set(pair, !told && audit.stale().isEmpty());
            }
        }
    }

    private PairAudit.Pair pair(
            PairIndex index, Lateness lateness, TaskTimes times, int pair, List<FoundAlert> alerts) {
        PairPayments all = payments(index, lateness, pair);
        PairPayments below = all.before(ledger.cut().slots());
        long reached = times.reached(ledger.pairs().source(pair));
        Windows windows = windows(all, pair, reached);
        Windows certain = below.size() == all.size() ? windows : windows(below, pair, reached);
        return new PairAudit.Pair(
                rule.track().nameOf(ledger.pairs().name(pair)), certain, windows, openings(pair, all, alerts));
    }

    private Windows windows(PairPayments payments, int pair, long reached) {
        long[][] thresholds = thresholds(ledger.pairs().source(pair));
        HeldLook.Limits limits =
                (version, slot) -> thresholds[version][cityOfRange[ledger.cut().rangeOf(slot)]];
        List<HeldLook> looks = HeldLook.of(payments, ledger.cut(), limits, rule.latenessMillis(), reached);
        return new Windows(payments, rule.latenessMillis(), looks);
    }

    /** Of the episodes that alerts name, the positions of the payments that their ids are made of. */
    private Map<String, Integer> openings(int pair, PairPayments payments, List<FoundAlert> alerts) {
        Set<String> wanted = alerts.stream().map(FoundAlert::episode).collect(Collectors.toSet());
        Map<String, Integer> openings = new HashMap<>();
        Subject subject =
                new Subject.Pair(ledger.pairs().source(pair), ledger.pairs().target(pair));
        // An episode that was opened by a version before form 2 has an id without the application.
        Set<String> applications = new LinkedHashSet<>(List.of(rule.detector().application(), Application.DEFAULT));
        for (int i = 0; i < payments.size() && openings.size() < wanted.size(); i++) {
            Coordinates coordinates = ledger.cut().coordinates(payments.slots()[i]);
            for (String application : applications) {
                for (String episode : names(application, subject, coordinates)) {
                    if (wanted.contains(episode)) {
                        openings.put(episode, i);
                    }
                }
            }
        }
        return openings;
    }

    /** Of the episodes that may have a payment in their names: it has opened one, or was the newest when a version looked at what is held. */
    private List<String> names(String application, Subject subject, Coordinates payment) {
        String track = rule.track().episodeName();
        List<String> names = new ArrayList<>(List.of(AlertId.episode(application, track, subject, payment)));
        for (Track.Version version : rule.track().versions()) {
            if (version.from() > 0) {
                names.add(AlertId.heldEpisode(application, track, subject, payment, version.from()));
            }
        }
        return names;
    }

    /** Spares most pairs the sort: what all payments together do not pass, no window passes. */
    private boolean mayBeOver(PairIndex index, int pair) {
        AccountId source = ledger.pairs().source(pair);
        for (Map.Entry<OracleRule, List<OracleRule>> alike :
                rule.track().weighingAlike().entrySet()) {
            long lowest = alike.getValue().stream()
                    .mapToLong(oracle -> lowest(oracle, source))
                    .min()
                    .orElseThrow();
            if (mayBeOver(index, pair, alike.getKey(), lowest)) {
                return true;
            }
        }
        return false;
    }

    private long lowest(OracleRule oracle, AccountId source) {
        return cities.stream()
                .mapToLong(city -> oracle.threshold(city, source))
                .min()
                .orElse(Long.MAX_VALUE);
    }

    private boolean mayBeOver(PairIndex index, int pair, OracleRule oracle, long lowest) {
        long sum = 0;
        for (int i = index.start(pair); i < index.end(pair); i++) {
            long weight = oracle.weight(ledger.amount(index.slot(i)));
            if (weight > lowest - sum) {
                return true;
            }
            sum += weight;
        }
        return false;
    }

    private PairPayments payments(PairIndex index, Lateness lateness, int pair) {
        int[] counted = IntStream.range(index.start(pair), index.end(pair))
                .map(index::slot)
                .filter(slot -> rule.track().weighs(ledger.amount(slot)))
                .toArray();
        int size = counted.length;
        long[] unsorted = Arrays.stream(counted).mapToLong(ledger::time).toArray();
        int[] order = PairPayments.sorted(unsorted);
        long[][] thresholds = thresholds(ledger.pairs().source(pair));
        PairPayments payments = PairPayments.ofSize(rule.track(), size);
        for (int i = 0; i < size; i++) {
            int slot = counted[order[i]];
            payments.times()[i] = ledger.time(slot);
            payments.amounts()[i] = ledger.amount(slot);
            payments.thresholds()[i] = threshold(slot, thresholds);
            payments.seenBefore()[i] = lateness.seenBefore(slot);
            payments.slots()[i] = slot;
        }
        return payments;
    }

    /** Of each version, one for each city. */
    private long[][] thresholds(AccountId source) {
        long[][] thresholds = new long[rule.track().versions().size()][];
        for (int version = 0; version < thresholds.length; version++) {
            OracleRule oracle = rule.track().oracle(version);
            thresholds[version] = cities.stream()
                    .mapToLong(city -> oracle.threshold(city, source))
                    .toArray();
        }
        return thresholds;
    }

    private long threshold(int slot, long[][] thresholds) {
        int version = rule.track().at(ledger.time(slot));
        if (version == Track.NONE || rule.track().oracle(version).weight(ledger.amount(slot)) == 0) {
            return PairPayments.NO_WINDOW;
        }
        return thresholds[version][cityOfRange[ledger.cut().rangeOf(slot)]];
    }
}
