package io.fintrans.format;

import io.fintrans.transaction.Decoded;
import io.fintrans.transaction.Rejection;
import io.fintrans.transaction.Transaction;
import org.jspecify.annotations.Nullable;

/** How a payment is written in a record's value. Implementations have no state. */
public interface TransactionFormat {
    /** The longest value, in bytes. */
    int MAX_BYTES = 64 * 1024;

    /** Reads a value; whatever the bytes are, the answer is a payment or a rejection and never an exception. */
    Decoded decode(byte @Nullable [] value);

    /**
     * Why a longer value is none.
     *
     * @param bytes how many it has, as {@code fintrans.rejected} says it
     */
    static Rejection tooLarge(String bytes) {
        return new Rejection(Rejection.Reason.TOO_LARGE, "the value has " + bytes + " bytes, over " + MAX_BYTES);
    }

    /** Writes a value that {@link #decode} reads back equal. */
    byte[] encode(Transaction transaction);
}
