package io.fintrans.streams;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * How far the consumers of this process have read their partitions, and how far these go, open transactions included. Kafka Streams hides
 * its consumers, and a consumer of committed records only knows where the first open transaction begins.
 *
 * <p>Consumers tell it where they stand. It asks the leader of a partition where that ends, without waiting for the answer, only
 * as long as somebody {@link #of wants} to know. For use by several threads.
 */
public final class InputEnds implements AutoCloseable {
    /** The property of Kafka Streams, and of its consumers, that holds it. */
    static final String SETTING = "fintrans.input.ends";

    /** How often a leader is asked, in milliseconds. */
    private static final long EVERY = 1_000;
    /** Somebody who still wants to know asks again within this, in milliseconds. */
    private static final long WANTED = 5_000;

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final long UNKNOWN = -1;

    /**
     * What is known of a partition.
     *
     * @param position offset that its consumer reads next
     * @param last offset of the last record that the consumer has given out since it went there; -1 for none
     * @param end offset behind its last record, whether committed or not, at some time since {@code asked}; -1 if it was never told
     * @param asked when that was asked for, in milliseconds on the clock of who asks
     */
    public record Ends(long position, long last, long end, long asked) {
        /** Whether at some time since it was asked for there was nothing behind what the consumer has read. */
        public boolean isAtEnd() {
            return end != UNKNOWN && position >= end;
        }
    }

    private static final class Input {
        private final Object reader;
        private volatile long position = UNKNOWN;
        private volatile long last = UNKNOWN;
        private volatile long end = UNKNOWN;
        private volatile long asked;
        private volatile long wanted = Long.MIN_VALUE / 2;

        private Input(Object reader) {
            this.reader = reader;
        }
    }

    private final Supplier<Admin> admins;
    private final Map<TopicPartition, Input> inputs = new ConcurrentHashMap<>();
    private @Nullable Admin admin;
    private boolean closed;
    private long askedAt = Long.MIN_VALUE / 2;

    /** @param admins makes the client that asks, when there is something to be asked for the first time */
    InputEnds(Supplier<Admin> admins) {
        this.admins = admins;
    }

    /** That of a stage, from its properties; null if it has none. */
    public static @Nullable InputEnds of(Map<?, ?> properties) {
        return properties.get(SETTING) instanceof InputEnds ends ? ends : null;
    }

    /**
     * Notes what a consumer has just polled; called by its thread.
     *
     * @param isThere whether there is a partition that it was given
     */
    void polled(
            Consumer<byte[], byte[]> reader,
            ConsumerRecords<byte[], byte[]> records,
            Predicate<TopicPartition> isThere) {
        Collection<TopicPartition> assigned = reader.assignment();
        inputs.entrySet().removeIf(input -> input.getValue().reader == reader && !assigned.contains(input.getKey()));
        for (TopicPartition partition : assigned) {
            Input input = inputs.get(partition);
            if ((input == null || input.reader != reader) && isThere.test(partition)) {
                inputs.put(partition, new Input(reader));
            }
        }
        for (TopicPartition partition : records.partitions()) {
            List<ConsumerRecord<byte[], byte[]>> polled = records.records(partition);
            Input input = inputs.get(partition);
            if (input != null && !polled.isEmpty()) {
                input.last = polled.get(polled.size() - 1).offset();
            }
        }
        long since = askedAt() - WANTED;
        inputs.forEach((partition, input) -> {
            if (input.reader == reader && input.wanted > since) {
                input.position = position(reader, partition);
            }
        });
    }

    /** A consumer was told to go on elsewhere. It still reads that, but nothing else is known of it any more. */
    void sought(Collection<TopicPartition> partitions) {
        partitions.forEach(each -> inputs.computeIfPresent(each, (same, input) -> new Input(input.reader)));
    }

    private static long position(Consumer<byte[], byte[]> reader, TopicPartition partition) {
        try {
            return reader.position(partition, Duration.ZERO);
        } catch (KafkaException | IllegalStateException e) {
            return UNKNOWN; // Not found yet, or taken away in this moment: the next poll will say.
        }
    }

    private synchronized long askedAt() {
        return askedAt;
    }

    /** The topics whose partition of that number some consumer of this process reads. */
    public List<String> topics(int partition) {
        List<String> topics = new ArrayList<>();
        inputs.keySet().forEach(each -> {
            if (each.partition() == partition) {
                topics.add(each.topic());
            }
        });
        return topics;
    }

    /**
     * What is known of a partition. Whoever calls this wants to know soon how it is by now.
     *
     * @param now milliseconds on the wall clock
     * @return null if no consumer of this process reads it, or has said where it stands
     */
    public @Nullable Ends of(TopicPartition partition, long now) {
        Input input = inputs.get(partition);
        if (input == null) {
            return null;
        }
        input.wanted = now;
        ask(now);
        long position = input.position;
        return position == UNKNOWN ? null : new Ends(position, input.last, input.end, input.asked);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // Without an answer nothing is known, and it is asked again.
    private synchronized void ask(long now) {
        if (closed || now - askedAt < EVERY) {
            return;
        }
        askedAt = now;
        Map<TopicPartition, OffsetSpec> wanted = new ConcurrentHashMap<>();
        inputs.forEach((partition, input) -> {
            if (input.wanted > now - WANTED) {
                wanted.put(partition, OffsetSpec.latest());
            }
        });
        if (wanted.isEmpty()) {
            return;
        }
        if (admin == null) {
            admin = admins.get();
        }
        // Of what is not committed, too: that is the high watermark.
        ListOffsetsOptions all = new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED);
        all.timeoutMs((int) PATIENCE.toMillis());
        ListOffsetsResult answers = admin.listOffsets(wanted, all);
        wanted.keySet()
                .forEach(partition -> answers.partitionResult(partition).whenComplete((answer, failure) -> {
                    Input input = inputs.get(partition);
                    if (input != null && answer != null && now >= input.asked) {
                        input.end = answer.offset();
                        input.asked = now;
                    }
                }));
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (admin != null) {
            admin.close(Duration.ZERO);
            admin = null;
        }
    }
}
