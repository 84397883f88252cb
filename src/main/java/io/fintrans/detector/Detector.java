package io.fintrans.detector;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fintrans.alert.Alert;
import io.fintrans.alert.AlertJson;
import io.fintrans.alert.Subgraph;
import io.fintrans.detector.judge.PairJudge;
import io.fintrans.detector.judge.PairJudge.TotalTooLargeException;
import io.fintrans.detector.judge.Revisions;
import io.fintrans.detector.rule.PairRules;
import io.fintrans.detector.state.AcceptedFeed;
import io.fintrans.detector.state.WindowStore;
import io.fintrans.topic.record.RejectionWords;
import io.fintrans.transaction.Rejection;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** The node that holds payments against the rules; it sends alerts on, and rejects what comes too late to count. */
final class Detector implements Processor<byte[], Arrival, byte[], byte[]> {
    /** Far more often than a journal's retention can be. */
    private static final Duration KEEP_COUNTS = Duration.ofHours(12);

    /** A version goes on to look at pairs while no payment comes. */
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final KnownRules known;
    private final boolean withAccepted;
    private final Consumer<Alert> listener;
    private final BooleanSupplier oneInput;
    private ProcessorContext<byte[], byte[]> context;
    private WindowStore store;
    private PairJudge pairs;
    private Strangers strangers;
    /** Null if it is switched off. */
    private @Nullable AcceptedFeed accepted;

    private PairRules rules;
    private int task;
    private boolean alone;

    /**
     * Makes the node of one task.
     *
     * @param known the rules
     * @param withAccepted whether what is counted is written on
     * @param oneInput whether there is no more than one input by now, whose time is that of all
     * @param listener is told each alert when it is raised, not when it is revised; that may be again after a crash
     */
    @SuppressWarnings("NullAway.Init") // Streams calls init first.
    Detector(KnownRules known, boolean withAccepted, BooleanSupplier oneInput, Consumer<Alert> listener) {
        this.known = known;
        this.withAccepted = withAccepted;
        this.listener = listener;
        this.oneInput = oneInput;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> processorContext) {
        context = processorContext;
        store = processorContext.getStateStore(DetectorTopology.WINDOW);
        rules = known.now();
        pairs = new PairJudge(context.applicationId(), rules, store, Subgraph.MOST);
        strangers = new Strangers(processorContext);
        if (withAccepted) {
            accepted = processorContext.getStateStore(DetectorTopology.ACCEPTED);
            accepted.begin(processorContext, store);
        }
        task = processorContext.taskId().partition();
        alone = oneInput.getAsBoolean();
        if (alone || Watermarks.isUnlimited(pairs.watermark())) {
            pairs.reaches(Watermarks.first(alone));
        }
        processorContext.schedule(KEEP_COUNTS, PunctuationType.WALL_CLOCK_TIME, time -> store.keepCounts());
        processorContext.schedule(LOOK, PunctuationType.WALL_CLOCK_TIME, time -> {
            if (pairs.isBehind()) {
                send(pairs.before(Long.MIN_VALUE));
            }
        });
        processorContext.schedule(Revisions.EVERY, PunctuationType.WALL_CLOCK_TIME, time -> {
            pairs.forgetPast();
            send(pairs.revised(Revisions.MOST));
        });
    }

    @Override
    public void process(Record<byte[], Arrival> consumed) {
        if (alone && !oneInput.getAsBoolean()) {
            alone = false;
            pairs.reaches(Watermarks.first(false));
        }
        if (consumed.value() instanceof PaymentArrival arrival) {
            handle(consumed, arrival);
        } else if (consumed.value() instanceof Reached all) {
            follow(all.time());
        }
    }

    private void follow(long reached) {
        if (reached > pairs.watermark()) {
            pairs.reaches(reached);
        }
        send(pairs.before(Long.MIN_VALUE));
    }

    private void handle(Record<byte[], Arrival> consumed, PaymentArrival arrival) {
        learn(consumed.timestamp());
        boolean own = arrival.partition() == task;
        int origin = store.origin(arrival.topic(), arrival.partition());
        if (!own && pairs.isCopy(arrival.payment(), arrival.coordinates(), consumed.timestamp())) {
            strangers.passOver(context, "it was handled before");
            return;
        }
        if (pairs.isLate(consumed.timestamp())) {
            reject(consumed, arrival, RejectionWords.LATE);
            return;
        }
        if (own && store.isPast(origin, arrival.place())) {
            throw store.replayed(origin, arrival.place());
        }
        send(pairs.before(consumed.timestamp()));
        boolean behind = accepted != null && accepted.isBehind(consumed.timestamp());
        List<Alert> alerts;
        try {
            alerts = pairs.handle(
                    arrival.payment(), arrival.topic(), arrival.partition(), arrival.offset(), consumed.timestamp());
        } catch (TotalTooLargeException e) {
            reject(consumed, arrival, RejectionWords.TOTAL_TOO_LARGE);
            return;
        }
        if (accepted != null) {
            accepted.took(
                    arrival.payment(),
                    consumed.timestamp(),
                    arrival.recordTime(),
                    arrival.topic(),
                    arrival.partition(),
                    arrival.offset(),
                    behind);
        }
        alerts.forEach(alert -> send(alert, consumed.timestamp()));
    }

    /** Sees to it that all rules are known that there can be for a payment. */
    private void learn(long time) {
        PairRules now = known.covering(time);
        if (now != rules) {
            rules = now;
            pairs.adopt(now);
        }
    }

    private void send(List<Alert> alerts) {
        alerts.forEach(alert -> send(alert, alert.asOf().toEpochMilli()));
    }

    private void send(Alert alert, long time) {
        if (!alert.revised() && !pairs.isShadow(alert)) {
            listener.accept(alert);
        }
        context.forward(
                new Record<>(alert.id().toString().getBytes(UTF_8), AlertJson.write(alert), time),
                pairs.isShadow(alert) ? DetectorTopology.TO_SHADOW : DetectorTopology.TO_ALERTS);
    }

    private void reject(Record<byte[], Arrival> consumed, PaymentArrival arrival, Rejection rejection) {
        if (arrival.partition() != task) {
            store.rejected(store.origin(arrival.topic(), arrival.partition()), arrival.place());
        }
        context.forward(
                RejectedRecords.of(
                        consumed.withValue(arrival.value()),
                        rejection,
                        arrival.coordinates(),
                        arrival.recordTime(),
                        context),
                DetectorTopology.TO_REJECTED);
    }
}
