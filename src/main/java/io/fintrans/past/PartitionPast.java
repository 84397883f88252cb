package io.fintrans.past;

import io.fintrans.topic.record.Consumed;
import io.fintrans.topic.record.PaymentReader;
import io.fintrans.topic.record.TimeBounds;
import io.fintrans.transaction.Payment;
import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** The payments of one partition that were read and not yet given out, in its order. */
final class PartitionPast implements Comparable<PartitionPast> {
    private final Stretch.Part part;
    private final int number;
    private final RejectedPlaces.Cursor rejected;
    private final Deque<PastPayment> payments = new ArrayDeque<>();
    private long partitionTime = Consumed.NO_TIME;
    private long reached = Long.MIN_VALUE;
    private boolean finished;
    private boolean paused;
    private long leftOut;

    /** @param number decides which partition comes first where two have come equally far */
    PartitionPast(Stretch.Part part, int number, RejectedPlaces.Cursor rejected) {
        this.part = part;
        this.number = number;
        this.rejected = rejected;
    }

    Stretch.Part part() {
        return part;
    }

    /** Takes in a record: its payments are kept, unless they were rejected or cannot be. */
    void add(ConsumerRecord<byte[], byte[]> record, PaymentReader reader, TimeBounds bounds) {
        if (record.offset() >= part.end()) {
            return;
        }
        Consumed consumed = reader.read(record);
        long possible = consumed.judge(record.timestamp(), partitionTime, bounds);
        partitionTime = Math.max(partitionTime, possible);
        if (consumed.decoded() instanceof Payment only) {
            keep(record, only);
        } else {
            consumed.payments().forEach(payment -> keep(record, payment));
        }
    }

    private void keep(ConsumerRecord<byte[], byte[]> record, Payment payment) {
        if (rejected.has(record.offset(), payment.index())) {
            leftOut++;
            return;
        }
        PastPayment past = new PastPayment(
                payment,
                part.partition().topic(),
                record.partition(),
                record.offset(),
                payment.timeIn(record.timestamp()),
                null);
        if (payments.isEmpty()) {
            reached = Math.max(reached, past.time());
        }
        payments.add(past);
    }

    /** The next payment; what {@link #reached} says is of the one behind it then. */
    PastPayment take() {
        PastPayment taken = payments.remove();
        PastPayment next = payments.peek();
        if (next != null) {
            reached = Math.max(reached, next.time());
        }
        return taken;
    }

    /** How far in time the partition has come with its next payment. */
    long reached() {
        return reached;
    }

    int size() {
        return payments.size();
    }

    boolean isEmpty() {
        return payments.isEmpty();
    }

    /** Whether nothing more will come, from where the consumer stands. */
    boolean finish(long position) {
        finished |= position >= part.end();
        return finished;
    }

    boolean isPaused() {
        return paused;
    }

    void paused(boolean now) {
        paused = now;
    }

    /** How many payments were left out, because the detector had rejected them. */
    long leftOut() {
        return leftOut;
    }

    @Override
    public int compareTo(PartitionPast other) {
        return reached == other.reached ? Integer.compare(number, other.number) : Long.compare(reached, other.reached);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return number;
    }
}
