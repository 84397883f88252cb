package io.fintrans.packed;

import io.fintrans.transaction.Money;
import io.fintrans.transaction.Payment;
import io.fintrans.transaction.Payment.Kind;
import io.fintrans.transaction.Payments;
import java.util.Currency;

/** The columns of a record, all at the same payment. */
final class PaymentColumns {
    private final RecordHead head;
    private final AccountNames accounts;
    private final RecordBytes sources = new RecordBytes();
    private final RecordBytes targets = new RecordBytes();
    private final RecordBytes times = new RecordBytes();
    private final RecordBytes amounts = new RecordBytes();
    private final RecordBytes originNumbers = new RecordBytes();
    private final RecordBytes offsets = new RecordBytes();
    private final RecordBytes indexes = new RecordBytes();
    private final RecordBytes ids = new RecordBytes();
    private final RecordBytes kinds = new RecordBytes();
    private final RecordBytes returns = new RecordBytes();
    private final RecordBytes currencyNumbers = new RecordBytes();
    private final RecordBytes writtenAmounts = new RecordBytes();
    private final RecordBytes recordTimes = new RecordBytes();
    private final RecordBytes marks = new RecordBytes();
    /** Those whose values have no fixed length. */
    private final RecordBytes[] varying = {times, amounts, offsets, indexes, writtenAmounts, recordTimes};

    private int width;
    private int originWidth;
    private long[] lastOffsets = new long[0];
    private int place;
    private int source;
    private int target;
    private long time;
    private long counted;
    private int origin;
    private int index;
    private long id;
    private Kind kind = Kind.PAYMENT;
    private long returnOf;
    private Currency currency = Money.USD;
    private long written;
    private long recordTime;
    private int markBits;

    PaymentColumns(RecordHead head, AccountNames accounts) {
        this.head = head;
        this.accounts = accounts;
    }

    /** Goes before the first payment; the columns begin where {@code in} is, and must end where it does. */
    void open(RecordBytes in) {
        int payments = head.payments();
        width = PackedForm.width(accounts.size());
        originWidth = head.origins() < 2 ? 0 : PackedForm.width(head.origins());
        part(sources, in, (long) payments * width);
        part(targets, in, (long) payments * width);
        part(times, in, head.timeBytes());
        part(amounts, in, head.amountBytes());
        part(originNumbers, in, (long) payments * originWidth);
        part(offsets, in, head.offsetBytes());
        part(indexes, in, head.indexBytes());
        part(ids, in, ifThere(PackedForm.ID, (long) payments * Long.BYTES));
        part(kinds, in, ifThere(PackedForm.KIND, payments));
        part(returns, in, ifThere(PackedForm.RETURN_OF, (long) payments * Long.BYTES));
        part(currencyNumbers, in, ifThere(PackedForm.CURRENCY, payments));
        part(writtenAmounts, in, head.writtenBytes());
        part(recordTimes, in, head.recordTimeBytes());
        part(marks, in, ifThere(PackedForm.MARKED, ((long) payments + Byte.SIZE - 1) / Byte.SIZE));
        in.checkEnd();
        place = 0;
        time = head.firstTime();
        lastOffsets = head.firstOffsets(lastOffsets);
    }

    private static void part(RecordBytes column, RecordBytes in, long bytes) {
        int at = in.skip(bytes);
        column.open(in.bytes(), at, in.at());
    }

    private long ifThere(int column, long bytes) {
        return head.has(column) ? bytes : 0;
    }

    /** Goes to the next payment; false if there is none. */
    boolean next() {
        if (place == 0) {
            accounts.check();
        }
        if (place == head.payments()) {
            for (RecordBytes column : varying) {
                column.checkEnd();
            }
            return false;
        }
        source = account(sources);
        target = account(targets);
        time += times.signed();
        counted = amounts.signed();
        origin = originWidth == 0 ? 0 : originNumbers.number(originWidth);
        check(origin < head.origins(), "the packed payments name a partition that they do not list");
        lastOffsets[origin] += offsets.signed();
        readOptional();
        check(time >= 0 && recordTime >= 0, "the packed payments have a payment at an impossible time");
        check(
                counted >= 0 && counted <= Money.MAX_MINOR_UNITS && written > 0 && written <= Money.MAX_MINOR_UNITS,
                "the packed payments have a payment of an impossible amount");
        check(
                offset() >= 0 && offset() < PackedForm.MAX_OFFSET && index < Payments.MOST,
                "the packed payments have a payment at an impossible place");
        place++;
        return true;
    }

    private int account(RecordBytes numbers) {
        int number = numbers.number(width);
        check(number < accounts.size(), "the packed payments name an account that they do not list");
        return number;
    }

    private void readOptional() {
        index = head.has(PackedForm.INDEX) ? indexes.unsigned() : 0;
        id = head.has(PackedForm.ID) ? ids.fixed() : Payment.NO_ID;
        kind = head.has(PackedForm.KIND) ? PackedForm.kind(kinds.next()) : Kind.PAYMENT;
        returnOf = head.has(PackedForm.RETURN_OF) ? returns.fixed() : Payment.NO_ID;
        recordTime = time + (head.has(PackedForm.RECORD_TIME) ? recordTimes.signed() : 0);
        if (head.has(PackedForm.MARKED) && place % Byte.SIZE == 0) {
            markBits = marks.next();
        }
        int number = head.has(PackedForm.CURRENCY) ? currencyNumbers.next() & 0xff : 0;
        check(number <= head.currencies().length, "the packed payments name a currency that they do not list");
        currency = number == 0 ? head.currency() : head.currencies()[number - 1];
        written = number == 0 ? counted : writtenAmounts.signed();
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    int source() {
        return source;
    }

    int target() {
        return target;
    }

    long time() {
        return time;
    }

    long recordTime() {
        return recordTime;
    }

    long counted() {
        return counted;
    }

    Money written() {
        return new Money(written, currency);
    }

    int origin() {
        return origin;
    }

    long offset() {
        return lastOffsets[origin];
    }

    int index() {
        return index;
    }

    long id() {
        return id;
    }

    Kind kind() {
        return kind;
    }

    long returnOf() {
        return returnOf;
    }

    boolean isMarked() {
        return head.has(PackedForm.MARKED) && (markBits >> (place - 1) % Byte.SIZE & 1) != 0;
    }
}
