package io.fintrans.cli.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fintrans.process.CommandException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The window leaves Kafka's records their part of the heap. */
class WindowMemoryTest {
    @ParameterizedTest
    @CsvSource({"4000, 2400", "1000, 600", "240, 144", "200, 104", "123, 27", "112, 16"})
    void isAShareOfALargeHeapAndTheRestOfASmallOne(long heap, long window) {
        assertThat(WindowMemory.of(null, heap << 20) >> 20).isEqualTo(window);
    }

    @Test
    void isWhatTheUserSaysIfItFits() {
        assertThat(WindowMemory.of(300L << 20, 364L << 20)).isEqualTo(300L << 20);
    }

    @Test
    void aHeapThatIsTooSmallIsRefused() {
        assertThatThrownBy(() -> WindowMemory.of(null, 92L << 20))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("92m is too small")
                .hasMessageContaining("112m");
    }

    @Test
    void aWindowThatDoesNotFitIsRefused() {
        assertThatThrownBy(() -> WindowMemory.of(1000L << 20, 512L << 20))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("--memory 1000m does not fit Java's heap of 512m")
                .hasMessageContaining("-Xmx1096m");
    }
}
