package io.fintrans.reader;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fintrans.topic.Topics;
import io.fintrans.topic.record.RejectedHeaders;
import io.fintrans.topic.record.RejectedRecord;
import io.fintrans.topic.record.RejectionWords;
import io.fintrans.transaction.Coordinates;
import io.fintrans.transaction.Rejection.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Has a group go on behind records that cannot be read, and says in {@code fintrans.rejected} that they were left out; both in one
 * transaction. Records that can be read are never left out.
 */
public final class RecordSkip {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(200);

    private final Map<String, Object> client;
    private final String group;

    /**
     * @param client how to connect to Kafka
     * @param group whose members are all stopped
     */
    public RecordSkip(Map<String, Object> client, String group) {
        this.client = Map.copyOf(client);
        this.group = group;
    }

    /**
     * Steps over the records from the first offset to the last.
     *
     * @return how many of them were not in {@code fintrans.rejected} before
     * @throws SkipRefusedException if the group does not stand there, or there is something to read
     */
    public int skip(TopicPartition partition, long first, long last) {
        try (BoundedConsumer consumer = consumer()) {
            requireStandsAt(consumer, partition, first);
            requireUnreadable(consumer, partition, first, last);
            List<Long> untold = untold(consumer, partition, first, last);
            commit(partition, untold, last, consumer.groupMetadata());
            return untold.size();
        }
    }

    private BoundedConsumer consumer() {
        Map<String, Object> properties = new HashMap<>(client);
        properties.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        return new BoundedConsumer(properties, Limits.PAYMENTS);
    }

    private void requireStandsAt(BoundedConsumer consumer, TopicPartition partition, long first) {
        List<PartitionInfo> known = consumer.partitionsFor(partition.topic(), PATIENCE);
        if (known == null || known.stream().noneMatch(each -> each.partition() == partition.partition())) {
            throw new SkipRefusedException("There is no partition " + partition + ". Check --topic and --partition.");
        }
        OffsetAndMetadata committed =
                consumer.committed(Set.of(partition), PATIENCE).get(partition);
        long stands = committed == null
                ? consumer.beginningOffsets(List.of(partition), PATIENCE).getOrDefault(partition, 0L)
                : committed.offset();
        if (stands != first) {
            throw new SkipRefusedException("Group " + group + " stands at offset " + stands + " of " + partition
                    + ", not at " + first
                    + ": what is between would be lost, or counted twice. Start the stage once more;"
                    + " when it ends, its last message names the offset. Check --group, too.");
        }
    }

    private void requireUnreadable(BoundedConsumer consumer, TopicPartition partition, long first, long last) {
        consumer.assign(List.of(partition));
        consumer.seek(partition, first);
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() - end < 0) {
            UnreadableBatchException damage = null;
            List<ConsumerRecord<byte[], byte[]>> read = List.of();
            try {
                read = consumer.poll(POLL).records(partition);
            } catch (UnreadableBatchException e) {
                damage = e;
            }
            if (damage != null && damage.first() == first && last <= damage.last()) {
                return;
            }
            if (damage != null || !read.isEmpty()) {
                long good = damage == null ? read.get(0).offset() : damage.last() + 1;
                throw new SkipRefusedException("Offset " + good + " of " + partition
                        + " may be a payment that can be read; only what cannot be read"
                        + " is stepped over. If the stage has stopped here, start it again.");
            }
        }
        throw new SkipRefusedException("There is nothing at offset " + first + " of " + partition + ".");
    }

    /** Another group may have stepped over the same records before: they are kept once. */
    private static List<Long> untold(BoundedConsumer consumer, TopicPartition partition, long first, long last) {
        Set<Long> told = new HashSet<>();
        List<TopicPartition> rejected = consumer.partitionsFor(Topics.REJECTED, PATIENCE).stream()
                .map(each -> new TopicPartition(each.topic(), each.partition()))
                .toList();
        consumer.assign(rejected);
        consumer.seekToBeginning(rejected);
        Map<TopicPartition, Long> ends = consumer.endOffsets(rejected, PATIENCE);
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                if (text(record, RejectedHeaders.TOPIC).equals(partition.topic())
                        && text(record, RejectedHeaders.PARTITION).equals(Integer.toString(partition.partition()))
                        && text(record, RejectedHeaders.REASON).equals(Reason.UNREADABLE.code())) {
                    told.add(Long.parseLong(text(record, RejectedHeaders.OFFSET)));
                }
            }
        }
        List<Long> untold = new ArrayList<>();
        for (long offset = first; offset <= last; offset++) {
            if (!told.contains(offset)) {
                untold.add(offset);
            }
        }
        return untold;
    }

    private static String text(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        byte @Nullable [] value = header == null ? null : header.value();
        return value == null ? "" : new String(value, UTF_8);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // A record that fails has the transaction fail.
    private void commit(TopicPartition partition, List<Long> offsets, long last, ConsumerGroupMetadata nobody) {
        Map<String, Object> properties = new HashMap<>(client);
        properties.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, group + "-skip");
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            try {
                offsets.forEach(offset -> producer.send(rejected(partition, offset)));
                producer.sendOffsetsToTransaction(Map.of(partition, new OffsetAndMetadata(last + 1)), nobody);
                producer.commitTransaction();
            } catch (KafkaException e) {
                producer.abortTransaction();
                throw e;
            }
        }
    }

    private ProducerRecord<byte[], byte[]> rejected(TopicPartition partition, long offset) {
        RejectedRecord kept = new RejectedRecord(
                null,
                null,
                new RecordHeaders(),
                RejectionWords.STEPPED_OVER,
                new Coordinates(partition.topic(), partition.partition(), offset),
                ConsumerRecord.NO_TIMESTAMP,
                group);
        return new ProducerRecord<>(Topics.REJECTED, null, kept.key(), kept.value(), kept.headers());
    }
}
