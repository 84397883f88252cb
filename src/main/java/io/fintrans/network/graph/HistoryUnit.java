package io.fintrans.network.graph;

import io.fintrans.transaction.AccountId;

/** Takes what history says of a unit of time ({@link History#tell}), or gives it back ({@link History#learn}). */
public interface HistoryUnit {
    /**
     * An account that was seen on the unit, and on none after it that is over.
     *
     * @param first the unit on which it was seen first
     * @param out the norm of what it pays, in sixteenths of payments
     * @param in the norm of what it is paid, likewise
     */
    void account(AccountId name, long first, int out, int in);

    /** Whoever paid whom on the unit. */
    void pair(AccountId source, AccountId target);
}
