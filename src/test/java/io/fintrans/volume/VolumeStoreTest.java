package io.fintrans.volume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fintrans.streams.ReplayException;
import io.fintrans.timeseries.Volume;
import io.fintrans.timeseries.VolumeJson;
import io.fintrans.transaction.Money;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The edges of what the volume stage keeps. */
class VolumeStoreTest {
    private final Seconds seconds = new Seconds("London", 3);

    @Test
    void aSecondIsCorrectedUpToTwoHoursBehindTheNewest() {
        assertThat(seconds.at(0, 10_000)).isNotNull();
        assertThat(seconds.at(1, 10_000 - 7200)).isNotNull();
        assertThat(seconds.at(2, 10_000 - 7201)).isNull();
        assertThat(seconds.at(3, 10_001)).isNotNull();
        assertThat(seconds.size()).as("the oldest was forgotten").isEqualTo(2);
    }

    @Test
    void aPaymentThatWasAddedBeforeStopsTheStage() {
        seconds.at(5, 100);
        assertThatExceptionOfType(ReplayException.class)
                .isThrownBy(() -> seconds.at(5, 100))
                .withMessageContaining("topic London");
    }

    @Test
    void aSecondGoesOnFromItsJournal() {
        Second first = new Second("London", 3, 100);
        assertThat(first.add(Money.usd(250), 7)).isTrue();
        assertThat(first.add(Money.usd(50), 8)).as("is known to have changed").isFalse();
        seconds.restore(100, VolumeJson.write(first.volume()));
        assertThatExceptionOfType(ReplayException.class).isThrownBy(() -> seconds.at(8, 100));
        Second restored = Objects.requireNonNull(seconds.at(9, 100));
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
}
