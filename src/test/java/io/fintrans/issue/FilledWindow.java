package io.fintrans.issue;

import io.fintrans.detector.rule.PairLedger;
import io.fintrans.detector.rule.PairRule;
import io.fintrans.detector.rule.PairRules;
import io.fintrans.detector.rule.Peak;
import io.fintrans.detector.state.MemoryBudget;
import io.fintrans.detector.state.PaymentWindow;
import io.fintrans.testing.TestRules;
import java.util.SplittableRandom;

/** A process that does nothing but fill a window with pairs that are over the threshold; see {@link EveryPairIsOverTest}. */
final class FilledWindow {
    private static final long WINDOW = 1_000_000_000L;
    private static final int LIMIT = 1000;

    private FilledWindow() {}

    /** Arguments: how many pairs, and how many payments each of them makes, newest first. */
    public static void main(String[] args) {
        int pairs = Integer.parseInt(args[0]);
        int payments = Integer.parseInt(args[1]);
        // What detect takes unless it is told otherwise.
        MemoryBudget budget = new MemoryBudget(Runtime.getRuntime().maxMemory() / 10 * 6);
        PairRules rules = TestRules.pairTotal(WINDOW, 0);
        PairRule rule = rules.all().get(0);
        PaymentWindow window = new PaymentWindow(rules, budget);
        long offset = 0;
        long over = 0;
        long most = 0;
        for (int pair = 0; pair < pairs; pair++) {
            long hash = new SplittableRandom(pair).nextLong();
            for (int n = payments; n > 0; n--) {
                long time = 1L + (long) pair * payments + n;
                int row = window.add(hash, pair, time, LIMIT + 1, 0, offset++, (any, origin) -> LIMIT);
                PairLedger ledger = window.ledger(row, rule, (any, origin) -> LIMIT);
                Peak peak = rule.look(ledger, time, window.heldFrom());
                if (peak != null
                        && window.judge(row, 0, rules.track(rule), peak, none -> null, () -> hash)
                                .alert()) {
                    over++;
                }
                most = Math.max(most, budget.used());
            }
        }
        System.out.println("over=" + over + " payments=" + window.payments() + " shortenedTo=" + window.shortenedTo()
                + " most=" + most + " budget=" + budget.limit());
    }
}
