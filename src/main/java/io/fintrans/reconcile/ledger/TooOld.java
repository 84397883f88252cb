package io.fintrans.reconcile.ledger;

import io.fintrans.topic.Topics;
import java.util.BitSet;

/**
 * Which of the payments that were rejected as too old are so much older than what was read before them in their partition. A record moves the
 * partition's time as far as the smallest time of its payments, those that cannot be left out; a record without any, as far as its own.
 */
public final class TooOld {
    private static final long REACH = Topics.MAX_BEHIND.plus(Topics.MAX_AHEAD).toMillis();

    private final Ledger ledger;
    private final BitSet wrong;
    private final BitSet old;
    private final BitSet rejected;
    private long newest;
    private long smallest;
    private boolean paid;

    /**
     * @param wrong slots of what was rejected for another fault of its time
     * @param old slots of what was rejected as too old; those that are not are taken out
     */
    public TooOld(Ledger ledger, BitSet wrong, BitSet old) {
        this.ledger = ledger;
        this.wrong = wrong;
        this.old = old;
        this.rejected = (BitSet) old.clone();
    }

    /** Looks at all payments of a range of the cut. */
    public void look(int range) {
        newest = 0;
        begin();
        int record = -1;
        for (int slot = ledger.cut().first(range);
                slot >= 0;
                slot = ledger.cut().next(range, slot)) {
            if (ledger.cut().record(slot) != record) {
                end();
                record = ledger.cut().record(slot);
            }
            if (rejected.get(slot)) {
                old.set(slot, ledger.time(slot) < newest - REACH);
            }
            if (ledger.isRecord(slot)) {
                take(slot);
            }
        }
    }

    private void take(int slot) {
        boolean payment = ledger.isReadable(slot);
        if (payment && !paid) {
            paid = true;
            smallest = Long.MAX_VALUE;
        }
        if (payment == paid && !wrong.get(slot) && !rejected.get(slot)) {
            smallest = Math.min(smallest, ledger.time(slot));
        }
    }

    private void begin() {
        paid = false;
        smallest = Long.MAX_VALUE;
    }

    private void end() {
        if (smallest != Long.MAX_VALUE) {
            newest = Math.max(newest, smallest);
        }
        begin();
    }
}
