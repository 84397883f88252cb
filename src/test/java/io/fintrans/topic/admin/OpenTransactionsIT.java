package io.fintrans.topic.admin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fintrans.testing.TestBroker;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OpenTransactionsIT {
    private static final TopicPartition BLIND = new TopicPartition("open-transactions", 1);

    private final TestBroker broker = TestBroker.shared();
    private final Admin admin = broker.admin();

    @AfterEach
    void closeAdmin() {
        admin.close();
    }

    @Test
    void namesWhoeverHoldsATransactionOpenAndEndsIt() throws Exception {
        broker.create(BLIND.topic(), 2);
        OpenTransactions now = new OpenTransactions(admin, Clock.systemUTC());
        OpenTransactions later = new OpenTransactions(admin, Clock.offset(Clock.systemUTC(), Duration.ofSeconds(31)));
        try (KafkaProducer<byte[], byte[]> holder = producer(Map.of("transactional.id", "held-open"));
                KafkaProducer<byte[], byte[]> other = producer(Map.of())) {
            holder.initTransactions();
            holder.beginTransaction();
            holder.send(payment()).get();
            other.send(payment()).get();
            other.send(payment()).get();

            List<TopicPartition> both = List.of(BLIND, new TopicPartition(BLIND.topic(), 0));
            assertThat(now.behind(both)).containsExactly(Map.entry(BLIND, 3L));
            assertThat(now.suspicious(both)).as("it has just begun").isEmpty();
            List<OpenTransaction> found = later.suspicious(both);
            assertThat(found).hasSize(1);
            assertThat(found.get(0).transactionalId()).isEqualTo("held-open");
            assertThat(found.get(0).sentence(Clock.systemUTC().millis() + 31_000))
                    .contains("held-open")
                    .contains("open-transactions-1 from offset 0")
                    .contains("3 offsets");

            later.end(found.get(0));

            assertThat(now.behind(both)).isEmpty();
            assertThatThrownBy(holder::commitTransaction).isInstanceOf(KafkaException.class);
        }
    }

    @Test
    void namesAreHarmlessOnATerminal() {
        OpenTransaction hostile = new OpenTransaction(BLIND, 7, 1, 5, 0, 0, "a\u001b[2J\u0007b", 0);

        assertThat(hostile.sentence(1000)).contains("(a?[2J?b)").doesNotContain("\u001b");
    }

    private KafkaProducer<byte[], byte[]> producer(Map<String, Object> more) {
        Map<String, Object> all = new HashMap<>(more);
        all.put("bootstrap.servers", broker.address());
        return new KafkaProducer<>(all, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private static ProducerRecord<byte[], byte[]> payment() {
        return new ProducerRecord<>(BLIND.topic(), BLIND.partition(), null, "a b 1".getBytes(UTF_8));
    }
}
