package io.fintrans.reconcile;

import io.fintrans.alert.AlertId;
import io.fintrans.alert.RuleId;
import io.fintrans.alert.Subject;
import io.fintrans.topic.KeyHash;
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

/** Compares the alerts of one version of a rule with what the oracle says of every pair. */
final class AlertAudit {
    /** A version of a rule about the windows of a pair, and the detector that judged by it. */
    record Rule(OracleRule oracle, DetectorSetup detector) {
        long windowMillis() {
            return oracle.windowMillis();
        }

        long latenessMillis() {
            return detector.latenessMillis();
        }

        /** Its name and version. */
        RuleId id() {
            return oracle.spec().id();
        }
    }

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

    /** The rule by which alerts are judged. */
    RuleId rule() {
        return rule.id();
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
    void judge(PairIndex index, Lateness lateness, Map<Integer, List<FoundAlert>> alertsByPair) {
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
        Set<String> applications = new LinkedHashSet<>(List.of(rule.detector().application(), Application.DEFAULT));
        for (int i = 0; i < payments.size() && openings.size() < wanted.size(); i++) {
            Coordinates coordinates = ledger.cut().coordinates(payments.slots()[i]);
            for (String application : applications) {
                String episode = AlertId.episode(application, rule.id().name(), subject, coordinates);
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
        int owner = KeyHash.partition(source, rule.detector().owners());
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
            thresholds[city] = rule.oracle().threshold(cities.get(city), source);
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
            long amount = rule.oracle().weight(ledger.amount(index.slot(i)));
            if (amount > lowest - sum) {
                return true;
            }
            sum += amount;
        }
        return false;
    }

    private PairPayments payments(PairIndex index, Lateness lateness, int pair, long[] thresholds) {
        int[] counted = IntStream.range(index.start(pair), index.end(pair))
                .map(index::slot)
                .filter(slot -> rule.oracle().weight(ledger.amount(slot)) > 0)
                .toArray();
        int size = counted.length;
        long[] unsorted = Arrays.stream(counted).mapToLong(ledger::time).toArray();
        int[] order = PairPayments.sorted(unsorted);
        PairPayments payments = PairPayments.ofSize(size);
        for (int i = 0; i < size; i++) {
            int slot = counted[order[i]];
            payments.times()[i] = ledger.time(slot);
            payments.amounts()[i] = rule.oracle().weight(ledger.amount(slot));
            payments.thresholds()[i] = thresholds[cityOfRange[ledger.cut().rangeOf(slot)]];
            payments.seenBefore()[i] = lateness.seenBefore(slot);
            payments.slots()[i] = slot;
        }
        return payments;
    }
}
