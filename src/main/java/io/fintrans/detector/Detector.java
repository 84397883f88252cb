package io.fintrans.detector;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fintrans.alert.Alert;
import io.fintrans.alert.AlertJson;
import io.fintrans.detector.PairDetector.TotalTooLargeException;
import io.fintrans.detector.state.WindowStore;
import io.fintrans.transaction.Coordinates;
import io.fintrans.transaction.Rejection;
import io.fintrans.transaction.Rejection.Reason;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** The node that holds payments against the rule; it sends alerts on, and rejects what comes too late to count. */
final class Detector implements Processor<byte[], Arrival, byte[], byte[]> {
    private static final Rejection LATE =
            new Rejection(Reason.LATE, "the payment is too old to count in any window that is held");
    private static final Rejection TOTAL_TOO_LARGE = new Rejection(
            Reason.TOTAL_TOO_LARGE, "with this payment the total of its pair would not fit 63 bits of minor units");

    /** Far more often than a journal's retention can be. */
    private static final Duration KEEP_COUNTS = Duration.ofHours(12);

    private final DetectorSettings settings;
    private final Consumer<Alert> listener;
    private final IntSupplier tasks;
    private final Watermarks watermarks;
    private ProcessorContext<byte[], byte[]> context;
    private WindowStore store;
    private PairDetector pairs;
    private boolean alone;

    /**
     * Makes the node of one task.
     *
     * @param tasks how many there are by now
     * @param listener is told each alert when it is raised, which may be again after a crash
     */
    @SuppressWarnings("NullAway.Init") // Streams calls init first.
    Detector(DetectorSettings settings, IntSupplier tasks, Consumer<Alert> listener) {
        this.settings = settings;
        this.listener = listener;
        this.tasks = tasks;
        this.watermarks = new Watermarks(tasks);
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> processorContext) {
        context = processorContext;
        store = processorContext.getStateStore(DetectorTopology.WINDOW);
        pairs = new PairDetector(settings, store);
        alone = Watermarks.isUnlimited(store.window().watermark());
        processorContext.schedule(KEEP_COUNTS, PunctuationType.WALL_CLOCK_TIME, time -> store.keepCounts());
    }

    @Override
    public void process(Record<byte[], Arrival> consumed) {
        if (alone && tasks.getAsInt() > 1) {
            alone = false;
            store.follow(Watermarks.first(tasks.getAsInt()));
        }
        if (consumed.value() instanceof Payment payment) {
            handle(consumed, payment);
        } else if (consumed.value() instanceof Watermark watermark) {
            follow(watermark);
        }
    }

    private void follow(Watermark watermark) {
        long now = context.currentSystemTimeMs();
        watermarks.heard(watermark, now);
        long reached = watermarks.reached(now);
        if (reached > store.window().watermark()) {
            store.follow(reached);
        }
    }

    private void handle(Record<byte[], Arrival> consumed, Payment payment) {
        if (pairs.isLate(consumed.timestamp())) {
            reject(consumed, payment, LATE);
            return;
        }
        Alert alert;
        try {
            alert = pairs.handle(payment, consumed.timestamp());
        } catch (TotalTooLargeException e) {
            reject(consumed, payment, TOTAL_TOO_LARGE);
            return;
        }
        if (alert != null) {
            send(alert, consumed.timestamp());
        }
    }

    private void send(Alert alert, long time) {
        listener.accept(alert);
        context.forward(
                new Record<>(alert.id().toString().getBytes(UTF_8), AlertJson.write(alert), time),
                DetectorTopology.TO_ALERTS);
    }

    private void reject(Record<byte[], Arrival> consumed, Payment payment, Rejection rejection) {
        context.forward(
                RejectedRecords.of(
                        consumed.withValue(payment.value()),
                        rejection,
                        new Coordinates(payment.topic(), payment.partition(), payment.offset()),
                        consumed.timestamp(),
                        context.currentSystemTimeMs()),
                DetectorTopology.TO_REJECTED);
    }
}
