package io.fintrans.streams;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after the topics of a stage that runs: widens the journal soon after partitions were added to a city, most times before
 * Kafka Streams notices; and tells when a topic is gone, which a producer would only find out after minutes.
 */
final class StageWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StageWatch.class);
    private static final Duration EVERY = Duration.ofSeconds(10);

    private final StageTasks tasks;
    private final Consumer<String> end;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread made = new Thread(work, "stage-watch");
        made.setDaemon(true);
        return made;
    });
    private List<String> missing = List.of();

    /** @param end is told in a sentence why the stage cannot go on */
    StageWatch(StageTasks tasks, Consumer<String> end) {
        this.tasks = tasks;
        this.end = end;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // Each look catches what it meets.
    void start() {
        thread.scheduleWithFixedDelay(this::look, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void look() {
        try {
            // One broker may be a moment behind the others: what is missing twice is gone.
            List<String> before = missing;
            missing = tasks.missing();
            List<String> gone = missing.stream().filter(before::contains).toList();
            if (gone.isEmpty()) {
                tasks.widenJournal();
            } else {
                end.accept(tasks.goneWhileRunning(gone));
            }
        } catch (StageUnfitException e) {
            // It goes on with what it has until its threads fail.
            LOG.warn("event=partitions-not-read why=\"{}\"", e.getMessage());
        } catch (RuntimeException e) {
            LOG.debug("event=topics-not-looked-at", e);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
