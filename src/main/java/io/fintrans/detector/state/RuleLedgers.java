package io.fintrans.detector.state;

import io.fintrans.detector.rule.PairRule;
import java.util.IdentityHashMap;
import java.util.List;

/** The ledgers of pairs for all rules, which look at the same payments and count them each in its own way. */
final class RuleLedgers {
    private final PairTable pairs;
    private final Ledgers[] all;
    private final IdentityHashMap<PairRule, Ledgers> byRule = new IdentityHashMap<>();

    RuleLedgers(ArrivalRing ring, PairTable pairs, List<PairRule> rules) {
        this.pairs = pairs;
        this.all = rules.stream().map(rule -> new Ledgers(ring, pairs, rule)).toArray(Ledgers[]::new);
        for (Ledgers each : all) {
            byRule.put(each.rule(), each);
        }
    }

    /** Those of a rule; it must be one that this was made for. */
    Ledgers of(PairRule rule) {
        Ledgers found = byRule.get(rule);
        if (found == null) {
            throw new IllegalArgumentException(
                    "not one of the window's rules: " + rule.spec().id());
        }
        return found;
    }

    /** Adds a payment wherever the pair's ledger is kept. */
    void add(int row, long time, long amount, int origin, PairLimits limits, long sequence) {
        if (pairs.hasLedger(row)) {
            for (Ledgers each : all) {
                each.add(row, time, amount, origin, limits, sequence);
            }
        }
    }

    /** Takes a payment out wherever the pair's ledger is kept. */
    void remove(int row, long sequence) {
        if (pairs.hasLedger(row)) {
            for (Ledgers each : all) {
                each.remove(row, sequence);
            }
        }
    }

    /** Forgets the pair's ledgers. */
    void forget(int row) {
        if (pairs.hasLedger(row)) {
            for (Ledgers each : all) {
                each.forget(row);
            }
        }
    }

    /** How many entries were looked at or moved so far in all ledgers that there are. */
    long steps() {
        long steps = 0;
        for (Ledgers each : all) {
            steps += each.steps();
        }
        return steps;
    }

    /** The memory that all ledgers take, in bytes. */
    long bytes() {
        long bytes = 0;
        for (Ledgers each : all) {
            bytes += each.bytes();
        }
        return bytes;
    }
}
