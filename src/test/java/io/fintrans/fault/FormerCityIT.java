package io.fintrans.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fintrans.exchange.ExchangeReader;
import io.fintrans.testing.TestBroker;
import io.fintrans.testing.TestProcess;
import io.fintrans.testing.TopicContents;
import io.fintrans.topic.Topics;
import io.fintrans.transaction.City;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A city was read to its end and then taken out of {@code --cities}, with payments of it on their way from one task to another. Each record
 * of the exchange that had one of them was rejected, with the payments of all other cities in it.
 */
class FormerCityIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String APPLICATION = "former-city";
    private static final String EXCHANGE = Topics.exchangeOf(APPLICATION);
    private static final int PAYMENTS = 20_000;
    private static final String FORMER = "Tokyo";
    private static final String REST = "London,NYC,SF,Moscow";

    private final TestBroker broker = TestBroker.start();

    @TempDir
    private Path folder;

    @BeforeEach
    void createTopics() {
        broker.create(new Topics(City.DEFAULTS, Topics.DEFAULT_PARTITIONS));
    }

    @AfterEach
    void closeBroker() {
        broker.close();
    }

    @Test
    void itsPaymentsInTheExchangeCountAndSoDoTheOthersInTheirRecords() throws Exception {
        leavePaymentsOnTheirWay();
        try (DetectorGroup after = without()) {
            after.start(folder.resolve("state"));
            Proof proof = Proof.of(broker, after, PAYMENTS + 2_000);
            proof.holds();
            assertThat(proof.text()).doesNotContain("foreign");
            assertThat(Committed.records(broker, Topics.REJECTED)).isEmpty();
        }
    }

    /** Kafka forgets with the topic what was committed of it. All payments were lost that had come in one record with one of that city. */
    @Test
    void whereItsTopicIsGoneOnlyItsOwnPaymentsAreLostAndTheProofSaysWhatItCannotCheck() throws Exception {
        leavePaymentsOnTheirWay();
        try (Admin admin = broker.admin();
                DetectorGroup after = without()) {
            admin.deleteTopics(List.of(FORMER)).all().get();
            TestProcess detector = after.start(folder.resolve("state"));
            Proof proof = Proof.ofCities(broker, after, REST);
            proof.holdsInPart();
            assertThat(proof.text())
                    .contains("missing 0, extra 0", "payments of Tokyo, which this proof does not read")
                    .contains("of internal topics were rejected");
            await("the log").atMost(PATIENCE).until(() -> detector.logged("event=unknown-city"));
            assertThat(Committed.records(broker, Topics.REJECTED)).isNotEmpty();
        }
    }

    private DetectorGroup without() {
        return new DetectorGroup(broker, APPLICATION, "--cities", REST);
    }

    /** Ends a detector that has read all cities and has not taken in what its tasks have sent one another. */
    private void leavePaymentsOnTheirWay() throws Exception {
        try (DetectorGroup before = new DetectorGroup(broker, APPLICATION);
                PaymentStream payments = new PaymentStream(broker.address(), 12, 0);
                var stranger = new KafkaProducer<>(
                        Map.of(
                                "bootstrap.servers",
                                broker.address(),
                                "transactional.id",
                                "stranger",
                                "transaction.timeout.ms",
                                600_000),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            TestProcess detector = before.start(folder.resolve("state"));
            payments.send(2_000);
            await("work").atMost(PATIENCE).until(() -> before.lag() == 0);
            hold(stranger);
            payments.send(PAYMENTS);
            await("all cities to be read").atMost(PATIENCE).until(() -> before.lag() == 0);
            assertThat(detector.isAlive()).isTrue();
            detector.kill();
            stranger.abortTransaction();
            for (City city : City.DEFAULTS) {
                assertThat(waiting(city.name())).as("payments on their way").isGreaterThan(PAYMENTS / 20);
            }
        }
    }

    /** Whoever reads what is committed gets no further than this as long as the transaction is open. */
    @SuppressWarnings("FutureReturnValueIgnored") // Flushing says whether they are there.
    private void hold(KafkaProducer<byte[], byte[]> stranger) {
        stranger.initTransactions();
        stranger.beginTransaction();
        for (int partition = 0; partition < Topics.DEFAULT_PARTITIONS; partition++) {
            stranger.send(new ProducerRecord<>(EXCHANGE, partition, null, new byte[1]));
        }
        stranger.flush();
    }

    /** How many payments of a city are in the exchange that the tasks they are for have not taken in. */
    private long waiting(String city) throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetAndMetadata> committed;
        try (Admin admin = broker.admin()) {
            committed = admin.listConsumerGroupOffsets(APPLICATION)
                    .partitionsToOffsetAndMetadata()
                    .get();
        }
        long waiting = 0;
        ExchangeReader reader = new ExchangeReader();
        for (ConsumerRecord<byte[], byte[]> record : TopicContents.read(broker.address(), List.of(EXCHANGE))) {
            reader.open(record.value());
            OffsetAndMetadata taken = committed.get(new TopicPartition(EXCHANGE, record.partition()));
            boolean waits = taken == null || record.offset() >= taken.offset();
            while (waits && reader.payments().next()) {
                waiting += reader.payments().topic().equals(city) ? 1 : 0;
            }
        }
        return waiting;
    }
}
