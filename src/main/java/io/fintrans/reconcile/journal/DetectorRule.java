package io.fintrans.reconcile.journal;

import io.fintrans.transaction.Count;
import io.fintrans.transaction.Money;
import java.time.Duration;

/**
 * The settings that decide which alerts there must be, as the proof was given them or as a journal names them.
 *
 * @param owners over how many tasks the accounts are spread
 * @param windowMillis W
 * @param latenessMillis L
 * @param threshold the one for all, in minor units
 * @param thresholds digest of all thresholds together, in hexadecimal digits
 */
public record DetectorRule(int owners, long windowMillis, long latenessMillis, long threshold, String thresholds) {
    /** In words, for a reader who compares it with another. */
    String words() {
        return "threshold " + Money.usd(threshold) + ", window " + Duration.ofMillis(windowMillis) + ", lateness "
                + Duration.ofMillis(latenessMillis) + ", " + Count.of(owners, "task") + ", digest of all thresholds "
                + thresholds;
    }
}
