package io.fintrans.streams;

import io.fintrans.topic.admin.KafkaUser;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.Topology;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One instance of a stage that is a Kafka Streams topology: started, kept running as {@link StageFailures} says, stopped. */
public final class StreamsStage implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StreamsStage.class);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(8);

    private final KafkaStreams streams;
    private final @Nullable StageWatch watch;
    private final @Nullable InputEnds ends;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final StageFailures failures;
    private volatile @Nullable String unfit;

    /** A stage whose topics nobody looks after. */
    public StreamsStage(Topology topology, Properties properties, Clock clock) {
        this(topology, properties, clock, null);
    }

    /** @param tasks looks after the topics that the stage needs, as long as it runs; null if nobody does */
    public StreamsStage(Topology topology, Properties properties, Clock clock, @Nullable StageTasks tasks) {
        Map<String, String> client = properties.stringPropertyNames().stream()
                .collect(Collectors.toMap(name -> name, properties::getProperty));
        String server = client.getOrDefault("bootstrap.servers", "its address");
        this.streams = new KafkaStreams(topology, properties, new BoundedClients());
        this.ends = InputEnds.of(properties);
        this.watch = tasks == null ? null : new StageWatch(tasks, this::end);
        this.failures = new StageFailures(server, KafkaUser.principal(client), tasks, clock);
        streams.setUncaughtExceptionHandler(failures);
        streams.setStateListener(this::onStateChange);
        streams.setGlobalStateRestoreListener(new RestoreLog());
    }

    public void start() {
        streams.start();
        if (watch != null) {
            watch.start();
        }
    }

    /** What Kafka Streams says of itself. */
    public KafkaStreams streams() {
        return streams;
    }

    /**
     * Waits until the instance has ended.
     *
     * @return whether it was {@link #close closed}, rather than given up
     * @throws StageUnfitException if it cannot go on; the message says why and what to do
     */
    public boolean await() throws InterruptedException {
        ended.await();
        String why = unfit == null ? failures.why() : unfit;
        if (why != null) {
            throw new StageUnfitException(why);
        }
        return streams.state() != State.ERROR && streams.state() != State.PENDING_ERROR;
    }

    /** Commits what is done and leaves the group, within ten seconds. */
    @Override
    public void close() {
        if (watch != null) {
            watch.close();
        }
        // Without this the others wait for the session's timeout before they take over.
        streams.close(CloseOptions.timeout(CLOSE_WITHIN)
                .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
        if (ends != null) {
            ends.close();
        }
        ended.countDown();
    }

    private void end(String why) {
        unfit = why;
        ended.countDown();
    }

    private void onStateChange(State now, State before) {
        LOG.info("event=state now={} before={}", now, before);
        if (now == State.ERROR || now == State.NOT_RUNNING) {
            ended.countDown();
        }
    }
}
