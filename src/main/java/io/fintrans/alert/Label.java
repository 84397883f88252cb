package io.fintrans.alert;

import io.fintrans.transaction.AccountId;
import io.fintrans.transaction.Coordinates;
import io.fintrans.transaction.Money;
import java.time.Instant;

/**
 * Ground truth from the generator: this payment is part of laundering.
 *
 * @param scheme names the sum that was split; the same for all its payments
 */
public record Label(
        Coordinates transaction,
        Typology typology,
        String scheme,
        AccountId source,
        AccountId target,
        Money amount,
        Instant time) {}
