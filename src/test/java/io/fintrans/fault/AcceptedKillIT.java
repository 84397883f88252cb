package io.fintrans.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.accepted.AcceptedReader;
import io.fintrans.packed.PackedReader;
import io.fintrans.testing.TestBroker;
import io.fintrans.testing.TopicContents;
import io.fintrans.topic.Topics;
import io.fintrans.transaction.City;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A detector is killed with {@code kill -9} in the middle of its work, and each payment is in each partition of {@code fintrans.accepted}
 * once: read here by a plain consumer, and proven by {@code fintrans reconcile}, which must also see what is wrong there.
 */
class AcceptedKillIT {
    private static final Topics TOPICS = new Topics(City.DEFAULTS, Topics.DEFAULT_PARTITIONS);

    @AutoClose
    private final TestBroker broker = TestBroker.start();

    @TempDir
    private Path folder;

    @BeforeEach
    void createTopics() {
        broker.create(TOPICS.all(Topics.DEFAULT_REACH, 2));
    }

    @Test
    void hasEachPaymentOnceWhenKilledMidWork() {
        try (KillSeries series = new KillSeries(broker, folder.resolve("state"), 44)) {
            series.kill(2, KillSeries.State.KEPT);
            series.kill(1, KillSeries.State.DELETED);
            series.finish();
            List<ConsumerRecord<byte[], byte[]>> records =
                    TopicContents.read(broker.address(), List.of(Topics.ACCEPTED));
            Set<String> read = TopicContents.read(broker.address(), TOPICS.cityNames()).stream()
                    .map(record -> record.topic() + "-" + record.partition() + "-" + record.offset())
                    .collect(Collectors.toSet());
            assertThat(read).hasSizeGreaterThan(1000);
            Map<Integer, List<String>> accepted = paymentsOf(records);
            assertThat(accepted).containsOnlyKeys(0, 1);
            accepted.forEach((partition, payments) -> {
                assertThat(payments).as("partition %d, twice", partition).doesNotHaveDuplicates();
                assertThat(new HashSet<>(payments))
                        .as("partition %d", partition)
                        .isEqualTo(read);
            });
            copy(records.get(0));
            Proof proof = Proof.of(broker, series.detectors(), 0);
            proof.fails();
            assertThat(proof.text()).contains("it is there twice (fintrans.accepted, partition 0)");
        }
    }

    private static Map<Integer, List<String>> paymentsOf(List<ConsumerRecord<byte[], byte[]>> records) {
        Map<Integer, List<String>> byPartition = new TreeMap<>();
        AcceptedReader reader = new AcceptedReader();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            reader.open(record.value());
            PackedReader payments = reader.payments();
            while (payments.next()) {
                byPartition
                        .computeIfAbsent(record.partition(), any -> new ArrayList<>())
                        .add(payments.coordinates().toString());
            }
        }
        return byPartition;
    }

    /** As whoever may write to the topic could do it. */
    private void copy(ConsumerRecord<byte[], byte[]> record) {
        try (KafkaProducer<byte[], byte[]> stranger = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.address()), new ByteArraySerializer(), new ByteArraySerializer())) {
            Future<RecordMetadata> sent =
                    stranger.send(new ProducerRecord<>(Topics.ACCEPTED, 0, record.key(), record.value()));
            stranger.flush();
            assertThat(sent).isDone();
        }
    }
}
