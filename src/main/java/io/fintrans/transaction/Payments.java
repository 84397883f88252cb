package io.fintrans.transaction;

import java.util.List;

/**
 * The payments of a record that has several places for one. What is wrong at one place rejects what is there, and the others count.
 *
 * @param entries from two to {@link #MOST}; the payment at a place has its number as index
 */
public record Payments(List<Entry> entries) implements Decoded {
    /** How many payments a record may have; what keeps payments has 13 bits for the index. */
    public static final int MOST = 1 << 13;

    /** @throws IllegalArgumentException if there are fewer than two, more than {@link #MOST}, or an index is not its place */
    public Payments {
        entries = List.copyOf(entries);
        if (entries.size() < 2 || entries.size() > MOST) {
            throw new IllegalArgumentException(
                    "a record of several payments has from 2 to " + MOST + " of them but this has " + entries.size());
        }
        for (int i = 0; i < entries.size(); i++) {
            if (entries.get(i) instanceof Payment payment && payment.index() != i) {
                throw new IllegalArgumentException("the payment at place " + i + " has the index " + payment.index());
            }
        }
    }

    /**
     * What a record with these entries is: rejected as a whole if there are too many.
     *
     * @param entries at least one, in the order in which the record has them
     */
    public static Decoded of(List<Entry> entries) {
        if (entries.size() > MOST) {
            return new Rejection(Rejection.Reason.TOO_MANY, "the record has more than " + MOST + " payments");
        }
        return entries.size() == 1 ? entries.get(0) : new Payments(entries);
    }
}
