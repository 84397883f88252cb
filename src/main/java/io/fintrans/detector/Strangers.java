package io.fintrans.detector;

import java.time.Duration;
import org.apache.kafka.common.metrics.Sensor;
import org.apache.kafka.common.metrics.Sensor.RecordingLevel;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts and tells of records in the internal topic that strangers wrote. There may be millions, so only a few a minute are told of; all
 * are counted, in metrics of Kafka Streams: {@code foreign-records-total} and {@code old-copies-total} of each task.
 */
final class Strangers {
    private static final Logger LOG = LoggerFactory.getLogger(Strangers.class);
    private static final long PERIOD = Duration.ofMinutes(1).toMillis();
    private static final int TOLD = 10;
    private static final String FORBID = "forbid others to write to this topic";

    private final Sensor foreign;
    private final Sensor copies;
    private long since = Long.MIN_VALUE / 2;
    private long seen;

    Strangers(ProcessorContext<?, ?> context) {
        String task = context.taskId().toString();
        foreign = context.metrics().addRateTotalSensor("task", task, "foreign-records", RecordingLevel.INFO);
        copies = context.metrics().addRateTotalSensor("task", task, "old-copies", RecordingLevel.INFO);
    }

    /** Notes a record that is rejected. */
    void reject(ProcessorContext<?, ?> context, String why) {
        foreign.record();
        tell("foreign-record", context, why, FORBID);
    }

    /** Notes a record of which some payments do not count, as nobody knows their topic. */
    void leaveOut(ProcessorContext<?, ?> context, String why) {
        foreign.record();
        tell("unknown-city", context, why, "if it was a city, look in docs/operating.md; if not, " + FORBID);
    }

    /** Notes an old copy, or what amounts to one. */
    void passOver(ProcessorContext<?, ?> context, String why) {
        copies.record();
        tell("old-copy", context, why, FORBID);
    }

    private void tell(String event, ProcessorContext<?, ?> context, String why, String advice) {
        long now = context.currentSystemTimeMs();
        if (now - since >= PERIOD) {
            since = now;
            seen = 0;
        }
        if (++seen <= TOLD) {
            RecordMetadata from = context.recordMetadata().orElseThrow();
            LOG.warn(
                    "event={} topic={} partition={} offset={} why=\"{}\" do=\"{}\"{}",
                    event,
                    from.topic(),
                    from.partition(),
                    from.offset(),
                    why,
                    advice,
                    seen == TOLD ? " more=\"are counted but not told of for a minute\"" : "");
        }
    }
}
