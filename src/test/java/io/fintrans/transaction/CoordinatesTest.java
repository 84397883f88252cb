package io.fintrans.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CoordinatesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "London-0-0",
                "New-York-3-17",
                "a--1-2",
                "city-1-2-3",
                "-x-0-1",
                "1-2-3",
                "London-2147483647-0",
                "London-0-9223372036854775807",
                "London-0-17.3",
                "New.York-3-17.8191",
                "London-0-17.3-0-5",
                "London-0-17.3-0-5.1"
            })
    void readsBackWhatItWrites(String id) {
        assertThat(Coordinates.parse(id)).hasToString(id);
    }

    @Test
    void takesTheLastTwoNumbersForPartitionAndOffset() {
        assertThat(Coordinates.parse("city-1-2-3")).isEqualTo(new Coordinates("city-1", 2, 3));
        assertThat(Coordinates.parse("city-1-2-3.4")).isEqualTo(new Coordinates("city-1", 2, 3, 4));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                "--",
                "---",
                "London",
                "London-1",
                "London-1-",
                "London--1",
                "-1-2",
                "London-a-1",
                "London-1-b",
                "London-1--2",
                "London-+1-2",
                "London-01-2",
                "London-1-02",
                "London-2147483648-0",
                "London-0-9223372036854775808",
                "London-1-\u0661",
                "L\u00f6ndon-1-2",
                "London-1-2 ",
                "London-1-2\n",
                "London-1-2.",
                "London-1-2.0",
                "London-1-2.01",
                "London-1-2.8192",
                "London-1-2.+1",
                "London-1-2.1.1",
                "London-1.1-2"
            })
    void refusesWhatIsNoId(String id) {
        assertThatThrownBy(() -> Coordinates.parse(id)).isInstanceOf(IllegalArgumentException.class);
    }
}
