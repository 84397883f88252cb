package io.fintrans.packed;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.fintrans.transaction.Money;
import io.fintrans.transaction.Payment;
import io.fintrans.transaction.Payment.Kind;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;

/**
 * The columns that are absent from a record as long as no payment needs them. The first one that does fills them for all payments before
 * it.
 */
final class OptionalColumns {
    private static final int CODE = 3;

    private final Currency counted;
    private final List<Currency> currencies = new ArrayList<>();
    private final Column indexes = new Column();
    private final Column ids = new Column();
    private final Column kinds = new Column();
    private final Column returns = new Column();
    private final Column currencyNumbers = new Column();
    private final Column written = new Column();
    private final Column recordTimes = new Column();
    private final Column marks = new Column();
    private int present;

    OptionalColumns(Currency counted) {
        this.counted = counted;
    }

    /** Which columns a payment needs. */
    private int needs(Payment payment, long minorUnits, long recordTime, boolean marked) {
        int needs = payment.index() == 0 ? 0 : PackedForm.INDEX;
        needs |= payment.id() == Payment.NO_ID ? 0 : PackedForm.ID;
        needs |= payment.kind() == Kind.PAYMENT ? 0 : PackedForm.KIND;
        needs |= payment.returnOf() == Payment.NO_ID ? 0 : PackedForm.RETURN_OF;
        needs |= isAsCounted(payment, minorUnits) ? 0 : PackedForm.CURRENCY;
        needs |= payment.timeIn(recordTime) == recordTime ? 0 : PackedForm.RECORD_TIME;
        return needs | (marked ? PackedForm.MARKED : 0);
    }

    private boolean isAsCounted(Payment payment, long minorUnits) {
        return payment.amount().minorUnits() == minorUnits
                && payment.amount().currency().equals(counted);
    }

    /** How many bytes the payments before would take in columns that come with this one. */
    long growth(int before, Payment payment, long minorUnits, long recordTime, boolean marked) {
        int more = needs(payment, minorUnits, recordTime, marked) & ~present;
        int single = PackedForm.INDEX | PackedForm.KIND | PackedForm.CURRENCY | PackedForm.RECORD_TIME;
        int wide = PackedForm.ID | PackedForm.RETURN_OF;
        long each = Integer.bitCount(more & single) + (long) Long.BYTES * Integer.bitCount(more & wide);
        return each * before + ((more & PackedForm.MARKED) == 0 ? 0 : before / Byte.SIZE + 1);
    }

    /** Whether there is a number for the payment's currency. */
    boolean takes(Payment payment, long minorUnits) {
        return isAsCounted(payment, minorUnits)
                || currencies.size() < PackedForm.MOST_CURRENCIES
                || currencies.contains(payment.amount().currency());
    }

    void add(int before, Payment payment, long minorUnits, long recordTime, boolean marked) {
        int needs = needs(payment, minorUnits, recordTime, marked);
        if ((needs & ~present) != 0) {
            fill(needs & ~present, before);
            present |= needs;
        }
        if (present == 0) {
            return;
        }
        if (has(PackedForm.INDEX)) {
            indexes.putUnsigned(payment.index());
        }
        if (has(PackedForm.ID)) {
            ids.putFixed(payment.id());
        }
        if (has(PackedForm.KIND)) {
            kinds.put(PackedForm.numberOf(payment.kind()));
        }
        if (has(PackedForm.RETURN_OF)) {
            returns.putFixed(payment.returnOf());
        }
        if (has(PackedForm.CURRENCY)) {
            addCurrency(payment.amount(), isAsCounted(payment, minorUnits));
        }
        if (has(PackedForm.RECORD_TIME)) {
            recordTimes.putLong(recordTime - payment.timeIn(recordTime));
        }
        if (has(PackedForm.MARKED)) {
            marks.putBit(before, marked);
        }
    }

    private void addCurrency(Money amount, boolean asCounted) {
        if (asCounted) {
            currencyNumbers.put((byte) 0);
            return;
        }
        int number = currencies.indexOf(amount.currency());
        if (number < 0) {
            number = currencies.size();
            currencies.add(amount.currency());
        }
        currencyNumbers.put((byte) (number + 1));
        written.putLong(amount.minorUnits());
    }

    private void fill(int columns, int before) {
        indexes.putZeros((columns & PackedForm.INDEX) == 0 ? 0 : before);
        ids.putZeros((columns & PackedForm.ID) == 0 ? 0 : before * Long.BYTES);
        kinds.putZeros((columns & PackedForm.KIND) == 0 ? 0 : before);
        returns.putZeros((columns & PackedForm.RETURN_OF) == 0 ? 0 : before * Long.BYTES);
        currencyNumbers.putZeros((columns & PackedForm.CURRENCY) == 0 ? 0 : before);
        recordTimes.putZeros((columns & PackedForm.RECORD_TIME) == 0 ? 0 : before);
        marks.putZeros((columns & PackedForm.MARKED) == 0 ? 0 : (before + Byte.SIZE - 1) / Byte.SIZE);
    }

    private boolean has(int column) {
        return (present & column) != 0;
    }

    /** Bytes of all columns. */
    int size() {
        return indexes.size()
                + ids.size()
                + kinds.size()
                + returns.size()
                + currencyNumbers.size()
                + written.size()
                + recordTimes.size()
                + marks.size();
    }

    /** Bytes that the currencies take in the head. */
    int headSize() {
        return currencies.size() * CODE;
    }

    long capacity() {
        return (long) indexes.capacity()
                + ids.capacity()
                + kinds.capacity()
                + returns.capacity()
                + currencyNumbers.capacity()
                + written.capacity()
                + recordTimes.capacity()
                + marks.capacity();
    }

    /** Which columns there are, and what is counted. */
    void writeWhich(Column head) {
        head.putUnsigned(present);
        head.putAll(counted.getCurrencyCode().getBytes(US_ASCII));
    }

    void writeCurrencies(Column head) {
        if (has(PackedForm.CURRENCY)) {
            head.putUnsigned(currencies.size());
            currencies.forEach(each -> head.putAll(each.getCurrencyCode().getBytes(US_ASCII)));
        }
    }

    /** How many bytes the columns have whose values have no fixed length. */
    void writeSizes(Column head) {
        writeSize(PackedForm.INDEX, indexes, head);
        writeSize(PackedForm.CURRENCY, written, head);
        writeSize(PackedForm.RECORD_TIME, recordTimes, head);
    }

    private void writeSize(int column, Column values, Column head) {
        if (has(column)) {
            head.putUnsigned(values.size());
        }
    }

    void writeTo(ByteBuffer out) {
        indexes.writeTo(out);
        ids.writeTo(out);
        kinds.writeTo(out);
        returns.writeTo(out);
        currencyNumbers.writeTo(out);
        written.writeTo(out);
        recordTimes.writeTo(out);
        marks.writeTo(out);
    }

    void clear() {
        indexes.clear();
        ids.clear();
        kinds.clear();
        returns.clear();
        currencyNumbers.clear();
        written.clear();
        recordTimes.clear();
        marks.clear();
        currencies.clear();
        present = 0;
    }
}
