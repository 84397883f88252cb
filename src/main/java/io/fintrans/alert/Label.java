package io.fintrans.alert;

import io.fintrans.alert.Edge.Part;
import io.fintrans.transaction.AccountId;
import io.fintrans.transaction.Coordinates;
import io.fintrans.transaction.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Ground truth from the generator: this payment is part of laundering.
 *
 * @param scheme names what was hidden, such as a sum that was split; the same for all its payments
 * @param role what it does in the pattern; null in forms 1 and 2, which do not tell
 */
public record Label(
        Coordinates transaction,
        Typology typology,
        String scheme,
        AccountId source,
        AccountId target,
        Money amount,
        Instant time,
        @Nullable Part role) {}
