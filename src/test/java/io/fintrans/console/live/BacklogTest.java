package io.fintrans.console.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class BacklogTest {
    private static final TopicPartition ONE = new TopicPartition("London", 0);
    private static final TopicPartition TWO = new TopicPartition("London", 1);

    private final Backlog backlog = new Backlog();
    private Instant now = Instant.EPOCH;

    @Test
    void hasNoLagWhereAllIsRead() {
        look(0, Map.of(ONE, 10L, TWO, 0L), Map.of(ONE, 10L));
        look(60, Map.of(ONE, 10L, TWO, 0L), Map.of(ONE, 10L));

        assertLag(0, 0);
    }

    @Test
    void saysForHowLongTheFirstUnreadRecordHasWaited() {
        look(0, Map.of(ONE, 10L), Map.of(ONE, 10L));
        look(2, Map.of(ONE, 14L), Map.of(ONE, 12L));
        assertLag(2, 0);
        look(2, Map.of(ONE, 19L), Map.of(ONE, 12L));
        assertLag(7, 2);
        look(2, Map.of(ONE, 19L), Map.of(ONE, 14L));
        assertLag(5, 2);
        look(2, Map.of(ONE, 19L), Map.of(ONE, 19L));
        assertLag(0, 0);
    }

    @Test
    void addsUpPartitionsAndTakesTheLongest() {
        look(0, Map.of(ONE, 10L, TWO, 5L), Map.of(ONE, 9L));
        look(3, Map.of(ONE, 10L, TWO, 5L), Map.of(ONE, 10L));

        assertLag(5, 3);
    }

    @Test
    void forgetsPartitionsThatAreGone() {
        look(0, Map.of(ONE, 10L), Map.of());
        look(9, Map.of(TWO, 1L), Map.of(TWO, 1L));

        assertLag(0, 0);
    }

    @Test
    void doesNotKnowForHowLongWaitsWhatWasThereBeforeItLooked() {
        look(0, Map.of(ONE, 10_856L), Map.of());
        assertThat(backlog.isExact()).isFalse();
        look(2, Map.of(ONE, 10_900L), Map.of(ONE, 10_855L));
        assertThat(backlog.isExact()).isFalse();
        assertLag(45, 2);
        look(2, Map.of(ONE, 10_900L), Map.of(ONE, 10_856L));
        assertThat(backlog.isExact()).as("what is left came before its eyes").isTrue();
        assertLag(44, 2);
    }

    @Test
    void doesNotKnowForHowLongWaitsWhatCameWhileNobodyLooked() {
        look(0, Map.of(ONE, 10L), Map.of(ONE, 10L));
        look(60, Map.of(ONE, 10_000L), Map.of(ONE, 10L));
        assertThat(backlog.isExact()).isFalse();
        look(2, Map.of(ONE, 10_000L), Map.of(ONE, 10_000L));
        assertThat(backlog.isExact()).isTrue();
    }

    @Test
    void remembersTheFirstHoweverLongItLasts() {
        for (long end = 1; end <= 100_000; end++) {
            look(1, Map.of(ONE, end), Map.of());
        }
        assertLag(100_000, 99_999);
        look(0, Map.of(ONE, 100_000L), Map.of(ONE, 50_000L));
        assertThat(backlog.lag()).isBetween(Duration.ofSeconds(49_000), Duration.ofSeconds(50_000));
    }

    private void look(long laterSeconds, Map<TopicPartition, Long> ends, Map<TopicPartition, Long> read) {
        now = now.plusSeconds(laterSeconds);
        backlog.look(ends, read, now);
    }

    private void assertLag(long records, long seconds) {
        assertThat(backlog.records()).isEqualTo(records);
        assertThat(backlog.lag()).isEqualTo(Duration.ofSeconds(seconds));
    }
}
