package io.fintrans.volume;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fintrans.streams.JournalTopic;
import io.fintrans.streams.ReplayException;
import io.fintrans.streams.UnreadableJournalException;
import io.fintrans.timeseries.Volume;
import io.fintrans.timeseries.VolumeJson;
import io.fintrans.transaction.Money;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The edges of what the volume stage keeps. */
class VolumeStoreTest {
    private final Seconds seconds = new Seconds("London", 3);

    @Test
    void aSecondIsCorrectedUpToTwoHoursBehindTheNewest() {
        assertThat(seconds.at(10_000)).isNotNull();
        assertThat(seconds.at(10_000 - 7200)).isNotNull();
        assertThat(seconds.at(10_000 - 7201)).isNull();
        assertThat(seconds.at(10_001)).isNotNull();
        assertThat(seconds.size()).as("the oldest was forgotten").isEqualTo(2);
    }

    @Test
    void aPaymentThatWasAddedBeforeStopsTheStage() {
        seconds.read(5);
        assertThatExceptionOfType(ReplayException.class)
                .isThrownBy(() -> seconds.read(5))
                .withMessageContaining("topic London");
    }

    @Test
    void aSecondGoesOnFromItsJournal() {
        Second first = new Second("London", 3, 100);
        assertThat(first.add(Money.usd(250), 7)).isTrue();
        assertThat(first.add(Money.usd(50), 8)).as("is known to have changed").isFalse();
        seconds.restore(100, new Journalled(VolumeJson.write(first.volume()), "journal", 3, 0));
        assertThatExceptionOfType(ReplayException.class).isThrownBy(() -> seconds.read(8));
        Second restored = Objects.requireNonNull(seconds.at(100));
        assertThat(restored.add(Money.usd(100), 9)).isTrue();
        Volume volume = restored.volume();
        assertThat(volume)
                .extracting("count", "total", "smallest", "largest", "offset")
                .containsExactly(3L, 400L, 50L, 250L, 9L);
        assertThat(volume.amounts().count()).isEqualTo(3);
    }

    @Test
    void thereIsNoRoomForWhatWouldOverflow() {
        Second second = new Second("London", 3, 100);
        second.add(Money.usd(Long.MAX_VALUE - 5), 1);
        assertThat(second.takes(Money.usd(5))).isTrue();
        assertThat(second.takes(Money.usd(6))).isFalse();
    }

    @Test
    void anOldCopyOfASecondIsPassedOver() {
        Second first = new Second("London", 3, 100);
        first.add(Money.usd(250), 7);
        byte[] old = VolumeJson.write(first.volume());
        first.add(Money.usd(50), 8);
        assertThat(seconds.restore(100, journalled(VolumeJson.write(first.volume()))))
                .isTrue();
        assertThat(seconds.restore(100, journalled(old))).isFalse();
        assertThat(Objects.requireNonNull(seconds.at(100)).volume().count()).isEqualTo(2);
    }

    @Test
    void aJournalRecordThatIsNoVolumeEndsTheStageWithASentence() {
        Second other = new Second("London", 3, 101);
        other.add(Money.usd(250), 7);
        byte[] ofAnother = VolumeJson.write(other.volume());
        byte[] newer = "{\"form\":9,\"city\":\"London\"}".getBytes(UTF_8);
        for (byte[] value : List.of(new byte[0], "hello".getBytes(UTF_8), "{}".getBytes(UTF_8), ofAnother, newer)) {
            Seconds restored = new Seconds("London", 3);
            restored.restore(100, journalled(value));
            assertThatExceptionOfType(UnreadableJournalException.class)
                    .isThrownBy(() -> restored.read(9))
                    .withMessageContaining("topic journal, partition 3, offset 17");
        }
    }

    @Test
    void aJournalKeyThatIsNoSecondOfACityEndsTheStageWithASentence() {
        String digits = "9".repeat(10_000);
        for (String key :
                List.of("", "London", "London x 3", "London 100 -1", "London -1 3", "London 1 3 4", "L 1 " + digits)) {
            VolumeStore store = VolumeStore.builder("seconds", "sink").build();
            new JournalTopic().open(store);
            assertThatExceptionOfType(UnreadableJournalException.class)
                    .as(key)
                    .isThrownBy(() -> JournalTopic.replay(store, key.getBytes(UTF_8), new byte[] {1}))
                    .withMessageContaining("topic app-seconds-changelog, partition 0, offset 0")
                    .satisfies(said -> assertThat(said.getMessage()).hasSizeLessThan(700));
        }
    }

    private static Journalled journalled(byte[] value) {
        return new Journalled(value, "journal", 3, 17);
    }
}
