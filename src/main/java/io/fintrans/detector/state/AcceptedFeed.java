package io.fintrans.detector.state;

import io.fintrans.accepted.AcceptedWriter;
import io.fintrans.packed.PackedWriter;
import java.time.Duration;

/**
 * What one task sends to {@code fintrans.accepted}: the payments of each record of its journal, in the same transaction, so that each payment
 * that its window took is there once; and how far its window has come, also when it took none.
 */
public final class AcceptedFeed {
    private final Settings settings;
    private final AcceptedWriter writer;
    private final PaymentWindow window;
    private final byte[] key;
    private long told = AcceptedWriter.NO_WATERMARK;

    /**
     * What the feeds of all tasks have in common.
     *
     * @param sink child of the processor that gets the records
     * @param owners tasks that accounts are spread over
     * @param lateness L
     */
    public record Settings(String sink, int owners, Duration lateness) {
        long latenessMillis() {
            return lateness.toMillis();
        }
    }

    AcceptedFeed(Settings settings, String application, int task, PaymentWindow window) {
        this.settings = settings;
        this.writer = new AcceptedWriter(application, task);
        this.window = window;
        this.key = AcceptedWriter.key(task);
    }

    String sink() {
        return settings.sink();
    }

    byte[] key() {
        return key;
    }

    /** Whether a payment comes so late that rules which must see payments in order leave it out: more than L behind. */
    boolean isBehind(long time) {
        long reached = reached();
        return reached != AcceptedWriter.NO_WATERMARK && time < reached - settings.latenessMillis();
    }

    /** Whether nobody knows yet how far the window has come. */
    boolean isDue() {
        long reached = reached();
        return reached != AcceptedWriter.NO_WATERMARK
                && (told == AcceptedWriter.NO_WATERMARK || reached - told > settings.latenessMillis() / 8);
    }

    /** Notes how much was counted from the partitions of the payments that are sent next. */
    void count(PackedWriter payments, Origins origins) {
        for (int i = 0; i < payments.origins(); i++) {
            int origin = origins.numberOf(payments.topic(i), payments.partition(i));
            writer.counted(origins.count(origin), origins.sum(origin));
        }
    }

    /** The value of the next record, with the payments that {@code packed} ends with, from {@code from} on. */
    byte[] take(byte[] packed, int from) {
        told = reached();
        return writer.take(settings.owners(), told, packed, from);
    }

    /** How far the window follows; with one task, which follows nobody, how far its payments have come. */
    private long reached() {
        boolean alone = window.watermark() == Long.MAX_VALUE;
        return alone ? window.time() : Math.max(window.time(), window.watermark());
    }
}
