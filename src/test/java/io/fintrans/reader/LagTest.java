package io.fintrans.reader;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/**
 * After a record that is too large was passed, a consumer stood behind the end that it knew of, and said that -1 records were left. Kafka
 * Streams took that for a lag that is unknown, and handled nothing until it was known.
 */
class LagTest {
    @Test
    void whoeverIsBeyondTheKnownEndHasNothingLeft() {
        assertThat(BoundedPoll.lag(OptionalLong.of(-1))).hasValue(0);
    }

    @Test
    void aLagThatIsKnownOrUnknownStaysSo() {
        assertThat(BoundedPoll.lag(OptionalLong.of(7))).hasValue(7);
        assertThat(BoundedPoll.lag(OptionalLong.empty())).isEmpty();
    }
}
