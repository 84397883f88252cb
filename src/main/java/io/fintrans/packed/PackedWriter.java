package io.fintrans.packed;

import io.fintrans.transaction.Money;
import io.fintrans.transaction.Payment;
import java.nio.ByteBuffer;
import java.util.Currency;

/**
 * Packs payments into a record, in the order in which they are added, and then into the next one. Its memory is used again, so that only
 * the records themselves become garbage. For one thread.
 *
 * <pre>{@code
 * if (!writer.add(payment, counted, recordTime, topic, partition, offset, false)) {
 *     send(writer.take(header()));
 *     writer.add(payment, counted, recordTime, topic, partition, offset, false);
 * }
 * }</pre>
 */
public final class PackedWriter {
    /** How large a record may become, in bytes, without what its user puts before it: well under the 1 MB that Kafka takes by default. */
    public static final int FULL = 512 * 1024;

    /** More than a payment adds in any case: two names, a topic's name, and 11 values. */
    private static final int LARGEST_PAYMENT = 2 * 64 + PackedForm.LONGEST_TOPIC + 11 * 10 + 64;
    /** More than the head has without its names and tables. */
    private static final int HEAD = 64;
    /** Numbers in the head of one length of names; of an origin. */
    private static final int LENGTH = 6;

    private static final int ORIGIN = 16;

    private final int full;
    private final OptionalColumns optional;
    private final AccountNumbers accounts = new AccountNumbers();
    private final OriginNumbers origins = new OriginNumbers();
    private final Column times = new Column();
    private final Column amounts = new Column();
    private final Numbers originNumbers = new Numbers();
    private final Column offsets = new Column();
    private final Column head = new Column();
    private int payments;
    private long firstTime;
    private long lastTime;

    /** @param counted the currency in which amounts are counted */
    public PackedWriter(Currency counted) {
        this(counted, FULL);
    }

    /** @param full how large a record may become, in bytes, up to 8 MiB; one payment always fits */
    public PackedWriter(Currency counted, int full) {
        if (full < 0 || full > 8 << 20) {
            throw new IllegalArgumentException("a record has up to 8 MiB but was to have " + full + " bytes");
        }
        this.full = full;
        this.optional = new OptionalColumns(counted);
    }

    /**
     * Adds a payment, unless the record would become too large. Nothing has changed then: {@link #take} it, and add the payment again.
     *
     * @param payment with its amount as written; its index says which of its record it is
     * @param counted its amount as counted, in minor units of the currency in which amounts are counted; 0 to {@link
     *     Money#MAX_MINOR_UNITS}
     * @param recordTime its record's timestamp, in milliseconds since 1970
     * @param topic where it was read, as are {@code partition} and {@code offset}; the offset is less than 2^48
     * @param marked whether it came too late for rules that must see payments in order
     * @return whether it was added
     * @throws IllegalArgumentException if no reader would take it
     */
    public boolean add(
            Payment payment, long counted, long recordTime, String topic, int partition, long offset, boolean marked) {
        long time = payment.timeIn(recordTime);
        check(counted, time, recordTime, topic, partition, offset);
        if (payments > 0 && !fits(payment, counted, recordTime, topic, partition, marked)) {
            accounts.settle();
            if (!fits(payment, counted, recordTime, topic, partition, marked)) {
                return false;
            }
        }
        if (payments == 0) {
            firstTime = time;
            lastTime = time;
        }
        accounts.add(payment.source());
        accounts.add(payment.target());
        times.putLong(time - lastTime);
        lastTime = time;
        amounts.putLong(counted);
        int origin = origins.numberOf(topic, partition, offset);
        originNumbers.add(origin);
        offsets.putLong(origins.step(origin, offset));
        optional.add(payments, payment, counted, recordTime, marked);
        payments++;
        return true;
    }

    private static void check(long counted, long time, long recordTime, String topic, int partition, long offset) {
        if (counted < 0 || counted > Money.MAX_MINOR_UNITS || time < 0 || recordTime < 0) {
            throw new IllegalArgumentException(
                    "a payment of the amount " + counted + " at " + time + " cannot be packed");
        }
        if (topic.isEmpty() || topic.length() > PackedForm.LONGEST_TOPIC || partition < 0) {
            throw new IllegalArgumentException("no payment is read from " + topic + "-" + partition);
        }
        if (offset < 0 || offset >= PackedForm.MAX_OFFSET) {
            throw new IllegalArgumentException("no payment is read at the offset " + offset);
        }
    }

    private boolean fits(Payment payment, long counted, long recordTime, String topic, int partition, boolean marked) {
        return (origins.size() < PackedForm.MOST_ORIGINS || origins.knows(topic, partition))
                && optional.takes(payment, counted)
                && size(2) + LARGEST_PAYMENT + optional.growth(payments, payment, counted, recordTime, marked) <= full;
    }

    /** How many payments have been added since the last record. */
    public int payments() {
        return payments;
    }

    /** How many partitions they came from, which have numbers in the record from 0 on. */
    public int origins() {
        return origins.size();
    }

    /** @param origin from 0 */
    public String topic(int origin) {
        return origins.topic(origin);
    }

    /** @param origin from 0 */
    public int partition(int origin) {
        return origins.partition(origin);
    }

    public boolean isEmpty() {
        return payments == 0;
    }

    /** No less than the bytes that the record has if it is taken now, and hardly more. */
    public int size() {
        accounts.settle();
        return size(0);
    }

    /** The same with so many more accounts and partitions, which may make all numbers wider. */
    private int size(int more) {
        int numbers = payments * (2 * PackedForm.width(accounts.size() + more) + originWidth(origins.size() + more));
        int columns = numbers + times.size() + amounts.size() + offsets.size() + optional.size();
        int tables = accounts.bytes() + accounts.lengths() * LENGTH + origins.nameBytes() + origins.size() * ORIGIN;
        return HEAD + tables + optional.headSize() + columns;
    }

    private static int originWidth(int origins) {
        return origins < 2 ? 0 : PackedForm.width(origins);
    }

    /** The memory that the writer holds, in bytes, without the records that it gave away. */
    public long memory() {
        return accounts.capacity()
                + times.capacity()
                + amounts.capacity()
                + originNumbers.capacity()
                + offsets.capacity()
                + head.capacity()
                + optional.capacity();
    }

    /**
     * The record with all payments added so far, of which there may be none; adding then starts anew.
     *
     * @param before what the record is to begin with: from its position to its limit
     */
    public byte[] take(ByteBuffer before) {
        accounts.settle();
        writeHead();
        int width = PackedForm.width(accounts.size());
        int originWidth = originWidth(origins.size());
        int body = payments == 0
                ? 0
                : accounts.bytes()
                        + payments * (2 * width + originWidth)
                        + times.size()
                        + amounts.size()
                        + offsets.size()
                        + optional.size();
        ByteBuffer out = ByteBuffer.allocate(before.remaining() + head.size() + body);
        out.put(before);
        head.writeTo(out);
        if (payments > 0) {
            writeColumns(out, width, originWidth);
        }
        clear();
        return out.array();
    }

    private void writeHead() {
        head.clear();
        head.put(PackedForm.FORM);
        head.putUnsigned(payments);
        if (payments == 0) {
            return;
        }
        optional.writeWhich(head);
        origins.writeTo(head);
        optional.writeCurrencies(head);
        head.putLong(firstTime);
        accounts.writeLengths(head);
        head.putUnsigned(times.size());
        head.putUnsigned(amounts.size());
        head.putUnsigned(offsets.size());
        optional.writeSizes(head);
    }

    private void writeColumns(ByteBuffer out, int width, int originWidth) {
        accounts.writeNames(out);
        accounts.writeNumbers(out, 0, width);
        accounts.writeNumbers(out, 1, width);
        times.writeTo(out);
        amounts.writeTo(out);
        if (originWidth > 0) {
            originNumbers.writeTo(out, originWidth);
        }
        offsets.writeTo(out);
        optional.writeTo(out);
    }

    /** Forgets what has been added since the last record. */
    public void clear() {
        accounts.clear();
        origins.clear();
        times.clear();
        amounts.clear();
        originNumbers.clear();
        offsets.clear();
        optional.clear();
        payments = 0;
    }
}
