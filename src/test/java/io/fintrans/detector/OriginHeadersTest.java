package io.fintrans.detector;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

/** Anybody who may write to the topic can have put anything into these headers. */
class OriginHeadersTest {
    private final Headers headers = new RecordHeaders().add("fintrans.time", "7".getBytes(US_ASCII));

    @Test
    void aRecordsTimeIsThePaymentsWhereNothingElseIsSaid() {
        assertThat(OriginHeaders.recordTime(headers)).isEqualTo(7);
    }

    @Test
    void refusesARecordsTimeBefore1970BeforeItIsInAnyWindow() {
        headers.add("fintrans.record-time", "-5".getBytes(US_ASCII));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OriginHeaders.recordTime(headers))
                .withMessage("its record's time must not be negative");
    }
}
