package io.fintrans.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fintrans.topic.Topics;
import io.fintrans.transaction.City;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;

/** The topic of cases in the hands of someone with all rights on Kafka. */
public final class CaseTopic {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final TestBroker broker;

    public CaseTopic(TestBroker broker) {
        this.broker = broker;
    }

    public void create() {
        broker.create(new Topics(City.DEFAULTS, 1)
                .all().stream()
                        .filter(topic -> topic.name().equals(Topics.CASES))
                        .toList());
    }

    public void delete() {
        try (Admin admin = broker.admin()) {
            admin.deleteTopics(List.of(Topics.CASES));
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> !admin.listTopics().names().get().contains(Topics.CASES));
        }
    }

    /** The values of all events, in a list that can be changed. */
    public List<byte[]> values() {
        return new ArrayList<>(TopicContents.read(broker.address(), List.of(Topics.CASES)).stream()
                .filter(record -> !new String(record.key(), UTF_8).startsWith("."))
                .map(ConsumerRecord::value)
                .toList());
    }

    /** As an attacker would: the topic is deleted and written again, each record under the episode that it names. */
    @SuppressWarnings("FutureReturnValueIgnored") // closing the producer waits
    public void rewrite(List<byte[]> values) {
        delete();
        create();
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.address()), new ByteArraySerializer(), new ByteArraySerializer())) {
            for (byte[] value : values) {
                byte[] key = MAPPER.readTree(value).required("episode").asText().getBytes(UTF_8);
                producer.send(new ProducerRecord<>(Topics.CASES, key, value));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
