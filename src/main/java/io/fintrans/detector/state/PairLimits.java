package io.fintrans.detector.state;

import io.fintrans.detector.rule.PairRule;

/** Gives limits for the windows of the pair that is looked at. */
@FunctionalInterface
public interface PairLimits {
    /**
     * What the total of a window must be more than.
     *
     * @param origin number of the partition from which the payment came that ends the window
     */
    long limit(PairRule rule, int origin);
}
