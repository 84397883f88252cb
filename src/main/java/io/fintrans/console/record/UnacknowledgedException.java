package io.fintrans.console.record;

/**
 * Kafka did not confirm a command in time, so it is not known whether it was kept. The same request may be sent again: if it
 * was kept, that does nothing and finds its event.
 */
public final class UnacknowledgedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnacknowledgedException(Throwable cause) {
        super(
                "Kafka did not confirm this in time, so it is not known whether it was kept. The same request may be sent"
                        + " again.",
                cause);
    }
}
