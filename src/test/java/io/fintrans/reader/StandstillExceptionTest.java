package io.fintrans.reader;

import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.topic.admin.OpenTransaction;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** Where Kafka was only slow, a transaction that the detector had begun a moment ago would have been blamed, with the command that ends it. */
class StandstillExceptionTest {
    private static final TopicPartition ALERTS = new TopicPartition("fintrans.alerts", 0);
    private final StandstillException stands = new StandstillException(Map.of(ALERTS, 100L), 30);

    @Test
    void blamesTheTransactionBeforeWhichReadingStandsAndNoOther() {
        assertThat(stands.isHeldBackBy(open(ALERTS, 100))).isTrue();
        assertThat(stands.isHeldBackBy(open(ALERTS, 130))).as("a later one").isFalse();
        assertThat(stands.isHeldBackBy(open(new TopicPartition("London", 0), 5)))
                .as("one elsewhere")
                .isFalse();
    }

    private static OpenTransaction open(TopicPartition partition, long firstOffset) {
        return new OpenTransaction(partition, firstOffset, 1, 4711, 0, 0, "any", 0);
    }
}
