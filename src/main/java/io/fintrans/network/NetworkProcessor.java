package io.fintrans.network;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fintrans.alert.Alert;
import io.fintrans.alert.AlertJson;
import io.fintrans.network.state.IntakeCounts;
import io.fintrans.network.state.NetworkStore;
import io.fintrans.network.state.NetworkUnfitException;
import io.fintrans.topic.Topics;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The node that has payments judged, and sends on what is news. */
final class NetworkProcessor implements Processor<byte[], byte[], byte[], byte[]> {
    private static final Logger LOG = LoggerFactory.getLogger(NetworkProcessor.class);
    private static final Duration TELL = Duration.ofMinutes(1);

    private final Predicate<Alert> shadow;
    private final Consumer<Alert> listener;
    private ProcessorContext<byte[], byte[]> context;
    private NetworkStore store;
    private IntakeCounts told = IntakeCounts.NONE;
    private long heldBack;
    private long toldHeldBack;
    private long toldDamped;

    /**
     * Makes the node of the one task.
     *
     * @param shadow whether a rule is tried that found something
     * @param listener is told each alert when it is raised, not when it is revised; that may be again after a crash
     */
    @SuppressWarnings("NullAway.Init") // Streams calls init first.
    NetworkProcessor(Predicate<Alert> shadow, Consumer<Alert> listener) {
        this.shadow = shadow;
        this.listener = listener;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> processorContext) {
        context = processorContext;
        store = processorContext.getStateStore(NetworkTopology.WINDOW);
        if (processorContext.taskId().partition() > 0) {
            throw new NetworkUnfitException(NetworkTopology.ONE_PARTITION);
        }
        told = store.counts();
        processorContext.schedule(TELL, PunctuationType.WALL_CLOCK_TIME, time -> tell());
    }

    @Override
    public void process(Record<byte[], byte[]> accepted) {
        for (Alert alert : store.take(accepted.value())) {
            boolean isHeldBack = store.isHeldBack(alert);
            boolean isBeside = isHeldBack || shadow.test(alert);
            heldBack += isHeldBack && !alert.revised() ? 1 : 0;
            if (!alert.revised() && !isBeside) {
                listener.accept(alert);
            }
            context.forward(
                    new Record<>(
                            alert.id().toString().getBytes(UTF_8),
                            AlertJson.write(alert),
                            alert.asOf().toEpochMilli()),
                    isBeside ? NetworkTopology.TO_SHADOW : NetworkTopology.TO_ALERTS);
        }
    }

    /** Says what is left out, when there is more of it. */
    private void tell() {
        IntakeCounts now = store.counts();
        if (now.leftOut() > told.leftOut()) {
            told = now;
            LOG.warn("event=left-out topic={} {}", Topics.ACCEPTED, now);
        }
        if (heldBack > toldHeldBack || store.damped() > toldDamped) {
            toldHeldBack = heldBack;
            toldDamped = store.damped();
            LOG.info("event=not-told held-back={} hubs-in-the-way={} since=start", toldHeldBack, toldDamped);
        }
    }
}
