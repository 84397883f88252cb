package io.fintrans.reconcile;

import io.fintrans.reconcile.journal.SettingsInForce;
import io.fintrans.reconcile.ledger.Ledger;
import io.fintrans.reconcile.ledger.PairIndex;
import io.fintrans.topic.KeyHash;
import io.fintrans.transaction.AccountId;
import java.util.Arrays;

/** How far time has come for each task of the detector: to its newest payment, but no further than its journal says that time may come. */
final class TaskTimes {
    private final long[] reached;

    /** @param owners tasks over which the accounts are spread */
    TaskTimes(Ledger ledger, PairIndex index, SettingsInForce settings, int owners) {
        reached = new long[owners];
        Arrays.fill(reached, Long.MIN_VALUE);
        for (int pair = 0; pair < ledger.pairs().size(); pair++) {
            int task = task(ledger.pairs().source(pair));
            for (int i = index.start(pair); i < index.end(pair); i++) {
                int slot = index.slot(i);
                boolean below = slot < ledger.cut().slots();
                reached[task] = below ? Math.max(reached[task], ledger.time(slot)) : reached[task];
            }
        }
        for (int task = 0; task < owners; task++) {
            reached[task] = Math.min(reached[task], settings.watermark(task));
        }
    }

    /** In milliseconds since 1970, for the task that handles a source account. */
    long reached(AccountId source) {
        return reached[task(source)];
    }

    private int task(AccountId source) {
        return KeyHash.partition(source.toBytes(), reached.length);
    }
}
