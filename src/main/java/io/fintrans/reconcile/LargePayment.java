package io.fintrans.reconcile;

import java.util.List;
import java.util.Map;

/**
 * A time at which a pair's payments come to the amount.
 *
 * @param least the amount, by the version in force
 * @param sumBelow of those that are below the cut
 * @param first whether none came in the window before
 * @param firstBelow whether none did that is below the cut
 * @param late whether one of them came so late that nobody may have looked whether it is the first
 * @param openings the slots of the payments, by the episode that each would have opened
 * @param before the slots of the payments in the window before
 */
record LargePayment(
        long least,
        long sum,
        long sumBelow,
        int payments,
        boolean first,
        boolean firstBelow,
        boolean late,
        Map<String, Integer> openings,
        List<Integer> before) {}
