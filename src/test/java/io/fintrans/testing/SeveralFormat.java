package io.fintrans.testing;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.fintrans.format.Formats;
import io.fintrans.format.PaymentFormat;
import io.fintrans.transaction.Decoded;
import io.fintrans.transaction.Decoded.Entry;
import io.fintrans.transaction.Money;
import io.fintrans.transaction.Passed;
import io.fintrans.transaction.Payment;
import io.fintrans.transaction.Payments;
import io.fintrans.transaction.Rejection;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A format with several payments a record: those of the standard text, a semicolon between two of them, each with a time of its own if
 * {@code @milliseconds} is behind it, in another currency than dollars if {@code /EUR} is. {@code -} is passed. Of {@code !} decoding fails.
 */
public final class SeveralFormat implements PaymentFormat {
    @Override
    public Decoded decode(byte @Nullable [] value) {
        if (value == null || value.length > MAX_BYTES) {
            return Formats.STANDARD.decode(value);
        }
        String text = new String(value, US_ASCII);
        if (text.equals("-")) {
            return new Passed("status");
        }
        if (text.equals("!")) {
            throw new IllegalStateException("a fault of the format");
        }
        List<Entry> entries = new ArrayList<>();
        for (String part : text.split(";", -1)) {
            entries.add(readable(part, entries.size()));
        }
        return Payments.of(entries);
    }

    private static Entry readable(String part, int index) {
        try {
            return entry(part, index);
        } catch (IllegalArgumentException | StringIndexOutOfBoundsException e) {
            return new Rejection(Rejection.Reason.MALFORMED, "neither a currency nor a time is so written");
        }
    }

    private static Entry entry(String part, int index) {
        int currencyAt = part.indexOf('/');
        int timeAt = part.indexOf(" @");
        int end = Math.min(currencyAt < 0 ? part.length() : currencyAt, timeAt < 0 ? part.length() : timeAt);
        Decoded decoded = Formats.STANDARD.decode(part.substring(0, end).getBytes(US_ASCII));
        if (!(decoded instanceof Payment payment)) {
            return (Rejection) decoded;
        }
        Money amount = currencyAt < 0
                ? payment.amount()
                : new Money(
                        payment.amount().minorUnits(), Money.currency(part.substring(currencyAt + 1, currencyAt + 4)));
        return new Payment(
                payment.source(),
                payment.target(),
                amount,
                timeAt < 0 ? Payment.NO_TIME : Long.parseLong(part.substring(timeAt + 2)),
                Payment.NO_ID,
                Payment.Kind.PAYMENT,
                Payment.NO_ID,
                index);
    }

    @Override
    public byte[] encode(Payment payment) {
        String time = payment.time() == Payment.NO_TIME ? "" : " @" + payment.time();
        return (new String(Formats.STANDARD.encode(payment), US_ASCII) + time).getBytes(US_ASCII);
    }

    @Override
    public boolean isPlain() {
        return false;
    }
}
