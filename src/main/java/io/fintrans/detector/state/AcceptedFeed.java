package io.fintrans.detector.state;

import io.fintrans.accepted.AcceptedWriter;
import io.fintrans.streams.CommitStore;
import io.fintrans.transaction.Money;
import io.fintrans.transaction.Payment;
import java.time.Duration;
import java.util.Objects;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.StoreBuilder;
import org.jspecify.annotations.Nullable;

/**
 * What one task sends to {@code fintrans.accepted}: each payment that its window took, once, in the transaction that counts it; and how far
 * its window has come, also when it took none.
 */
public final class AcceptedFeed extends CommitStore {
    private final Settings settings;
    private final MemoryShare memory;
    private @Nullable AcceptedWriter writer;
    private @Nullable WindowStore window;
    private long told = AcceptedWriter.NO_WATERMARK;

    /**
     * What the feeds of all tasks have in common.
     *
     * @param sink child of the processor that gets the records
     * @param owners tasks that accounts are spread over
     * @param lateness L
     * @param budget for the memory that the feeds take
     */
    public record Settings(String sink, int owners, Duration lateness, MemoryBudget budget) {
        long latenessMillis() {
            return lateness.toMillis();
        }
    }

    private AcceptedFeed(String name, Settings settings) {
        super(name);
        this.settings = settings;
        this.memory = new MemoryShare(settings.budget());
    }

    /** Tells Streams how to make the feed of a task. */
    public static StoreBuilder<AcceptedFeed> builder(String name, Settings settings) {
        return builder(name, () -> new AcceptedFeed(name, settings));
    }

    /** Begins with the payments of a window; to be called in the processor's {@code init}. */
    public void begin(ProcessorContext<byte[], ?> context, WindowStore store) {
        sendFrom(context);
        window = store;
        writer = new AcceptedWriter(application(), task(), Money.USD);
        told = AcceptedWriter.NO_WATERMARK;
    }

    /** Whether a payment comes so late that rules which must see payments in order leave it out: more than L behind. */
    public boolean isBehind(long time) {
        long reached = reached();
        return reached != AcceptedWriter.NO_WATERMARK && time < reached - settings.latenessMillis();
    }

    /**
     * Takes note of a payment that the window took.
     *
     * @param time of the payment, in milliseconds since 1970
     * @param recordTime its record's timestamp
     * @param behind whether it was {@link #isBehind} before the window took it
     */
    public void took(
            Payment payment, long time, long recordTime, String topic, int partition, long offset, boolean behind) {
        AcceptedWriter open = Objects.requireNonNull(writer);
        Payment timed = payment.timeIn(recordTime) == time ? payment : at(payment, time);
        Origins origins = Objects.requireNonNull(window).origins();
        int origin = origins.numberOf(topic, partition);
        long count = origins.count(origin);
        long sum = origins.sum(origin);
        if (!open.add(timed, recordTime, topic, partition, offset, behind, count, sum)) {
            send(open);
            open.add(timed, recordTime, topic, partition, offset, behind, count, sum);
        }
    }

    private static Payment at(Payment payment, long time) {
        return new Payment(
                payment.source(),
                payment.target(),
                payment.amount(),
                time,
                payment.id(),
                payment.kind(),
                payment.returnOf(),
                payment.index());
    }

    /** How far the window follows; with one task, which follows nobody, how far its payments have come. */
    private long reached() {
        PaymentWindow open = Objects.requireNonNull(window).window();
        boolean alone = open.watermark() == Long.MAX_VALUE;
        return alone ? open.time() : Math.max(open.time(), open.watermark());
    }

    @Override
    protected void open() {
        writer = null;
        window = null;
    }

    @Override
    protected void beforeCommit() {
        if (writer != null && (!writer.isEmpty() || isDue())) {
            send(writer);
        }
    }

    /** Whether nobody knows yet how far the window has come. */
    private boolean isDue() {
        long reached = reached();
        return reached != AcceptedWriter.NO_WATERMARK
                && (told == AcceptedWriter.NO_WATERMARK || reached - told > settings.latenessMillis() / 8);
    }

    private void send(AcceptedWriter open) {
        told = reached();
        send(AcceptedWriter.key(task()), open.take(settings.owners(), told), now(), settings.sink());
        memory.set(open.memory());
    }

    @Override
    protected void release() {
        memory.set(0);
    }
}
