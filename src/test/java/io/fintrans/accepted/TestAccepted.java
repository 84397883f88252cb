package io.fintrans.accepted;

import io.fintrans.packed.PackedWriter;
import io.fintrans.transaction.Money;
import io.fintrans.transaction.Payment;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** Makes records of {@code fintrans.accepted} of payments and counters that a test gives. */
public final class TestAccepted {
    /** What a task has counted from a partition. */
    private record Counter(long count, long sum) {}

    private final AcceptedWriter writer;
    private final PackedWriter payments;
    private final Map<String, Counter> counters = new HashMap<>();

    public TestAccepted(String application, int task) {
        this(application, task, PackedWriter.FULL);
    }

    TestAccepted(String application, int task, int full) {
        this.writer = new AcceptedWriter(application, task);
        this.payments = new PackedWriter(Money.USD, full);
    }

    /** Adds a payment, with what has been counted with it; whether it fits. */
    public boolean add(
            Payment payment,
            long recordTime,
            String topic,
            int partition,
            long offset,
            boolean marked,
            long count,
            long sum) {
        long amount = payment.amount().minorUnits();
        if (!payments.add(payment, amount, recordTime, topic, partition, offset, marked)) {
            return false;
        }
        counters.put(topic + "-" + partition, new Counter(count, sum));
        return true;
    }

    public byte[] take(int tasks, long watermark) {
        for (int i = 0; i < payments.origins(); i++) {
            Counter counter = Objects.requireNonNull(counters.get(payments.topic(i) + "-" + payments.partition(i)));
            writer.counted(counter.count(), counter.sum());
        }
        return writer.take(tasks, watermark, payments.take(ByteBuffer.allocate(0)), 0);
    }
}
