package io.fintrans.reconcile;

import io.fintrans.topic.admin.OpenTransaction;

/**
 * There is no proof, because what the stages have written stands behind a transaction that a producer holds open: nobody can read it, and
 * whether something is missing cannot be told.
 */
public final class HeldBackException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final long producer;

    HeldBackException(OpenTransaction held, long nowMillis) {
        super(held.sentence(nowMillis) + ", so there is no proof");
        this.producer = held.producerId();
    }

    /** Kafka's number of whoever holds it open. */
    public long producer() {
        return producer;
    }
}
