package io.fintrans.streams;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What to do when a thread of a stage fails. It is replaced, because what fails is nearly always a transaction that the broker gave
 * up on. What stays as it is ends the instance at once, with a sentence; so do more failures than a budget allows.
 */
final class StageFailures implements StreamsUncaughtExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(StageFailures.class);
    private static final int FAILURES = 10;
    private static final Duration WITHIN = Duration.ofMinutes(5);

    private final String server;
    private final String user;
    private final @Nullable StageTasks tasks;
    private final Clock clock;
    private final Deque<Long> failures = new ArrayDeque<>();
    private @Nullable String over;

    /**
     * For one instance.
     *
     * @param server address of the Kafka, and {@code user} the client's principal there
     * @param tasks knows the topics that the stage needs; null if nobody does
     */
    StageFailures(String server, String user, @Nullable StageTasks tasks, Clock clock) {
        this.server = server;
        this.user = user;
        this.tasks = tasks;
        this.clock = clock;
    }

    @Override
    public synchronized StreamThreadExceptionResponse handle(Throwable failure) {
        endForWantOfMemory(failure);
        if (over != null) {
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        }
        PermanentFailure permanent = PermanentFailure.of(failure, server, user);
        over = permanent == null ? unfit() : sentence(failure, permanent);
        if (over != null) {
            LOG.debug("event=cannot-go-on-because", failure);
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        }
        return count(failure);
    }

    /** Why the instance ends, in a sentence; null as long as it goes on. */
    synchronized @Nullable String why() {
        return over;
    }

    /** Kafka says of some rights only that one is missing, and not which; and a record does not know the command that starts over. */
    private String sentence(Throwable failure, PermanentFailure permanent) {
        String said = permanent.sentence();
        if (tasks == null) {
            return said;
        }
        if (permanent.kind() == PermanentFailure.Kind.FORBIDDEN) {
            return tasks.missingRights(user).orElse(said);
        }
        return endsWithStartingOver(failure) ? said.replaceFirst("\\.$", ": ") + tasks.startOver() : said;
    }

    private static boolean endsWithStartingOver(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof FatalStageException fatal) {
                return fatal.endsWithStartingOver();
            }
        }
        return false;
    }

    /** Another thread would have no more of it: the process decides, and does not come back. */
    private static void endForWantOfMemory(Throwable failure) {
        Thread.UncaughtExceptionHandler process = Thread.getDefaultUncaughtExceptionHandler();
        if (failure instanceof VirtualMachineError && process != null) {
            process.uncaughtException(Thread.currentThread(), failure);
        }
    }

    private StreamThreadExceptionResponse count(Throwable failure) {
        long now = clock.millis();
        failures.addLast(now);
        while (failures.getFirst() < now - WITHIN.toMillis()) {
            failures.removeFirst();
        }
        if (failures.size() > FAILURES) {
            LOG.error("event=gave-up failures={} within={}", failures.size(), WITHIN, failure);
            over = "More than " + FAILURES + " threads have failed within " + WITHIN.toMinutes()
                    + " minutes; the log says why. Nothing is lost: mend what it names, and start again.";
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        }
        LOG.warn("event=thread-replaced failure={} of={}", failures.size(), FAILURES, failure);
        return StreamThreadExceptionResponse.REPLACE_THREAD;
    }

    /** Why the topics do not allow to go on; null if they do, perhaps because the journal was widened now, or if Kafka does not answer. */
    private @Nullable String unfit() {
        if (tasks == null) {
            return null;
        }
        try {
            List<String> missing = tasks.missing();
            if (!missing.isEmpty()) {
                return tasks.goneWhileRunning(missing);
            }
            tasks.widenJournal();
            return null;
        } catch (StageUnfitException e) {
            return e.getMessage();
        } catch (KafkaException e) {
            LOG.debug("event=topics-not-looked-at", e);
            return null;
        }
    }
}
