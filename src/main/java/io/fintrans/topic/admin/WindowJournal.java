package io.fintrans.topic.admin;

import io.fintrans.topic.Topic;
import io.fintrans.topic.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;

/** How long the journal of a detector's windows is kept, which must be made longer before a longer window comes. */
public final class WindowJournal {
    /** How late a payment may come and still have its own window looked at, in every detector that a command runs. */
    public static final Duration LATENESS = Duration.ofMinutes(10);

    private static final String PURPOSE = "the detector's journal: the windows of its tasks";

    private WindowJournal() {}

    /** The name of its topic, as Kafka Streams makes it. */
    public static String name(String application) {
        return application + "-window-changelog";
    }

    /** For how long after it came a record may still be needed. */
    public static Duration retention(Duration window, Duration lateness) {
        return window.plus(lateness).plus(Topics.MAX_BEHIND).plus(Topics.MAX_AHEAD);
    }

    /**
     * How it is kept: for as long as a window may need it.
     *
     * <p>A payment is in the window until time, which is the time of payments, has moved on by window and lateness. Measured by the
     * clock that may take longer, but no more than {@link Topics#MAX_BEHIND}, because no payment comes to its topic later than that.
     * So retention goes by the time of appending. By the time of payments, a stage that catches up on old ones would see its
     * journal deleted while it needs it.
     */
    public static Map<String, String> settings(Duration window, Duration lateness) {
        return Map.of(
                "cleanup.policy",
                "delete",
                "retention.ms",
                Long.toString(retention(window, lateness).toMillis()),
                "retention.bytes",
                "-1",
                "max.message.bytes",
                Topics.BATCH_BYTES,
                "segment.bytes",
                Integer.toString(64 * 1024 * 1024),
                "message.timestamp.type",
                "LogAppendTime");
    }

    /**
     * Has it kept for as long as a window needs, or for longer; what is not there yet is left to the detector.
     *
     * @throws UnfitTopicException if it is not kept for so long and this user may not change that, or not even see it
     * @throws KafkaException if Kafka cannot be asked
     */
    public static void keepFor(Duration window, String application, Admin admin, KafkaTools tools) {
        Map<String, String> needed =
                Map.of("retention.ms", Long.toString(retention(window, LATENESS).toMillis()));
        Topic topic = new Topic(name(application), 1, PURPOSE, needed);
        TopicState found = new TopicAdmin(admin).describe(List.of(topic)).get(0);
        if (found.isMissing() || found.isKeptAsNeeded()) {
            return;
        }
        new TopicNeeds(admin, tools).meet(List.of(topic));
        if (!new TopicAdmin(admin).describe(List.of(topic)).get(0).isKeptAsNeeded()) {
            throw new UnfitTopicException("This user may not see whether the topic " + topic.name()
                    + " is kept for as long as the longer window needs. Whoever administers Kafka can have it kept: "
                    + tools.set(topic.name(), needed) + "; and allow DescribeConfigs on it");
        }
    }
}
