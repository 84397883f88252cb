package io.fintrans.network.rule;

/**
 * A payment that is looked at.
 *
 * @param source the number of the account that pays; see {@link io.fintrans.network.graph.PaymentGraph#account}
 * @param target the number of the account that is paid
 * @param time in milliseconds since 1970
 * @param amount in minor units
 * @param payment what the graph knows it by
 * @param isNew whether the pair was new when it was made, see {@link io.fintrans.network.graph.History}
 */
public record Look(int source, int target, long time, long amount, int payment, boolean isNew) {}
