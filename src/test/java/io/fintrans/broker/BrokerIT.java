package io.fintrans.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fintrans.testing.TestBroker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class BrokerIT {
    @AutoClose
    private final TestBroker broker = TestBroker.start();

    @Test
    void keepsRecordsAndClusterIdAfterAStop() throws Exception {
        broker.create("kept", 1);
        produce("kept", "a", "b");
        String cluster = clusterId();

        broker.stop();
        broker.restart();

        assertThat(consume("kept", 2)).containsExactly("a", "b");
        assertThat(clusterId()).isEqualTo(cluster);
    }

    @Test
    void keepsAcknowledgedRecordsAfterKill9() throws Exception {
        broker.create("kept", 1);
        produce("kept", "a", "b", "c");

        broker.kill();
        broker.restart();
        produce("kept", "d");

        assertThat(consume("kept", 4)).containsExactly("a", "b", "c", "d");
    }

    @Test
    void aSecondBrokerOnTheSameFolderIsRefusedWithThePidOfTheFirst() {
        assertThatThrownBy(() -> LocalBroker.start(LocalBroker.ANY_PORT, broker.folder(), true))
                .isInstanceOf(BrokerStartException.class)
                .hasMessageContaining("process " + broker.pid());
    }

    @Test
    void aPortInUseIsRefusedWithASentence() throws Exception {
        int taken = Integer.parseInt(broker.address().substring("127.0.0.1:".length()));

        assertThatThrownBy(() -> LocalBroker.start(taken, broker.folder().resolve("other"), false))
                .isInstanceOf(BrokerStartException.class)
                .hasMessageContaining("Port " + taken)
                .hasMessageContaining("--port");
    }

    private String clusterId() throws Exception {
        try (Admin admin = broker.admin()) {
            return admin.describeCluster().clusterId().get(30, TimeUnit.SECONDS);
        }
    }

    private void produce(String topic, String... values) throws Exception {
        Map<String, Object> properties = Map.of("bootstrap.servers", broker.address(), "acks", "all");
        try (var producer = new KafkaProducer<>(properties, new StringSerializer(), new StringSerializer())) {
            for (String value : values) {
                producer.send(new ProducerRecord<>(topic, value)).get(30, TimeUnit.SECONDS);
            }
        }
    }

    private List<String> consume(String topic, int count) {
        Map<String, Object> properties = Map.of("bootstrap.servers", broker.address(), "auto.offset.reset", "earliest");
        try (var consumer = new KafkaConsumer<>(properties, new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(new TopicPartition(topic, 0)));
            List<String> values = new ArrayList<>();
            for (int polls = 0; values.size() < count && polls < 30; polls++) {
                consumer.poll(Duration.ofSeconds(1)).forEach(record -> values.add(record.value()));
            }
            return values;
        }
    }
}
