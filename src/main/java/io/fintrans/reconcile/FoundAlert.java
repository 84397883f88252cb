package io.fintrans.reconcile;

import org.jspecify.annotations.Nullable;

/**
 * What remains of an alert when its evidence has been compared with the topics.
 *
 * @param pair the pair's number, or -1
 * @param at when its step was reached, in milliseconds since 1970, as is {@code openedAt}
 * @param asOf when the window ends that total and payments are of
 * @param total in minor units, as is {@code threshold}
 * @param whole whether the evidence lists every payment
 * @param beyond whether the evidence reaches past the cut, or before where a topic begins now: then it cannot be judged
 * @param revised whether it says more than when it was raised
 * @param shortened whether the detector had too little memory for the whole window
 * @param flaw what is wrong with the alert by itself
 */
record FoundAlert(
        String episode,
        long step,
        int pair,
        String pairName,
        long openedAt,
        long at,
        long asOf,
        long total,
        int payments,
        long threshold,
        boolean whole,
        boolean beyond,
        boolean revised,
        boolean shortened,
        @Nullable String flaw) {}
