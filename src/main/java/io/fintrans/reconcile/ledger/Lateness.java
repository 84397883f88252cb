package io.fintrans.reconcile.ledger;

import java.util.Arrays;
import java.util.Map;

/**
 * Which payments came so late that the detector need not look at the window they end, and how far time had come by then: in their own
 * partition, or in their task, where the detector has marked them in what it accepted.
 */
public final class Lateness {
    private final Map<Integer, Long> marked;
    private int[] slots = new int[16];
    private long[] seen = new long[16];
    private int size;

    /**
     * Looks at all payments.
     *
     * @param allowed how late a payment may be without being listed, in milliseconds
     * @param marked how far time had come in the task, in milliseconds since 1970, by the slot of each payment that is marked
     */
    public Lateness(Ledger ledger, long allowed, Map<Integer, Long> marked) {
        this.marked = marked;
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
                long come = Math.max(newest[range], marked.getOrDefault(slot, newest[range]));
                if (ledger.time(slot) < come - allowed) {
                    add(slot, come);
                }
                newest[range] = Math.max(newest[range], ledger.time(slot));
            }
        }
    }

    /** The largest time that the partition, or the task, had shown before this payment if it is late, otherwise {@link Long#MIN_VALUE}. */
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
