package io.fintrans.detector;

import io.fintrans.exchange.Watermark;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far one task has read its inputs, a partition of each city: as far as in the one that is furthest behind. What has nothing
 * to be read for {@link #QUIET} is left out.
 */
final class ReadProgress {
    private static final Logger LOG = LoggerFactory.getLogger(ReadProgress.class);

    /** How often {@link #due} is to be asked. */
    static final Duration CHECK = Duration.ofMillis(200);
    /** After so long without a record an input has nothing to be read. */
    static final Duration QUIET = Duration.ofSeconds(10);
    /** What was told is told again after this, for a task 0 that has begun since. */
    static final Duration REPEAT = Duration.ofSeconds(30);

    /** Where an input ends is asked for after so long without a record. */
    private static final long ASK_AFTER = 1_000;

    private final int task;
    private final long stepMillis;
    private final List<String> topics;
    private final Inputs inputs;
    private final BooleanSupplier alone;
    private final Map<String, Input> byTopic = new HashMap<>();
    private boolean idle;
    private boolean looked;
    private boolean told;
    private boolean read;
    private long toldAt = Long.MIN_VALUE / 2;
    private long toldTime;
    private long apartToldAt = Long.MIN_VALUE / 2;

    /**
     * Of a task that has read nothing yet.
     *
     * @param stepMillis the others need not hear of smaller steps of time
     * @param topics of payments; what else the task reads holds nothing back
     * @param alone whether there is nobody who waits
     */
    ReadProgress(int task, long stepMillis, List<String> topics, Inputs inputs, BooleanSupplier alone) {
        this.task = task;
        this.stepMillis = stepMillis;
        this.topics = topics;
        this.inputs = inputs;
        this.alone = alone;
    }

    /** Notes a record. */
    void read(String topic, long offset, long time) {
        read = true;
        byTopic.computeIfAbsent(topic, any -> new Input()).read(offset, time);
    }

    /**
     * What must go with what the task sends at this commit: that it is there, and that it is not idle any more, or further behind.
     *
     * @param now milliseconds on the wall clock
     * @return null if nothing
     */
    @Nullable
    Watermark atCommit(long now) {
        boolean awake = read && (idle || time(now) < toldTime);
        read = false;
        return !alone.getAsBoolean() && (!told || awake) ? tell(now, false) : null;
    }

    /**
     * What task 0 should be told by now.
     *
     * @param now milliseconds on the wall clock
     * @return null if nothing
     */
    @Nullable
    Watermark due(long now) {
        if (alone.getAsBoolean() || !look(now)) {
            return null;
        }
        boolean quiet = isIdle(now);
        long time = time(now);
        boolean changed = quiet ? !idle : time < toldTime || time - toldTime > stepMillis;
        return changed || (told && now - toldAt >= REPEAT.toMillis()) ? tell(now, quiet) : null;
    }

    private Watermark tell(long now, boolean quiet) {
        told = true;
        toldAt = now;
        idle = quiet;
        toldTime = time(now);
        return new Watermark(task, toldTime, quiet);
    }

    /** Looks which inputs there are, and whether they have ended; whether that is known. */
    private boolean look(long now) {
        List<String> mine =
                inputs.topics(task).stream().filter(topics::contains).toList();
        byTopic.keySet().retainAll(mine);
        for (String topic : mine) {
            Input input = byTopic.computeIfAbsent(topic, any -> new Input());
            if (input.isQuiet(now, ASK_AFTER)) {
                input.look(inputs.ends(new TopicPartition(topic, task), now));
            }
        }
        // A task that reads no city has nothing that others would wait for.
        looked = !inputs.topics(task).isEmpty();
        return looked;
    }

    private boolean isIdle(long now) {
        return byTopic.values().stream().allMatch(input -> input.isIdle(now, QUIET.toMillis()));
    }

    /** How far the slowest input has come that there is more of; if there is of none, how far the fastest has. */
    private long time(long now) {
        if (!looked) {
            return 0;
        }
        long slowest = Long.MAX_VALUE;
        long newest = 0;
        for (Input input : byTopic.values()) {
            newest = Math.max(newest, input.newest());
            if (!input.isIdle(now, QUIET.toMillis())) {
                slowest = Math.min(slowest, input.newest());
            }
        }
        if (slowest == Long.MAX_VALUE) {
            return newest;
        }
        tellApart(now, newest - slowest, slowest);
        return slowest;
    }

    /** What is far apart is held in memory; once a minute, as long as it is so. */
    private void tellApart(long now, long apart, long slowest) {
        if (slowest > 0 && apart > 8 * stepMillis && now - apartToldAt >= 2 * REPEAT.toMillis()) {
            apartToldAt = now;
            LOG.info("event=inputs-apart task={} millis={}", task, apart);
        }
    }
}
