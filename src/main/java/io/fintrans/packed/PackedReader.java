package io.fintrans.packed;

import io.fintrans.transaction.AccountId;
import io.fintrans.transaction.Coordinates;
import io.fintrans.transaction.Money;
import io.fintrans.transaction.Payment;
import io.fintrans.transaction.Payment.Kind;
import java.util.Currency;

/**
 * Walks over the payments that {@link PackedWriter} packed, without an object for each. It can be used for record after record. For one thread.
 *
 * <pre>{@code
 * reader.open(value, from, value.length);
 * while (reader.next()) {
 *     use(reader.payment(), reader.counted(), reader.topic(), reader.partition(), reader.offset());
 * }
 * }</pre>
 *
 * <p>Anybody who may write to a topic can have put anything there. So no memory is taken for a length that the record does not have, and
 * what cannot be read is refused with an {@link IllegalArgumentException} that says why, by {@link #open} or by the step that comes to it.
 * Whoever must not take in half of a record calls {@link #check} first.
 */
public final class PackedReader {
    private static final byte[] NONE = {};

    private final RecordHead head = new RecordHead();
    private final AccountNames accounts = new AccountNames();
    private final PaymentColumns columns = new PaymentColumns(head, accounts);
    private final RecordBytes in = new RecordBytes();
    private byte[] record = NONE;
    private int first;
    private int end;

    /**
     * Goes before the first payment of a record. Its columns are looked at by {@link #next}, and the names of its accounts before the first
     * payment.
     *
     * @param value holds the record; it must not change as long as it is read
     * @param from where the packed payments begin
     * @param to where they end
     * @throws io.fintrans.transaction.Form.NewerFormException if a newer version of fintrans packed them
     * @throws IllegalArgumentException if they are no packed payments, or do not end there
     */
    public void open(byte[] value, int from, int to) {
        if (from < 0 || from > to || to > value.length) {
            throw new IllegalArgumentException("the packed payments are not within their record");
        }
        in.open(value, from, to);
        head.read(in, accounts);
        accounts.open(in);
        record = value;
        first = in.at();
        end = to;
        columns.open(in);
    }

    /** Goes before the first payment again. */
    public void rewind() {
        in.open(record, first, end);
        columns.open(in);
    }

    /**
     * Looks at all payments once, and goes before the first again.
     *
     * @throws IllegalArgumentException if one cannot be read; without this, a walk comes to its end
     */
    public void check() {
        rewind();
        while (columns.next()) {
            // Each step looks at all that the payment has.
        }
        rewind();
    }

    /** How many payments there are. */
    public int payments() {
        return head.payments();
    }

    /** The currency in which amounts are counted; only if there are payments. */
    public Currency currency() {
        return head.currency();
    }

    /** How many partitions the payments were read from. */
    public int origins() {
        return head.origins();
    }

    /** @param origin from 0 */
    public String topic(int origin) {
        return head.topic(origin);
    }

    /** @param origin from 0 */
    public int partition(int origin) {
        return head.partition(origin);
    }

    /** How many accounts there are. */
    public int accounts() {
        return accounts.size();
    }

    /**
     * The account of a number.
     *
     * @param number from 0
     */
    public AccountId account(int number) {
        return accounts.get(number);
    }

    /**
     * The number of an account, found in the time that a search in a sorted list takes, without looking at any payment.
     *
     * @return -1 if the record does not name it: no payment is from it or to it
     */
    public int find(AccountId account) {
        return head.payments() == 0 ? -1 : accounts.find(account);
    }

    /**
     * Goes to the next payment; what follows is about that one.
     *
     * @return false if there is none
     * @throws IllegalArgumentException if it cannot be read
     */
    public boolean next() {
        return columns.next();
    }

    /** The number of the account that pays. */
    public int source() {
        return columns.source();
    }

    /** The number of the account that is paid. */
    public int target() {
        return columns.target();
    }

    /** When it happened, in milliseconds since 1970. */
    public long time() {
        return columns.time();
    }

    /** Its record's timestamp, in milliseconds since 1970. */
    public long recordTime() {
        return columns.recordTime();
    }

    /** Its amount as counted, in minor units of {@link #currency}. */
    public long counted() {
        return columns.counted();
    }

    /** Its amount as written. */
    public Money written() {
        return columns.written();
    }

    /** The number of the partition that it was read from. */
    public int origin() {
        return columns.origin();
    }

    /** The topic that it was read from. */
    public String topic() {
        return head.topic(columns.origin());
    }

    /** The partition that it was read from. */
    public int partition() {
        return head.partition(columns.origin());
    }

    /** The offset of its record. */
    public long offset() {
        return columns.offset();
    }

    /** Its place in its record. */
    public int index() {
        return columns.index();
    }

    /** Hash of the id that its format gave it; {@link Payment#NO_ID} for none. */
    public long id() {
        return columns.id();
    }

    public Kind kind() {
        return columns.kind();
    }

    /** Of what comes back, the hash of the id of the payment that it is about; otherwise {@link Payment#NO_ID}. */
    public long returnOf() {
        return columns.returnOf();
    }

    /** Whether it came too late for rules that must see payments in order. */
    public boolean isMarked() {
        return columns.isMarked();
    }

    /** Where Kafka keeps it. */
    public Coordinates coordinates() {
        return new Coordinates(topic(), partition(), offset(), index());
    }

    /** The payment, with accounts that do not keep the record; {@link Payment#NO_TIME} where its time is its record's. */
    public Payment payment() {
        long time = time() == recordTime() ? Payment.NO_TIME : time();
        return new Payment(account(source()), account(target()), written(), time, id(), kind(), returnOf(), index());
    }
}
