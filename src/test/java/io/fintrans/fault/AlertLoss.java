package io.fintrans.fault;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fintrans.alert.Alert;
import io.fintrans.alert.AlertJson;
import io.fintrans.testing.TestBroker;
import io.fintrans.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Reads the alerts and loses one of them, to see whether somebody notices. */
final class AlertLoss {
    private AlertLoss() {}

    /** All alerts whose transaction was committed, in the order of the topic. */
    static List<Alert> read(TestBroker broker) {
        TopicPartition alerts = new TopicPartition(Topics.ALERTS, 0);
        List<Alert> found = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker.address(), "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(List.of(alerts));
            consumer.seekToBeginning(List.of(alerts));
            long end = consumer.endOffsets(List.of(alerts)).getOrDefault(alerts, 0L);
            while (consumer.position(alerts) < end) {
                consumer.poll(Duration.ofSeconds(1)).forEach(each -> found.add(AlertJson.read(each.value())));
            }
        }
        return found;
    }

    /** Takes the alert with the highest step of the last episode out of the compacted topic. */
    static void dropOne(TestBroker broker) {
        List<Alert> found = read(broker);
        Alert last = found.get(found.size() - 1);
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.address()), new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(
                    Topics.ALERTS, last.id().toString().getBytes(UTF_8), null));
            producer.flush();
        }
    }
}
