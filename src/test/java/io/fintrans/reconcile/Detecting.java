package io.fintrans.reconcile;

import io.fintrans.reconcile.ModelDetector.Paid;

/** Whoever judges payments one by one. Alerts go to whom it was made for. */
interface Detecting extends AutoCloseable {
    /** Whether the payment counts; if not, it came too late. */
    boolean handle(Paid paid);

    /** Ten seconds pass, in which alerts are revised. */
    void revise();

    @Override
    default void close() {
        // Most hold nothing.
    }
}
