package io.fintrans.reconcile;

import io.fintrans.transaction.AccountId;

/** What the total of a window must pass, as it was set for the detector. */
@FunctionalInterface
public interface ThresholdSetting {
    /** In minor units, for a payment of {@code city} from {@code source}. */
    long minorUnits(String city, AccountId source);
}
