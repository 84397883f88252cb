package io.fintrans.cli.rules;

import io.fintrans.topic.admin.Answers;
import io.fintrans.topic.admin.WindowJournal;
import io.fintrans.transaction.Count;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says what memory a longer window takes, by how many payments the cities' topics have of so long a time. */
final class WindowMemoryWords {
    private static final Logger LOG = LoggerFactory.getLogger(WindowMemoryWords.class);
    /** What a payment takes where pairs pay often, and where none pays twice; docs/sizing.md. */
    private static final int LEAST_BYTES = 50;

    private static final int MOST_BYTES = 110;

    private final Admin admin;
    private final List<String> cities;
    private final Clock clock;

    WindowMemoryWords(Admin admin, List<String> cities, Clock clock) {
        this.admin = admin;
        this.cities = List.copyOf(cities);
        this.clock = clock;
    }

    /** The sentence about a window that is longer than the one before. */
    String of(Duration before, Duration window) {
        String longer = "The window that is held grows from " + RuleText.window(before) + " to "
                + RuleText.window(window)
                + (before.isZero() ? ". " : ", " + times(before, window) + " times as long. ");
        try {
            long payments = since(window);
            return longer + "The cities have had " + Count.grouped(payments, "record")
                    + " in so long a time: they take "
                    + megabytes(payments * LEAST_BYTES) + " to " + megabytes(payments * MOST_BYTES)
                    + " of memory, in all instances together. Where an instance has less, its oldest payments leave early,"
                    + " and alerts say so.";
        } catch (KafkaException e) {
            LOG.debug("event=cities-not-counted", e);
            return longer + "Each payment of it takes " + LEAST_BYTES + " to " + MOST_BYTES
                    + " bytes of memory; how many there are could not be seen. Where an instance has less, its oldest"
                    + " payments leave early, and alerts say so.";
        }
    }

    private static String times(Duration before, Duration window) {
        long tenths = window.toMillis() / Math.max(1, before.toMillis() / 10);
        return tenths / 10 + (tenths % 10 == 0 ? "" : "." + tenths % 10);
    }

    private static String megabytes(long bytes) {
        return Math.max(1, bytes >> 20) + " MB";
    }

    private long since(Duration window) {
        long time = clock.millis() - window.plus(WindowJournal.LATENESS).toMillis();
        Map<TopicPartition, OffsetSpec> first = new HashMap<>();
        Map<TopicPartition, OffsetSpec> last = new HashMap<>();
        Answers.get(admin.describeTopics(cities).allTopicNames())
                .forEach((city, description) -> description.partitions().forEach(partition -> {
                    TopicPartition where = new TopicPartition(city, partition.partition());
                    first.put(where, OffsetSpec.forTimestamp(time));
                    last.put(where, OffsetSpec.latest());
                }));
        Map<TopicPartition, ListOffsetsResultInfo> firsts =
                Answers.get(admin.listOffsets(first).all());
        return Answers.get(admin.listOffsets(last).all()).entrySet().stream()
                .mapToLong(end -> {
                    ListOffsetsResultInfo from = firsts.get(end.getKey());
                    return from == null || from.offset() < 0
                            ? 0
                            : end.getValue().offset() - from.offset();
                })
                .sum();
    }
}
