package io.fintrans.detector.state;

import io.fintrans.detector.rule.PairRule;
import io.fintrans.rule.RuleSpec;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** The ledgers of pairs for all rules, which look at the same payments and count them each in its own way. */
final class RuleLedgers {
    private final PairTable pairs;
    private final ArrivalRing ring;
    private Ledgers[] all = new Ledgers[0];
    private final IdentityHashMap<PairRule, Ledgers> byRule = new IdentityHashMap<>();

    RuleLedgers(ArrivalRing ring, PairTable pairs, List<PairRule> rules) {
        this.ring = ring;
        this.pairs = pairs;
        adopt(rules);
    }

    /** Goes on with other rules. The ledgers of versions that were there before stay. */
    void adopt(List<PairRule> rules) {
        Map<RuleSpec, Ledgers> before = new HashMap<>();
        for (Ledgers each : all) {
            before.put(each.rule().spec(), each);
        }
        byRule.clear();
        all = rules.stream()
                .map(rule -> {
                    Ledgers same = before.get(rule.spec());
                    return same == null ? new Ledgers(ring, pairs, rule) : same;
                })
                .toArray(Ledgers[]::new);
        for (int i = 0; i < all.length; i++) {
            all[i].goOn(rules.get(i));
            byRule.put(rules.get(i), all[i]);
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
