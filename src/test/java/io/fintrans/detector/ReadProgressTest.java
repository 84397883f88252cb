package io.fintrans.detector;

import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.exchange.Watermark;
import io.fintrans.streams.InputEnds.Ends;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How far a task says that it has read: task 1 of several reads a partition of London and one of Tokyo. */
class ReadProgressTest {
    private static final long STEP = 50;

    private final Map<String, Ends> ends = new HashMap<>();
    private final List<String> topics = new ArrayList<>(List.of("London", "Tokyo", "app-exchange"));
    private final ReadProgress progress =
            new ReadProgress(1, STEP, List.of("London", "Tokyo", "NYC"), new Told(), () -> false);
    private long now;

    private final class Told implements Inputs {
        @Override
        public List<String> topics(int partition) {
            return topics;
        }

        @Override
        public @Nullable Ends ends(TopicPartition partition, long time) {
            return ends.get(partition.topic());
        }
    }

    @Test
    void itIsAsFarAsTheInputThatIsFurthestBehind() {
        assertThat(progress.atCommit(now)).as("that it is there").isEqualTo(new Watermark(1, 0, false));
        progress.read("London", 0, 1_000);
        assertThat(after(200)).as("nothing is known of Tokyo").isNull();
        progress.read("Tokyo", 0, 400);
        assertThat(after(200)).isEqualTo(new Watermark(1, 400, false));
        progress.read("London", 1, 9_000);
        progress.read("Tokyo", 1, 450);
        assertThat(after(200)).as("no more than a step").isNull();
        progress.read("Tokyo", 2, 451);
        assertThat(after(200)).isEqualTo(new Watermark(1, 451, false));
        assertThat(after(29_999)).isNull();
        assertThat(after(1)).as("again").isEqualTo(new Watermark(1, 451, false));
    }

    @Test
    void anInputThatHasHadNothingForTenSecondsIsLeftOut() {
        readBoth();
        at("Tokyo", 7, 0, 7);
        assertThat(after(9_999)).isNull();
        now++;
        at("Tokyo", 7, 0, 7);
        assertThat(after(0)).isEqualTo(new Watermark(1, 1_000, false));
        at("London", 5, 0, 5);
        assertThat(after(0)).isNull();
        now += 10_000;
        at("London", 5, 0, 5);
        at("Tokyo", 7, 0, 7);
        assertThat(after(0)).as("all of them").isEqualTo(new Watermark(1, 1_000, true));
        progress.read("Tokyo", 7, 500);
        assertThat(progress.atCommit(now)).as("with its payments").isEqualTo(new Watermark(1, 500, false));
    }

    @Test
    void anOpenTransactionIsNoEnd() {
        readBoth();
        for (int i = 0; i < 40; i++) {
            at("Tokyo", 7, 0, 9);
            Watermark told = after(1_000);
            assertThat(told == null || told.equals(new Watermark(1, 400, false)))
                    .isTrue();
        }
    }

    @Test
    void aLeaderThatDoesNotAnswerIsNoEnd() {
        readBoth();
        ends.put("Tokyo", new Ends(7, 0, 7, now));
        for (int i = 0; i < 40; i++) {
            Watermark told = after(1_000);
            assertThat(told == null || told.equals(new Watermark(1, 400, false)))
                    .isTrue();
        }
        ends.remove("Tokyo");
        assertThat(after(30_000)).isEqualTo(new Watermark(1, 400, false));
    }

    @Test
    void anInputThatWasLeftOutIsWaitedForWhenItsLeaderDoesNotAnswerAnyMore() {
        readBoth();
        now += 1_000;
        at("Tokyo", 7, 0, 7);
        after(0);
        now += 10_000;
        at("Tokyo", 7, 0, 7);
        assertThat(after(0)).isEqualTo(new Watermark(1, 1_000, false));
        assertThat(after(10_001)).as("it is held again").isEqualTo(new Watermark(1, 400, false));
    }

    /** Kafka Streams sends it elsewhere when records are gone that it was to read next; until then it had nothing to be read. */
    @Test
    void anInputWhoseConsumerIsSentElsewhereIsWaitedFor() {
        readBoth();
        now += 1_000;
        at("Tokyo", 7, 0, 7);
        after(0);
        now += 10_000;
        at("Tokyo", 7, 0, 7);
        assertThat(after(0)).as("nothing more to be read").isEqualTo(new Watermark(1, 1_000, false));
        ends.remove("Tokyo");
        assertThat(after(200)).as("nobody knows where it stands").isEqualTo(new Watermark(1, 400, false));
        ends.put("Tokyo", new Ends(3, -1, -1, 0));
        assertThat(after(200)).as("nobody knows where it ends").isNull();
        at("Tokyo", 3, -1, 7);
        assertThat(after(200)).as("there is more to be read").isNull();
    }

    @Test
    void whatWasGivenOutButNotHandledYetIsNoEnd() {
        readBoth();
        for (int i = 0; i < 40; i++) {
            at("Tokyo", 7, 6, 7);
            Watermark told = after(1_000);
            assertThat(told == null || told.equals(new Watermark(1, 400, false)))
                    .isTrue();
        }
    }

    @Test
    void aPartitionThatWasAddedIsWaitedFor() {
        readBoth();
        topics.add("NYC");
        progress.read("Tokyo", 1, 900);
        assertThat(after(200)).as("nothing is known of it").isEqualTo(new Watermark(1, 0, false));
        progress.read("NYC", 0, 800);
        assertThat(after(200)).isEqualTo(new Watermark(1, 800, false));
    }

    @Test
    void anAnswerOfBeforeTheNewestRecordSaysNothing() {
        readBoth();
        now += 1_000;
        at("Tokyo", 7, 0, 7);
        after(0);
        now += 3_600_000;
        progress.read("London", 1, 5_000_000);
        progress.read("Tokyo", 1, 4_000_000);
        assertThat(after(200)).isEqualTo(new Watermark(1, 4_000_000, false));
        assertThat(after(1_000))
                .as("what is known of Tokyo's end is an hour old")
                .isNull();
        at("Tokyo", 9, 1, 9);
        assertThat(after(200)).as("it is at its end for a moment only").isNull();
    }

    @Test
    void aTaskThatReadsNoCityIsIdle() {
        topics.clear();
        topics.add("app-exchange");
        assertThat(progress.atCommit(now)).as("that it is there").isEqualTo(new Watermark(1, 0, false));
        assertThat(after(200)).isEqualTo(new Watermark(1, 0, true));
    }

    private void readBoth() {
        progress.atCommit(now);
        progress.read("London", 0, 1_000);
        progress.read("Tokyo", 0, 400);
        assertThat(after(1_000)).isEqualTo(new Watermark(1, 400, false));
        progress.atCommit(now);
    }

    private void at(String topic, long position, long last, long end) {
        ends.put(topic, new Ends(position, last, end, now));
    }

    /** What is due some milliseconds later. */
    private @Nullable Watermark after(long millis) {
        now += millis;
        return progress.due(now);
    }
}
