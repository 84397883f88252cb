package io.fintrans.topic.record;

import io.fintrans.transaction.Decoded;
import io.fintrans.transaction.Decoded.Entry;
import io.fintrans.transaction.Passed;
import io.fintrans.transaction.Payment;
import io.fintrans.transaction.Payments;
import io.fintrans.transaction.Rejection;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A record of a city's topic, decoded once: first what its bytes say, and, when it is known where the record stands in time, which
 * of its payments cannot be. All stages read payments from these, so all count the same ones. For one thread.
 */
public final class Consumed {
    /** In place of a time: nothing in the record has one that can be. */
    public static final long NO_TIME = -1;

    private final byte @Nullable [] value;
    private Decoded decoded;
    private long timestamp = NO_TIME;

    /** @param value as it came */
    Consumed(Decoded decoded, byte @Nullable [] value) {
        this.decoded = decoded;
        this.value = value;
    }

    /** The record's value as it came. */
    public byte @Nullable [] value() {
        return value;
    }

    /** What the record is; once {@link #judge} was asked, what has an impossible time is a rejection. */
    public Decoded decoded() {
        return decoded;
    }

    /** What is at the places of the record; nothing if it is passed. */
    public List<Entry> entries() {
        if (decoded instanceof Payments several) {
            return several.entries();
        }
        return decoded instanceof Entry one ? List.of(one) : List.of();
    }

    /** The payments of the record. */
    public List<Payment> payments() {
        if (decoded instanceof Payment only) {
            return List.of(only);
        }
        return entries().stream()
                .filter(Payment.class::isInstance)
                .map(Payment.class::cast)
                .toList();
    }

    /** The record's timestamp as it came, in milliseconds since 1970, when {@link #judge} was told. */
    public long timestamp() {
        return timestamp;
    }

    /**
     * Holds the times of the payments against what can be; of a record without a payment, its own.
     *
     * @param recordTime the record's timestamp
     * @param partitionTime as of {@link TimeBounds#reject}
     * @return the smallest time that can be, in milliseconds since 1970, or {@link #NO_TIME}
     */
    public long judge(long recordTime, long partitionTime, TimeBounds bounds) {
        timestamp = recordTime;
        if (decoded instanceof Payments several) {
            return judge(several, partitionTime, bounds);
        }
        long time = decoded instanceof Payment payment ? payment.timeIn(recordTime) : recordTime;
        Rejection impossible = bounds.reject(time, partitionTime);
        if (impossible == null) {
            return time;
        }
        decoded = impossible;
        return NO_TIME;
    }

    private long judge(Payments several, long partitionTime, TimeBounds bounds) {
        List<Entry> judged = new ArrayList<>(several.entries());
        long smallest = Long.MAX_VALUE;
        boolean paid = false;
        for (int i = 0; i < judged.size(); i++) {
            if (judged.get(i) instanceof Payment payment) {
                paid = true;
                long time = payment.timeIn(timestamp);
                Rejection impossible = bounds.reject(time, partitionTime);
                if (impossible == null) {
                    smallest = Math.min(smallest, time);
                } else {
                    judged.set(i, impossible);
                }
            }
        }
        decoded = new Payments(judged);
        if (!paid) {
            return bounds.reject(timestamp, partitionTime) == null ? timestamp : NO_TIME;
        }
        return smallest == Long.MAX_VALUE ? NO_TIME : smallest;
    }

    /** Whether nothing of it is counted, and rightly so. */
    public boolean isPassed() {
        return decoded instanceof Passed;
    }
}
