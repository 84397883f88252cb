package io.fintrans.alert;

import java.time.Instant;

/**
 * Why an alert was written again, or taken back, although nothing had gone on: a payment came late, and what was found before did not know of it.
 *
 * @param at when that was seen: the time of the newest payment then
 * @param payment the time of the payment that came late; the newest one, if there were several
 */
public record LateChange(Instant at, Instant payment) {
    /** @throws IllegalArgumentException if the payment is not earlier than what had come before it */
    public LateChange {
        if (payment.isAfter(at)) {
            throw new IllegalArgumentException("not an alert: the payment that came late is not late");
        }
    }
}
