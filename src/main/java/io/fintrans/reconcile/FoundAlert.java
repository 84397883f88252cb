package io.fintrans.reconcile;

import org.jspecify.annotations.Nullable;

/**
 * What remains of an alert when its evidence has been compared with the topics.
 *
 * @param pair the pair's number, or -1
 * @param at milliseconds since 1970, as is {@code openedAt}
 * @param total in minor units, as is {@code threshold}
 * @param whole whether the evidence lists every payment
 * @param beyond whether the evidence reaches past the cut, or before where a topic begins now: then it cannot be judged
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
        long total,
        long threshold,
        boolean whole,
        boolean beyond,
        boolean shortened,
        @Nullable String flaw) {}
