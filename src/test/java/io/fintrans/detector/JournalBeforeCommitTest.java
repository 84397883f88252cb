package io.fintrans.detector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fintrans.detector.state.JournalReader;
import io.fintrans.rule.Thresholds;
import io.fintrans.testing.TestRules;
import io.fintrans.topic.Topics;
import io.fintrans.transaction.Money;
import io.fintrans.transaction.Place;
import java.lang.reflect.Field;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Pins what the store takes from inside Kafka Streams: that what is new is journalled before the offsets are committed, in the same
 * transaction. If a newer Streams does otherwise, a crash would lose payments from the window, and this test must fail first.
 */
class JournalBeforeCommitTest {
    private static final String JOURNAL = DetectorDriver.APPLICATION + "-window-changelog";
    private static final long TIME = DetectorDriver.NOW.toEpochMilli();

    @TempDir
    Path folder;

    private final List<String> topicsAtTheAlert = new ArrayList<>();

    @Test
    void aPaymentIsInTheJournalAndAcceptedWhenItsOffsetIsCommittedAndNotBefore() throws ReflectiveOperationException {
        List<MockProducer<byte[], byte[]>> producers = new ArrayList<>();
        try (DetectorDriver driver = new DetectorDriver(
                folder,
                settings(),
                alert -> topicsAtTheAlert.addAll(topics(producers.get(0).uncommittedRecords())))) {
            MockProducer<byte[], byte[]> producer = producer(driver);
            producers.add(producer);
            producer.commitTransactionException = new KafkaException("the commit fails");
            assertThatThrownBy(() -> driver.pay("London", "A B 20000", TIME))
                    .hasStackTraceContaining("the commit fails");

            assertThat(topicsAtTheAlert).as("sent when the alert was raised").doesNotContain(JOURNAL, Topics.ACCEPTED);
            assertThat(topics(producer.uncommittedRecords()))
                    .as("sent when the commit began, in this order")
                    .containsExactly(Topics.ALERTS, JOURNAL, Topics.ACCEPTED);
            assertThat(producer.uncommittedOffsets().values())
                    .as("offsets of the same transaction")
                    .singleElement()
                    .satisfies(offsets -> assertThat(offsets).containsOnlyKeys(new TopicPartition("London", 0)));
            assertThat(producer.history()).as("visible to others").isEmpty();
            assertThat(payments(producer.uncommittedRecords().get(1).value())).containsExactly("London-0-0 2000000");
            producer.commitTransactionException = null;
        }
    }

    @Test
    void whatIsCommittedIsInTheJournal() {
        try (DetectorDriver driver = new DetectorDriver(folder, settings())) {
            driver.pay("London", "A B 1", TIME);
            assertThat(driver.journal())
                    .singleElement()
                    .satisfies(value -> assertThat(payments(value)).containsExactly("London-0-0 100"));
            driver.pay("London", "A B 2", TIME);
            driver.pay("NYC", "A C 3", TIME);
            assertThat(driver.journal())
                    .extracting(JournalBeforeCommitTest::payments)
                    .containsExactly(List.of("London-0-1 200"), List.of("NYC-0-0 300"));
        }
    }

    @Test
    void whatIsRejectedIsNotInTheJournal() {
        try (DetectorDriver driver = new DetectorDriver(folder, settings())) {
            driver.pay("London", "A A 1", TIME);
            assertThat(driver.rejected()).hasSize(1);
            assertThat(driver.journal())
                    .as("begins with the first commit, so that one that is gone is noticed")
                    .singleElement()
                    .satisfies(value -> assertThat(payments(value)).isEmpty());
        }
    }

    private static DetectorSettings settings() {
        return new DetectorSettings(
                List.of("London", "NYC"),
                1,
                TestRules.rulebook(Thresholds.of(Money.usd(1_000_000)), Duration.ofHours(1)),
                Duration.ofMinutes(10),
                Long.MAX_VALUE / 2);
    }

    private static List<String> topics(List<ProducerRecord<byte[], byte[]>> records) {
        return records.stream().map(ProducerRecord::topic).toList();
    }

    private static List<String> payments(byte[] journalled) {
        List<String> topics = new ArrayList<>();
        List<String> payments = new ArrayList<>();
        JournalReader.read(journalled, new JournalReader.Visitor() {
            @Override
            public void origin(int number, String topic, int partition, long count, long sum, long highest) {
                topics.add(topic + "-" + partition);
            }

            @Override
            public void payment(int origin, long high, long low, long time, long amount, long place) {
                payments.add(topics.get(origin) + "-" + Place.offset(place) + " " + amount);
            }
        });
        return payments;
    }

    /** The driver shows only what was committed, so the producer behind it is looked at. */
    @SuppressWarnings("unchecked")
    private static MockProducer<byte[], byte[]> producer(DetectorDriver driver) throws ReflectiveOperationException {
        Field field = TopologyTestDriver.class.getDeclaredField("producer");
        field.setAccessible(true);
        return (MockProducer<byte[], byte[]>) field.get(driver.driver());
    }
}
