package io.fintrans.console.account;

import io.fintrans.console.evidence.PaymentPlace;
import io.fintrans.packed.PackedReader;
import io.fintrans.transaction.AccountId;
import io.fintrans.transaction.Coordinates;
import io.fintrans.transaction.Money;
import io.fintrans.transaction.Payment.Kind;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * A payment of the account that a page is about.
 *
 * @param time when it happened, in milliseconds since 1970
 * @param countedAt when the detector counted it, in milliseconds since 1970
 * @param partner the other account; the same one where it pays itself
 * @param in whether the account is paid
 * @param out whether the account pays
 * @param counted its amount as the detector counts it
 * @param written its amount as it was written
 * @param late whether it came too late for rules that must see payments in order
 */
record SeenPayment(
        long time,
        long countedAt,
        AccountId partner,
        boolean in,
        boolean out,
        Money counted,
        Money written,
        Kind kind,
        boolean late,
        Coordinates coordinates) {

    /**
     * The payment that a reader is at.
     *
     * @param account its number in the record
     */
    static SeenPayment of(PackedReader payments, int account, long countedAt) {
        boolean out = payments.source() == account;
        return new SeenPayment(
                payments.time(),
                countedAt,
                payments.account(out ? payments.target() : payments.source()),
                payments.target() == account,
                out,
                new Money(payments.counted(), payments.currency()),
                payments.written(),
                payments.kind(),
                payments.isMarked(),
                payments.coordinates());
    }

    /** For the page; see openapi.json. */
    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        PaymentPlace.put(coordinates, json);
        json.put("time", time);
        json.put("direction", in && out ? "itself" : in ? "in" : "out");
        json.put("partner", partner.toString());
        json.put("amount", written.toString());
        json.put("currency", written.currency().getCurrencyCode());
        json.put("kind", kind.name().toLowerCase(Locale.ROOT));
        json.put("late", late);
        return json;
    }
}
