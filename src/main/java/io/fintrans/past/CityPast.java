package io.fintrans.past;

import io.fintrans.format.PaymentFormat;
import io.fintrans.reader.Limits;
import io.fintrans.reader.TopicReader;
import io.fintrans.reader.UnreadableBatchException;
import io.fintrans.topic.Topics;
import io.fintrans.topic.record.PaymentReader;
import io.fintrans.topic.record.TimeBounds;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/**
 * Reads payments back from the cities' topics: committed ones, outside of any group, without those that the detector has rejected. All
 * partitions together come in order of time, as far as each of them is. For one thread.
 */
public final class CityPast implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final TopicReader topics;
    private final PaymentReader reader;
    private final TimeBounds bounds;
    private long leftOut;
    private long damaged;

    /**
     * Makes one that has read nothing yet.
     *
     * @param format of the cities' records
     * @param clock says which times cannot be
     */
    public CityPast(Map<String, Object> clientProperties, PaymentFormat format, Clock clock) {
        this.topics = new TopicReader(
                clientProperties,
                "fintrans-past",
                Limits.PAYMENTS,
                PATIENCE,
                Map.of(
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 20_000,
                        ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 32 * 1024 * 1024,
                        ConsumerConfig.RECEIVE_BUFFER_CONFIG, 1024 * 1024));
        this.reader = new PaymentReader(format);
        this.bounds = new TimeBounds(clock);
    }

    /**
     * What there is of cities between two times, as far as the times of records tell; nothing that comes to the topics later.
     *
     * @param from records before the first one that is so late are left out; null for all
     * @param to records from the first one on that is later are left out; null for all
     * @throws UnknownTopicOrPartitionException if a city has no topic
     */
    public Stretch stretch(List<String> cities, @Nullable Instant from, @Nullable Instant to) {
        List<TopicPartition> partitions = new ArrayList<>();
        cities.forEach(city -> partitions.addAll(partitions(city)));
        Map<TopicPartition, Long> ends = topics.endOffsets(partitions);
        Map<TopicPartition, Long> begins = topics.beginningOffsets(partitions);
        Map<TopicPartition, Long> first = from == null ? begins : firstAt(from.toEpochMilli(), ends);
        Map<TopicPartition, Long> last = to == null ? ends : firstAt(to.toEpochMilli() + 1, ends);
        return new Stretch(partitions.stream()
                .map(each -> new Stretch.Part(
                        each,
                        Math.max(begins.getOrDefault(each, 0L), first.getOrDefault(each, 0L)),
                        last.getOrDefault(each, 0L)))
                .toList());
    }

    /** Whether there is such a topic. */
    public boolean has(String topic) {
        return !topics.partitions(topic).isEmpty();
    }

    private List<TopicPartition> partitions(String topic) {
        List<TopicPartition> known = topics.partitions(topic);
        if (known.isEmpty()) {
            throw new UnknownTopicOrPartitionException("There is no topic " + topic
                    + ". Name the cities that there are with --cities, or make the topics with fintrans topics");
        }
        return known;
    }

    private Map<TopicPartition, Long> firstAt(long time, Map<TopicPartition, Long> ends) {
        Map<TopicPartition, Long> wanted = new HashMap<>();
        ends.keySet().forEach(partition -> wanted.put(partition, Math.max(0, time)));
        Map<TopicPartition, OffsetAndTimestamp> found = topics.offsetsForTimes(wanted);
        Map<TopicPartition, Long> first = new HashMap<>();
        ends.forEach((partition, end) -> {
            OffsetAndTimestamp at = found.get(partition);
            first.put(partition, at == null ? end : Math.min(end, at.offset()));
        });
        return first;
    }

    /** What a detector has rejected, as far as Kafka still has it; nothing if there is no such topic. */
    public RejectedPlaces rejected(String application) {
        RejectedPlaces places = new RejectedPlaces(application);
        List<TopicPartition> partitions = topics.partitions(Topics.REJECTED);
        topics.assign(partitions);
        topics.seekToBeginning(partitions);
        topics.readTo(topics.endOffsets(partitions), new TopicReader.Sink() {
            @Override
            public boolean record(ConsumerRecord<byte[], byte[]> record) {
                places.add(record);
                return true;
            }

            @Override
            public void damaged(UnreadableBatchException batch) {
                damaged++;
            }
        });
        return places;
    }

    /**
     * Gives out the payments of a stretch. Of all partitions, the one is next that has come least far in time; so what comes out is as much in
     * order as each partition is, and the same each time.
     *
     * @param progress told now and then how many records of the stretch were read
     */
    public void read(Stretch stretch, RejectedPlaces without, Consumer<PastPayment> payments, Progress progress) {
        List<PartitionPast> partitions = new ArrayList<>();
        for (Stretch.Part part : stretch.parts()) {
            if (part.size() > 0) {
                partitions.add(new PartitionPast(part, partitions.size(), without.of(part.partition())));
            }
        }
        new PastMerge(topics, () -> topics.next(batch -> damaged++), partitions, reader, bounds)
                .run(payments, progress);
        partitions.forEach(each -> leftOut += each.leftOut());
    }

    /** Is told how far reading has come. */
    @FunctionalInterface
    public interface Progress {
        /**
         * How far it is.
         *
         * @param records so many of the stretch were read
         * @return whether to read on
         */
        boolean read(long records);
    }

    /** How many stretches of records could not be read, because their bytes are damaged. */
    public long damaged() {
        return damaged;
    }

    /** How many payments were left out, because the detector had rejected them. */
    public long leftOut() {
        return leftOut;
    }

    @Override
    public void close() {
        topics.close();
    }
}
