package io.fintrans.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** What is known of the partitions that consumers of this process read. */
class InputEndsTest {
    private static final TopicPartition LONDON = new TopicPartition("London", 0);
    private static final TopicPartition TOKYO = new TopicPartition("Tokyo", 0);

    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("none");
    private final InputEnds ends = new InputEnds(() -> {
        throw new AssertionError("there is no Kafka");
    });

    /** It was gone until the next poll, and in that moment time ran on to where the other cities were. */
    @Test
    void aPartitionThatAConsumerIsSentElsewhereInIsStillRead() {
        consumer.assign(List.of(LONDON, TOKYO));
        polled();
        ends.sought(List.of(TOKYO));
        assertThat(ends.topics(0)).containsExactlyInAnyOrder("London", "Tokyo");
        polled();
        assertThat(ends.topics(0)).containsExactlyInAnyOrder("London", "Tokyo");
    }

    @Test
    void aPartitionThatNobodyReadsIsNotThereWhateverIsSoughtInIt() {
        ends.sought(List.of(TOKYO));
        assertThat(ends.topics(0)).isEmpty();
        consumer.assign(List.of(TOKYO));
        polled();
        consumer.assign(List.of(LONDON));
        polled();
        ends.sought(List.of(TOKYO));
        assertThat(ends.topics(0)).containsExactly("London");
    }

    private void polled() {
        ends.polled(consumer, new ConsumerRecords<>(Map.of(), Map.of()), any -> true);
    }
}
