package io.fintrans.format;

import io.fintrans.transaction.Decoded;
import io.fintrans.transaction.Payment;
import io.fintrans.transaction.Rejection;
import org.jspecify.annotations.Nullable;

/** How payments are written in a record's value. Implementations have no state; threads share them. */
public interface PaymentFormat {
    /** The longest value, in bytes. */
    int MAX_BYTES = 64 * 1024;

    /** Of a value that is not decoded; how large it was is in a header of its own. */
    Rejection TOO_LARGE = new Rejection(Rejection.Reason.TOO_LARGE, "the value has more than " + MAX_BYTES + " bytes");

    /** Reads a value; whatever the bytes are, the answer is a verdict and never an exception. */
    Decoded decode(byte @Nullable [] value);

    /** Writes a value that {@link #decode} reads back equal. */
    byte[] encode(Payment payment);

    /** Whether every record has one payment at most, and that at the record's time; readers save themselves some work then. */
    boolean isPlain();
}
