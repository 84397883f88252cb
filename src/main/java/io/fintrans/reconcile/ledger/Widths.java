package io.fintrans.reconcile.ledger;

import java.util.Arrays;

/**
 * Which records of a partition take more than one slot, because they have several payments: by position, which is an offset less that of the
 * first record. Takes nothing where there are none.
 */
final class Widths {
    private static final int[] NONE = new int[0];

    /** Ascending. */
    private int[] positions = NONE;
    /** How many slots the records up to this one take, beyond one each. */
    private int[] extras = NONE;

    private int size;

    /** Notes a record of more than one payment; in the order of their positions. */
    void add(int position, int width) {
        if (size == positions.length) {
            positions = Arrays.copyOf(positions, Math.max(16, size * 2));
            extras = Arrays.copyOf(extras, positions.length);
        }
        positions[size] = position;
        extras[size] = Math.addExact(extra(size), width - 1);
        size++;
    }

    /** How many slots all records take, beyond one each. */
    int extra() {
        return extra(size);
    }

    private int extra(int before) {
        return before == 0 ? 0 : extras[before - 1];
    }

    /** The first slot of the record at a position. */
    int slot(int position) {
        int at = Arrays.binarySearch(positions, 0, size, position);
        return position + extra(at < 0 ? -at - 1 : at);
    }

    /** How many slots the record at a position takes. */
    int width(int position) {
        int at = Arrays.binarySearch(positions, 0, size, position);
        return at < 0 ? 1 : extras[at] - extra(at) + 1;
    }

    /** The position of the record that a slot is of. */
    int position(int slot) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (positions[middle] + extra(middle) <= slot) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low > 0 && slot <= positions[low - 1] + extras[low - 1] ? positions[low - 1] : slot - extra(low);
    }
}
