package io.fintrans.transaction;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where Kafka keeps a payment, which is also its id: {@code topic-partition-offset}.
 *
 * @param partition from 0
 * @param offset from 0
 */
public record Coordinates(String topic, int partition, long offset) {
    /** Only what {@link #toString} writes: no plus sign, no leading zero, no digits of other scripts. */
    private static final Pattern ID = Pattern.compile("([A-Za-z0-9._-]+)-(0|[1-9][0-9]*)-(0|[1-9][0-9]*)");

    /** @throws IllegalArgumentException if {@code id} is not {@code topic-partition-offset} */
    public static Coordinates parse(String id) {
        Matcher matcher = ID.matcher(id);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("A transaction id is topic-partition-offset but was: " + id);
        }
        try {
            return new Coordinates(
                    matcher.group(1), Integer.parseInt(matcher.group(2)), Long.parseLong(matcher.group(3)));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("A transaction id is topic-partition-offset but was: " + id, e);
        }
    }

    @Override
    public String toString() {
        return topic + "-" + partition + "-" + offset;
    }
}
