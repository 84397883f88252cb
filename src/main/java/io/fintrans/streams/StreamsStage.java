package io.fintrans.streams;

import io.fintrans.reader.UnreadableBatchException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One instance of a stage that is a Kafka Streams topology: started, kept running, stopped.
 *
 * <p>A thread that fails is replaced, because what fails is nearly always a transaction that the broker gave up on; more failures
 * than a budget allows end the instance, because then it is not.
 */
public final class StreamsStage implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StreamsStage.class);
    private static final int FAILURES = 10;
    private static final Duration WITHIN = Duration.ofMinutes(5);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(8);

    private final KafkaStreams streams;
    private final Clock clock;
    private final Deque<Long> failures = new ArrayDeque<>();
    private final CountDownLatch ended = new CountDownLatch(1);

    public StreamsStage(Topology topology, Properties properties, Clock clock) {
        this.clock = clock;
        this.streams = new KafkaStreams(topology, properties, new BoundedClients());
        streams.setUncaughtExceptionHandler(this::onFailure);
        streams.setStateListener(this::onStateChange);
        streams.setGlobalStateRestoreListener(new RestoreLog());
    }

    public void start() {
        streams.start();
    }

    /** What Kafka Streams says of itself. */
    public KafkaStreams streams() {
        return streams;
    }

    /**
     * Waits until the instance has ended.
     *
     * @return whether it was {@link #close closed}, rather than given up
     */
    public boolean await() throws InterruptedException {
        ended.await();
        return streams.state() != State.ERROR && streams.state() != State.PENDING_ERROR;
    }

    /** Commits what is done and leaves the group, within ten seconds. */
    @Override
    public void close() {
        // Without this the others wait for the session's timeout before they take over.
        streams.close(CloseOptions.timeout(CLOSE_WITHIN)
                .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
        ended.countDown();
    }

    private void onStateChange(State now, State before) {
        LOG.info("event=state now={} before={}", now, before);
        if (now == State.ERROR || now == State.NOT_RUNNING) {
            ended.countDown();
        }
    }

    private synchronized StreamThreadExceptionResponse onFailure(Throwable failure) {
        endForWantOfMemory(failure);
        Throwable fatal = fatal(failure);
        if (fatal != null) {
            LOG.error("event=cannot-go-on why=\"{}\"", fatal.getMessage());
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        }
        long now = clock.millis();
        failures.addLast(now);
        while (failures.getFirst() < now - WITHIN.toMillis()) {
            failures.removeFirst();
        }
        if (failures.size() > FAILURES) {
            LOG.error("event=gave-up failures={} within={}", failures.size(), WITHIN, failure);
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        }
        LOG.warn("event=thread-replaced failure={} of={}", failures.size(), FAILURES, failure);
        return StreamThreadExceptionResponse.REPLACE_THREAD;
    }

    /** Another thread would have no more of it: the process decides, and does not come back. */
    private static void endForWantOfMemory(Throwable failure) {
        Thread.UncaughtExceptionHandler process = Thread.getDefaultUncaughtExceptionHandler();
        if (failure instanceof VirtualMachineError && process != null) {
            process.uncaughtException(Thread.currentThread(), failure);
        }
    }

    private static @Nullable Throwable fatal(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof FatalStageException || cause instanceof UnreadableBatchException) {
                return cause;
            }
        }
        return null;
    }
}
