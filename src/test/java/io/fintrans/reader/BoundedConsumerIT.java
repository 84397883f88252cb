package io.fintrans.reader;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.testing.HandmadeBatch;
import io.fintrans.testing.TestBroker;
import io.fintrans.topic.record.CutValue;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Records that were made to be too large for whoever reads them; the heap of this process is 1 GB. */
class BoundedConsumerIT {
    /** More than the heap. */
    private static final int BOMB = 1_500_000_000;

    private final TestBroker broker = TestBroker.shared();
    private final long now = Clock.systemUTC().millis();

    @Test
    void passesABombAndLosesNothingAroundItNotEvenInTheSameBatch() {
        broker.create("bomb", 2);
        send("bomb", 0, "before");
        long at = new HandmadeBatch(now)
                .record("first".getBytes(UTF_8))
                .zeros(BOMB)
                .record("last".getBytes(UTF_8))
                .send(broker.address(), "bomb", 0);
        send("bomb", 0, "after");
        for (int i = 0; i < 1000; i++) {
            send("bomb", 1, "elsewhere " + i);
        }

        List<ConsumerRecord<byte[], byte[]>> read = new ArrayList<>();
        try (BoundedConsumer consumer = consumer("bomb", 2)) {
            Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> {
                consumer.poll(Duration.ofMillis(100)).forEach(read::add);
                return read.size() >= 1005;
            });
            assertThat(consumer.poll(Duration.ofSeconds(1))).as("nothing twice").isEmpty();
        }

        assertThat(read).hasSize(1005);
        List<ConsumerRecord<byte[], byte[]>> first =
                read.stream().filter(record -> record.partition() == 0).toList();
        assertThat(first).extracting(ConsumerRecord::offset).containsExactly(0L, 1L, 2L, 3L, 4L);
        assertThat(first.stream()
                        .filter(record -> record.offset() != at + 1)
                        .map(record -> new String(record.value(), UTF_8)))
                .containsExactly("before", "first", "last", "after");
        ConsumerRecord<byte[], byte[]> bomb = first.get(2);
        assertThat(bomb.value())
                .as("one byte more than is allowed, so that everybody sees it")
                .hasSize(64 * 1024 + 1);
        assertThat(CutValue.of(bomb.headers())).isEqualTo(new CutValue(BOMB, null));
        assertThat(bomb.timestamp()).isEqualTo(now);
        for (int i = 0; i < 1000; i++) {
            int wanted = i;
            assertThat(read).anyMatch(record -> record.partition() == 1 && record.offset() == wanted);
        }
    }

    @Test
    void passesABatchWhoseRecordsAreTooManyForTheHeap() {
        broker.create("flood", 1);
        HandmadeBatch flood = new HandmadeBatch(now);
        for (int i = 0; i < 20_000; i++) {
            flood.zeros(60_000);
        }
        flood.send(broker.address(), "flood", 0);
        send("flood", 0, "after");

        TreeMap<Long, Integer> sizes = new TreeMap<>();
        try (BoundedConsumer consumer = consumer("flood", 1)) {
            Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> {
                consumer.poll(Duration.ofMillis(100))
                        .forEach(record -> sizes.put(record.offset(), record.value().length));
                return sizes.size() >= 20_001;
            });
        }
        assertThat(sizes.headMap(20_000L).values()).hasSize(20_000).containsOnly(60_000);
        assertThat(sizes.lastEntry()).isEqualTo(Map.entry(20_000L, 5));
    }

    @Test
    void leavesOutWhatWasAbortedAlsoWhileItReadsCarefully() {
        broker.create("bomb-and-transactions", 1);
        try (KafkaProducer<byte[], byte[]> producer = producer(Map.of("transactional.id", "around-a-bomb"))) {
            producer.initTransactions();
            transaction(producer, "aborted", false);
            transaction(producer, "committed", true);
            new HandmadeBatch(now).zeros(BOMB).send(broker.address(), "bomb-and-transactions", 0);
            transaction(producer, "aborted too", false);
            transaction(producer, "committed too", true);
        }

        List<String> read = new ArrayList<>();
        try (BoundedConsumer consumer = consumer("bomb-and-transactions", 1)) {
            Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> {
                consumer.poll(Duration.ofMillis(100))
                        .forEach(record -> read.add(
                                CutValue.of(record.headers()) == null ? new String(record.value(), UTF_8) : "bomb"));
                return read.contains("committed too");
            });
        }
        assertThat(read).containsExactly("committed", "bomb", "committed too");
    }

    private void transaction(KafkaProducer<byte[], byte[]> producer, String value, boolean commit) {
        producer.beginTransaction();
        assertThat(producer.send(new ProducerRecord<>("bomb-and-transactions", value.getBytes(UTF_8))))
                .isNotNull();
        producer.flush();
        if (commit) {
            producer.commitTransaction();
        } else {
            producer.abortTransaction();
        }
    }

    private void send(String topic, int partition, String value) {
        HandmadeBatch batch = new HandmadeBatch(now);
        batch.record(value.getBytes(UTF_8)).send(broker.address(), topic, partition);
    }

    private KafkaProducer<byte[], byte[]> producer(Map<String, Object> more) {
        Map<String, Object> all = new HashMap<>(more);
        all.put("bootstrap.servers", broker.address());
        return new KafkaProducer<>(all, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private BoundedConsumer consumer(String topic, int partitions) {
        BoundedConsumer consumer = new BoundedConsumer(
                Map.of(
                        "bootstrap.servers",
                        broker.address(),
                        "isolation.level",
                        "read_committed",
                        "max.poll.records",
                        50_000,
                        "enable.auto.commit",
                        false),
                Limits.PAYMENTS);
        List<TopicPartition> all = new ArrayList<>();
        for (int i = 0; i < partitions; i++) {
            all.add(new TopicPartition(topic, i));
        }
        consumer.assign(all);
        consumer.seekToBeginning(all);
        return consumer;
    }
}
