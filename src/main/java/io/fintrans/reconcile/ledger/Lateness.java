package io.fintrans.reconcile.ledger;

import java.util.Arrays;

/**
 * Which payments came so late within their own partition that the detector need not look at the window they end, and how
 * far time had come in that partition by then.
 */
public final class Lateness {
    private int[] slots = new int[16];
    private long[] seen = new long[16];
    private int size;

    /** @param allowed how late a payment may be without being listed, in milliseconds */
    public Lateness(Ledger ledger, long allowed) {
        Cut cut = ledger.cut();
        long[] newest = new long[cut.ranges().size()];
        Arrays.fill(newest, Long.MIN_VALUE / 2);
        // In the order of the slots: those of a partition are in the order of its offsets.
        for (int range = 0; range < newest.length; range++) {
            look(ledger, cut.firstSlot(range), cut.firstSlot(range + 1), range, newest, allowed);
        }
        for (int slot = cut.slots(); slot < cut.allSlots(); slot++) {
            look(ledger, slot, slot + 1, cut.rangeOf(slot), newest, allowed);
        }
    }

    private void look(Ledger ledger, int from, int to, int range, long[] newest, long allowed) {
        for (int slot = from; slot < to; slot++) {
            if (ledger.counts(slot)) {
                if (ledger.time(slot) < newest[range] - allowed) {
                    add(slot, newest[range]);
                }
                newest[range] = Math.max(newest[range], ledger.time(slot));
            }
        }
    }

    /** The largest time that the partition had shown before this payment if it is late, otherwise {@link Long#MIN_VALUE}. */
    public long seenBefore(int slot) {
        int at = Arrays.binarySearch(slots, 0, size, slot);
        return at < 0 ? Long.MIN_VALUE : seen[at];
    }

    boolean isEmpty() {
        return size == 0;
    }

    private void add(int slot, long newest) {
        if (size == slots.length) {
            slots = Arrays.copyOf(slots, size * 2);
            seen = Arrays.copyOf(seen, size * 2);
        }
        slots[size] = slot;
        seen[size++] = newest;
    }
}
