package io.fintrans.transaction;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where Kafka keeps a payment, which is also its id: {@code topic-partition-offset}, and {@code topic-partition-offset.index} for all but
 * the first payment of a record that has several.
 *
 * @param partition from 0
 * @param offset from 0
 * @param index place in the record, from 0 to less than {@link Payments#MOST}
 */
public record Coordinates(String topic, int partition, long offset, int index) {
    /** Only what {@link #toString} writes: no plus sign, no leading zero, no digits of other scripts. */
    private static final Pattern ID =
            Pattern.compile("([A-Za-z0-9._-]+)-(0|[1-9][0-9]*)-(0|[1-9][0-9]*)(?:\\.([1-9][0-9]{0,3}))?");

    private static final String WANTED =
            "A transaction id is topic-partition-offset, with .index behind it for a payment that is not the first of its"
                    + " record, but was: ";

    /** Of a record, and of its first payment. */
    public Coordinates(String topic, int partition, long offset) {
        this(topic, partition, offset, 0);
    }

    /** @throws IllegalArgumentException if {@code id} is not what {@link #toString} writes */
    public static Coordinates parse(String id) {
        Matcher matcher = ID.matcher(id);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(WANTED + id);
        }
        try {
            int index = matcher.group(4) == null ? 0 : Integer.parseInt(matcher.group(4));
            if (index >= Payments.MOST) {
                throw new IllegalArgumentException(WANTED + id);
            }
            int partition = Integer.parseInt(matcher.group(2));
            return new Coordinates(matcher.group(1), partition, Long.parseLong(matcher.group(3)), index);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(WANTED + id, e);
        }
    }

    /** Of the record that the payment is in. */
    public Coordinates ofRecord() {
        return index == 0 ? this : new Coordinates(topic, partition, offset);
    }

    @Override
    public String toString() {
        String record = topic + "-" + partition + "-" + offset;
        return index == 0 ? record : record + "." + index;
    }
}
