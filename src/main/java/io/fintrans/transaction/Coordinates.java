package io.fintrans.transaction;

/**
 * Where Kafka keeps a payment, which is also its id: {@code topic-partition-offset}.
 *
 * @param partition from 0
 * @param offset from 0
 */
public record Coordinates(String topic, int partition, long offset) {
    /** @throws IllegalArgumentException if {@code id} is not {@code topic-partition-offset} */
    public static Coordinates parse(String id) {
        int last = id.lastIndexOf('-');
        int middle = id.lastIndexOf('-', last - 1);
        if (middle < 1) {
            throw new IllegalArgumentException("A transaction id is topic-partition-offset but was: " + id);
        }
        try {
            return new Coordinates(
                    id.substring(0, middle),
                    Integer.parseInt(id.substring(middle + 1, last)),
                    Long.parseLong(id.substring(last + 1)));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("A transaction id is topic-partition-offset but was: " + id, e);
        }
    }

    @Override
    public String toString() {
        return topic + "-" + partition + "-" + offset;
    }
}
