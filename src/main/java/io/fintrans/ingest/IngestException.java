package io.fintrans.ingest;

/** Ingest cannot go on, and trying again would not help; the message says what, why, and what to do. */
public final class IngestException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    IngestException(String message) {
        super(message);
    }
}
