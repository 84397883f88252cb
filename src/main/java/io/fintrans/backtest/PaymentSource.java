package io.fintrans.backtest;

import io.fintrans.past.PastPayment;
import java.io.IOException;
import java.util.function.Consumer;

/** Where payments of the past come from, in order of time. */
@FunctionalInterface
public interface PaymentSource {
    /**
     * Reads all of them.
     *
     * @throws IOException if they cannot be read
     * @throws IllegalArgumentException if it is no such source, with a sentence
     */
    void read(Consumer<PastPayment> payments) throws IOException;
}
