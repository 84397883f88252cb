package io.fintrans.format;

import static io.fintrans.transaction.Rejection.Reason.BAD_ACCOUNT;
import static io.fintrans.transaction.Rejection.Reason.BAD_AMOUNT;
import static io.fintrans.transaction.Rejection.Reason.MALFORMED;
import static io.fintrans.transaction.Rejection.Reason.NULL_VALUE;
import static io.fintrans.transaction.Rejection.Reason.SELF_TRANSFER;

import io.fintrans.transaction.AccountId;
import io.fintrans.transaction.Decoded;
import io.fintrans.transaction.Money;
import io.fintrans.transaction.Payment;
import io.fintrans.transaction.Rejection;
import io.fintrans.transaction.Rejection.Reason;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The text of the original demo: {@code source target amount}, one space between the fields and nothing around them,
 * the amount in US dollars, whole ({@code 6789}) or with one or two decimals ({@code 12.5}, {@code 12.50}).
 */
public final class TextFormat implements PaymentFormat {
    /** With eighteen digits a long cannot overflow, and no amount up to {@link Money#MAX_MINOR_UNITS} needs as many. */
    private static final int MAX_AMOUNT_BYTES = 18;

    @Override
    public Decoded decode(byte @Nullable [] value) {
        if (value == null) {
            return new Rejection(NULL_VALUE, "the record has no value");
        }
        if (value.length > MAX_BYTES) {
            return PaymentFormat.TOO_LARGE;
        }
        int first = indexOfSpace(value, 0);
        int second = indexOfSpace(value, first + 1);
        if (first < 1 || second == value.length || indexOfSpace(value, second + 1) != value.length) {
            return rejection(MALFORMED, "the value must be: source target amount, with single spaces", value);
        }
        if (!AccountId.isValid(value, 0, first) || !AccountId.isValid(value, first + 1, second - first - 1)) {
            return rejection(BAD_ACCOUNT, "an account id must be 1 to 64 characters of A-Z a-z 0-9 . _ : -", value);
        }
        long minorUnits = amount(value, second + 1);
        if (minorUnits <= 0 || minorUnits > Money.MAX_MINOR_UNITS) {
            return rejection(
                    BAD_AMOUNT,
                    "the amount must be more than zero, with at most two decimals, and at most 10000000000000",
                    value);
        }
        if (Arrays.equals(value, 0, first, value, first + 1, second)) {
            return new Rejection(SELF_TRANSFER, "source and target are the same account");
        }
        return Payment.of(
                AccountId.view(value, 0, first),
                AccountId.view(value, first + 1, second - first - 1),
                Money.usd(minorUnits));
    }

    @Override
    public boolean isPlain() {
        return true;
    }

    /** @throws IllegalArgumentException if the amount is negative, or not in US dollars, which the text cannot say */
    @Override
    public byte[] encode(Payment payment) {
        Money amount = payment.amount();
        if (!amount.currency().equals(Money.USD) || amount.minorUnits() < 0) {
            throw new IllegalArgumentException(
                    "The text format has US dollars from 0 but the amount was: " + amount + " " + amount.currency());
        }
        AccountId source = payment.source();
        AccountId target = payment.target();
        int amountAt = source.length() + target.length() + 2;
        byte[] value = new byte[amountAt + amountLength(amount.minorUnits())];
        int at = source.copyTo(value, 0);
        value[at++] = ' ';
        at = target.copyTo(value, at);
        value[at] = ' ';
        writeAmount(amount.minorUnits(), value, amountAt);
        return value;
    }

    /** Where a byte is there that people do not see, it is named: that is most often what is wrong. */
    private static Rejection rejection(Reason reason, String detail, byte[] value) {
        return new Rejection(reason, detail + StrayByte.in(value));
    }

    private static int amountLength(long minorUnits) {
        int digits = 1;
        for (long rest = minorUnits / 1000; rest > 0; rest /= 10) {
            digits++;
        }
        return minorUnits % 100 == 0 ? digits : digits + 3;
    }

    /** As {@link Money#toString()} has it, without its garbage: the generator does this for every payment. */
    private static void writeAmount(long minorUnits, byte[] value, int from) {
        int at = value.length;
        int cents = (int) (minorUnits % 100);
        if (cents != 0) {
            value[--at] = (byte) ('0' + cents % 10);
            value[--at] = (byte) ('0' + cents / 10);
            value[--at] = '.';
        }
        for (long rest = minorUnits / 100; at > from; rest /= 10) {
            value[--at] = (byte) ('0' + rest % 10);
        }
    }

    private static int indexOfSpace(byte[] value, int from) {
        int i = from;
        while (i < value.length && value[i] != ' ') {
            i++;
        }
        return Math.min(i, value.length);
    }

    /** The amount in minor units, or -1. */
    private static long amount(byte[] value, int from) {
        if (value.length - from > MAX_AMOUNT_BYTES) {
            return -1;
        }
        long units = 0;
        int point = -1;
        for (int i = from; i < value.length; i++) {
            int digit = value[i] - '0';
            if (digit >= 0 && digit <= 9) {
                units = units * 10 + digit;
            } else if (value[i] == '.' && point < 0 && i > from) {
                point = i;
            } else {
                return -1;
            }
        }
        int decimals = point < 0 ? 0 : value.length - point - 1;
        if (value.length == from || decimals > 2 || (point >= 0 && decimals == 0)) {
            return -1;
        }
        if (units > Money.MAX_MINOR_UNITS) {
            return -1;
        }
        return decimals == 2 ? units : units * (decimals == 1 ? 10 : 100);
    }
}
