package io.fintrans.reconcile.ledger;

/** Finds the slots of a pair's payments: a counting sort by pair, in slot order within a pair. */
public final class PairIndex {
    private final int[] starts;
    private final int[] slots;

    public PairIndex(Ledger ledger) {
        int all = ledger.cut().allSlots();
        starts = new int[ledger.pairs().size() + 2];
        for (int slot = 0; slot < all; slot++) {
            if (ledger.counts(slot)) {
                starts[ledger.pair(slot) + 2]++;
            }
        }
        for (int i = 2; i < starts.length; i++) {
            starts[i] += starts[i - 1];
        }
        slots = new int[starts[starts.length - 1]];
        for (int slot = 0; slot < all; slot++) {
            if (ledger.counts(slot)) {
                slots[starts[ledger.pair(slot) + 1]++] = slot;
            }
        }
    }

    /** Where the pair's slots begin; they end where the next pair's begin. */
    public int start(int pair) {
        return starts[pair];
    }

    public int end(int pair) {
        return starts[pair + 1];
    }

    /** The slot at a position from {@link #start} to before {@link #end}. */
    public int slot(int position) {
        return slots[position];
    }
}
