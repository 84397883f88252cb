package io.fintrans.reader;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fintrans.testing.TestBroker;
import io.fintrans.testing.TurnedBit;
import io.fintrans.topic.admin.OpenTransaction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

/** What all readers outside of groups rely on. */
class TopicReaderIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final TestBroker broker = TestBroker.shared();

    /** Keeps what it is given, and ends reading after so many records. */
    private static final class Kept implements TopicReader.Sink {
        private final List<String> values = new ArrayList<>();
        private final List<UnreadableBatchException> damaged = new ArrayList<>();
        private final int most;

        Kept(int most) {
            this.most = most;
        }

        @Override
        public boolean record(ConsumerRecord<byte[], byte[]> record) {
            values.add(new String(record.value(), UTF_8));
            return values.size() < most;
        }

        @Override
        public void damaged(UnreadableBatchException batch) {
            damaged.add(batch);
        }
    }

    @Test
    void readsToTheEndsOnlyAndFromThereOn() {
        broker.create("to-the-ends", 2);
        send(broker, "to-the-ends", 0, "a", "b");
        send(broker, "to-the-ends", 1, "c");
        try (TopicReader reader = reader(broker, PATIENCE, Map.of("group.protocol", "streams"))) {
            List<TopicPartition> partitions = reader.partitions("to-the-ends");
            assertThat(partitions).hasSize(2);
            assertThat(reader.partitions("no-such-topic")).isEmpty();
            reader.assign(partitions);
            reader.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = reader.endOffsets(partitions);
            send(broker, "to-the-ends", 0, "behind");

            Kept kept = new Kept(100);
            assertThat(reader.readTo(ends, kept)).isTrue();
            assertThat(kept.values).containsExactlyInAnyOrder("a", "b", "c");
            assertThat(reader.paused()).as("kept from reading on").isEmpty();

            send(broker, "to-the-ends", 1, "later");
            Kept later = new Kept(100);
            assertThat(reader.readTo(reader.endOffsets(partitions), later)).isTrue();
            assertThat(later.values).containsExactlyInAnyOrder("behind", "later");
        }
    }

    @Test
    void endsWhenTheSinkHasEnough() {
        broker.create("enough", 1);
        send(broker, "enough", 0, "a", "b", "c");
        try (TopicReader reader = reader(broker, PATIENCE, Map.of())) {
            Kept kept = new Kept(2);
            assertThat(reader.readTo(fromBeginning(reader, "enough"), kept)).isFalse();
            assertThat(kept.values).containsExactly("a", "b");
        }
    }

    @Test
    void tellsWhatIsDamagedAndReadsOnBehindIt() {
        try (TestBroker damaged = TestBroker.start()) {
            damaged.create("damaged-once", 1);
            send(damaged, "damaged-once", 0, "before", "damaged", "behind");
            assertThat(damaged.stop()).isZero();
            TurnedBit.in(damaged, new TopicPartition("damaged-once", 0), 1);
            damaged.restart();
            try (TopicReader reader = reader(damaged, PATIENCE, Map.of())) {
                Kept kept = new Kept(100);
                assertThat(reader.readTo(fromBeginning(reader, "damaged-once"), kept))
                        .isTrue();
                assertThat(kept.values).containsExactly("before", "behind");
                assertThat(kept.damaged).hasSize(1);
                assertThat(kept.damaged.get(0).first()).isEqualTo(1);
            }
        }
    }

    @Test
    void givesUpBeforeAnOpenTransactionAndSaysWhere() {
        broker.create("held-back", 1);
        TopicPartition partition = new TopicPartition("held-back", 0);
        send(broker, "held-back", 0, "before");
        try (KafkaProducer<byte[], byte[]> producer = producer(broker, Map.of("transactional.id", "holds-back"));
                TopicReader reader = reader(broker, Duration.ofSeconds(1), Map.of())) {
            producer.initTransactions();
            producer.beginTransaction();
            assertThat(producer.send(new ProducerRecord<>("held-back", 0, null, "open".getBytes(UTF_8))))
                    .succeedsWithin(PATIENCE);
            reader.assign(List.of(partition));
            reader.seekToBeginning(List.of(partition));
            Kept kept = new Kept(100);
            assertThatThrownBy(() -> reader.readTo(Map.of(partition, 2L), kept))
                    .isInstanceOfSatisfying(StandstillException.class, stands -> {
                        assertThat(stands.partitions()).containsExactly(partition);
                        assertThat(stands.isHeldBackBy(new OpenTransaction(partition, 1, 1, 1, 0, 0, "any", 0)))
                                .isTrue();
                    });
            assertThat(kept.values).containsExactly("before");

            producer.commitTransaction();
            assertThat(reader.readTo(Map.of(partition, 2L), kept)).isTrue();
            assertThat(kept.values).containsExactly("before", "open");
        }
    }

    private static Map<TopicPartition, Long> fromBeginning(TopicReader reader, String topic) {
        List<TopicPartition> partitions = reader.partitions(topic);
        reader.assign(partitions);
        reader.seekToBeginning(partitions);
        return reader.endOffsets(partitions);
    }

    private static TopicReader reader(TestBroker broker, Duration patience, Map<String, Object> more) {
        Map<String, Object> all = new HashMap<>(more);
        all.put("bootstrap.servers", broker.address());
        return new TopicReader(all, "test", Limits.DOCUMENTS, patience, Map.of("default.api.timeout.ms", 30_000));
    }

    /** Each in a batch of its own. */
    private static void send(TestBroker broker, String topic, int partition, String... values) {
        try (KafkaProducer<byte[], byte[]> producer = producer(broker, Map.of())) {
            for (String value : values) {
                assertThat(producer.send(new ProducerRecord<>(topic, partition, null, value.getBytes(UTF_8))))
                        .succeedsWithin(PATIENCE);
            }
        }
    }

    private static KafkaProducer<byte[], byte[]> producer(TestBroker broker, Map<String, Object> more) {
        Map<String, Object> all = new HashMap<>(more);
        all.put("bootstrap.servers", broker.address());
        return new KafkaProducer<>(all, new ByteArraySerializer(), new ByteArraySerializer());
    }
}
