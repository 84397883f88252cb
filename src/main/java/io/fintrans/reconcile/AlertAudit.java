package io.fintrans.reconcile;

import io.fintrans.reconcile.Findings.Kind;
import io.fintrans.topic.KeyHash;
import io.fintrans.transaction.AccountId;
import java.util.List;
import java.util.Map;

/** Compares the alerts with what the oracle says of every pair. */
final class AlertAudit {
    /**
     * The settings that the detector had.
     *
     * @param windowMillis W
     * @param latenessMillis L
     * @param owners tasks over which it spread the accounts; there may be more, which only read and send on
     */
    record Rule(long windowMillis, long latenessMillis, ThresholdSetting threshold, int owners) {}

    private final Ledger ledger;
    private final Rule rule;
    private final Findings findings;
    private final List<String> cities;
    /** For each range of the cut, the position of its city in {@link #cities}. */
    private final int[] cityOfRange;

    private long expected;

    AlertAudit(Ledger ledger, Rule rule, Findings findings) {
        this.ledger = ledger;
        this.rule = rule;
        this.findings = findings;
        List<Cut.Range> ranges = ledger.cut().ranges();
        this.cities = ranges.stream().map(Cut.Range::topic).distinct().toList();
        this.cityOfRange =
                ranges.stream().mapToInt(range -> cities.indexOf(range.topic())).toArray();
    }

    /** How many episodes there are. */
    long expected() {
        return expected;
    }

    /**
     * Judges all pairs and all alerts.
     *
     * @param growing whether payments came after the cut, which an alert may rest on without listing them
     */
    void judge(Map<Integer, List<FoundAlert>> alertsByPair, boolean growing) {
        for (FoundAlert alert : alertsByPair.getOrDefault(-1, List.of())) {
            if (!alert.beyond()) {
                findings.add(Kind.EXTRA, alert.pairName(), "the pair has no payment");
            }
        }
        PairIndex index = new PairIndex(ledger);
        Lateness lateness = new Lateness(ledger, rule.latenessMillis());
        for (int pair = 0; pair < ledger.pairs().size(); pair++) {
            List<FoundAlert> alerts = alertsByPair.getOrDefault(pair, List.of());
            long[] thresholds = thresholds(ledger.pairs().source(pair));
            if (!alerts.isEmpty() || mayBeOver(index, pair, thresholds)) {
                PairPayments payments = payments(index, lateness, pair, thresholds);
                Windows windows = new Windows(payments, rule.windowMillis(), rule.latenessMillis());
                boolean detour = tookDetour(index, pair);
                PairAudit audit = new PairAudit(ledger.pairs().name(pair), windows, rule, detour, growing, findings);
                expected += audit.judge(alerts);
            }
        }
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
        PairPayments payments = new PairPayments(new long[size], new long[size], new long[size], new long[size]);
        for (int i = 0; i < size; i++) {
            int slot = index.slot(from + order[i]);
            payments.times()[i] = ledger.time(slot);
            payments.amounts()[i] = ledger.amount(slot);
            payments.thresholds()[i] = thresholds[cityOfRange[ledger.cut().rangeOf(slot)]];
            payments.seenBefore()[i] = lateness.seenBefore(slot);
        }
        return payments;
    }
}
