package io.fintrans.reconcile;

import io.fintrans.alert.AlertId;
import io.fintrans.alert.RuleId;
import io.fintrans.alert.Subject;
import io.fintrans.reconcile.Findings.Kind;
import io.fintrans.topic.KeyHash;
import io.fintrans.transaction.AccountId;
import io.fintrans.transaction.Application;
import io.fintrans.transaction.Coordinates;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Compares the alerts with what the oracle says of every pair. */
final class AlertAudit {
    /**
     * The settings that the detector had.
     *
     * @param windowMillis W
     * @param latenessMillis L
     * @param owners tasks over which it spread the accounts; there may be more, which only read and send on
     * @param application its id
     */
    record Rule(long windowMillis, long latenessMillis, ThresholdSetting threshold, int owners, String application) {}

    private final Ledger ledger;
    private final Rule rule;
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

    AlertAudit(Ledger ledger, Rule rule, SettingsInForce settings, Findings findings, Unchecked unchecked) {
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

    /** Judges all pairs and all alerts. */
    void judge(Map<Integer, List<FoundAlert>> alertsByPair) {
        PairIndex index = new PairIndex(ledger);
        Lateness lateness = new Lateness(ledger, rule.latenessMillis());
        for (int pair = 0; pair < ledger.pairs().size(); pair++) {
            List<FoundAlert> alerts = alertsByPair.getOrDefault(pair, List.of());
            long[] thresholds = thresholds(ledger.pairs().source(pair));
            if (!alerts.isEmpty() || mayBeOver(index, pair, thresholds)) {
                PairAudit.Pair judged = pair(index, lateness, pair, thresholds, alerts);
                long doubts = findings.total() + unchecked.total();
                long from = settings.checkableFrom(ledger.pairs().source(pair));
                List<FoundAlert> checkable = new ArrayList<>();
                for (FoundAlert alert : alerts) {
                    if (alert.openedAt() >= from) {
                        checkable.add(alert);
                    } else {
                        unchecked.add(Unchecked.Kind.OTHER_SETTINGS, alert.name());
                    }
                }
                PairAudit audit = new PairAudit(judged, ledger, rule, findings, unchecked);
                PairAudit.Tally tally = audit.judge(checkable, from);
                stale.addAll(audit.stale());
                expected += tally.expected();
                found += tally.found();
                boolean told = doubts != findings.total() + unchecked.total();
                proven.set(pair, !told && audit.stale().isEmpty());
            }
        }
        judgeStrangers(alertsByPair.getOrDefault(-1, List.of()));
    }

    /** After all others: anybody can write any number of them, and only the first few findings are named. */
    private void judgeStrangers(List<FoundAlert> alerts) {
        for (FoundAlert alert : alerts) {
            if (alert.unread() == null || alert.flaw() != null) {
                String why = alert.isOfAPair() || alert.flaw() == null ? "the pair has no payment" : alert.flaw();
                findings.add(Kind.EXTRA, alert.pairName(), "alert " + alert.id() + ": " + why);
            } else {
                unchecked.add(alert.unread(), alert.name());
            }
        }
    }

    private PairAudit.Pair pair(
            PairIndex index, Lateness lateness, int pair, long[] thresholds, List<FoundAlert> alerts) {
        PairPayments all = payments(index, lateness, pair, thresholds);
        PairPayments below = all.before(ledger.cut().slots());
        Windows windows = new Windows(all, rule.windowMillis(), rule.latenessMillis());
        Windows certain =
                below.size() == all.size() ? windows : new Windows(below, rule.windowMillis(), rule.latenessMillis());
        return new PairAudit.Pair(
                ledger.pairs().name(pair), certain, windows, openings(pair, all, alerts), tookDetour(index, pair));
    }

    /** Of the episodes that alerts name, the positions of the payments that their ids are made of. */
    private Map<String, Integer> openings(int pair, PairPayments payments, List<FoundAlert> alerts) {
        Set<String> wanted = alerts.stream().map(FoundAlert::episode).collect(Collectors.toSet());
        Map<String, Integer> openings = new HashMap<>();
        Subject subject =
                new Subject.Pair(ledger.pairs().source(pair), ledger.pairs().target(pair));
        // An episode that was opened by a version before form 2 has an id without the application.
        Set<String> applications = new LinkedHashSet<>(List.of(rule.application(), Application.DEFAULT));
        for (int i = 0; i < payments.size() && openings.size() < wanted.size(); i++) {
            Coordinates coordinates = ledger.cut().coordinates(payments.slots()[i]);
            for (String application : applications) {
                String episode = AlertId.episode(application, RuleId.PAIR_TOTAL, subject, coordinates);
                if (wanted.contains(episode)) {
                    openings.put(episode, i);
                }
            }
        }
        return openings;
    }

    /** Whether the detector read payments of the pair in other partitions than that of the task which handles the pair. */
    private boolean tookDetour(PairIndex index, int pair) {
        byte[] source = ledger.pairs().source(pair).toBytes();
        int owner = KeyHash.partition(source, rule.owners());
        for (int i = index.start(pair); i < index.end(pair); i++) {
            int range = ledger.cut().rangeOf(index.slot(i));
            if (ledger.cut().ranges().get(range).partition() != owner) {
                return true;
            }
        }
        return false;
    }

    /** One for each city. */
    private long[] thresholds(AccountId source) {
        long[] thresholds = new long[cities.size()];
        for (int city = 0; city < thresholds.length; city++) {
            thresholds[city] = rule.threshold().minorUnits(cities.get(city), source);
        }
        return thresholds;
    }

    /** Spares most pairs the sort: what all payments together do not pass, no window passes. */
    private boolean mayBeOver(PairIndex index, int pair, long[] thresholds) {
        long lowest = Long.MAX_VALUE;
        for (long threshold : thresholds) {
            lowest = Math.min(lowest, threshold);
        }
        long sum = 0;
        for (int i = index.start(pair); i < index.end(pair); i++) {
            long amount = ledger.amount(index.slot(i));
            if (amount > lowest - sum) {
                return true;
            }
            sum += amount;
        }
        return false;
    }

    private PairPayments payments(PairIndex index, Lateness lateness, int pair, long[] thresholds) {
        int from = index.start(pair);
        int size = index.end(pair) - from;
        long[] unsorted = new long[size];
        for (int i = 0; i < size; i++) {
            unsorted[i] = ledger.time(index.slot(from + i));
        }
        int[] order = PairPayments.sorted(unsorted);
        PairPayments payments = PairPayments.ofSize(size);
        for (int i = 0; i < size; i++) {
            int slot = index.slot(from + order[i]);
            payments.times()[i] = ledger.time(slot);
            payments.amounts()[i] = ledger.amount(slot);
            payments.thresholds()[i] = thresholds[cityOfRange[ledger.cut().rangeOf(slot)]];
            payments.seenBefore()[i] = lateness.seenBefore(slot);
            payments.slots()[i] = slot;
        }
        return payments;
    }
}
