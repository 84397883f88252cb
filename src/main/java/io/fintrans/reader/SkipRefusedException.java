package io.fintrans.reader;

/** A record cannot be stepped over; the message says why and what to do. */
public final class SkipRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SkipRefusedException(String message) {
        super(message);
    }
}
