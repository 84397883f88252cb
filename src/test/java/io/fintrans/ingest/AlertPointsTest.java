package io.fintrans.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.fintrans.alert.Alert;
import io.fintrans.alert.AlertJson;
import io.fintrans.testing.TestAlert;
import io.fintrans.timeseries.LineProtocol;
import io.fintrans.topic.Topics;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AlertPointsTest {
    /** What is behind the milliseconds; made of the alert's id. */
    private static final String FRACTION =
            String.format("%06d", Math.floorMod("00000000000000ab-2".hashCode(), 1_000_000));

    private final LineProtocol lines = new LineProtocol();
    private final AlertPoints points = new AlertPoints();

    @Test
    void anAlertIsAPointAtTheTimeOfItsStep() {
        assertThat(points.write(record(7, AlertJson.write(alert())), lines)).isTrue();
        assertThat(lines.toString())
                .isEqualTo("alert,partition=3 pair=\"516 -> 482\",total=28644.50,step=2i,episode=\"00000000000000ab\""
                        + " 1795382285123" + FRACTION + "\n");
    }

    @Test
    void aRevisedAlertTakesThePlaceOfItsPoint() {
        Alert alert = alert();
        Alert revised = TestAlert.like(alert)
                .total(2_999_999)
                .evidence()
                .payments(11)
                .revised(alert.at().plusSeconds(60))
                .build();
        assertThat(points.write(record(900, AlertJson.write(revised)), lines)).isTrue();
        assertThat(lines.toString())
                .isEqualTo("alert,partition=3 pair=\"516 -> 482\",total=29999.99,step=2i,episode=\"00000000000000ab\""
                        + " 1795382285123" + FRACTION + "\n");
    }

    @Test
    void anAlertOfAnotherDetectorNamesIt() {
        byte[] second = new String(AlertJson.write(alert()), UTF_8)
                .replace("fintrans-detector", "second-detector")
                .getBytes(UTF_8);
        points.write(record(7, second), lines);
        assertThat(lines.toString()).contains("partition=3 application=\"second-detector\",pair=");
    }

    private static Alert alert() {
        return TestAlert.of("00000000000000ab", 2)
                .total(2_864_450)
                .between(Instant.ofEpochMilli(1_795_382_000_000L), Instant.ofEpochMilli(1_795_382_285_123L))
                .payments(9)
                .build();
    }

    @Test
    void whatIsNoAlertIsRefusedAndATombstoneHasNoPoint() {
        assertThat(points.write(record(7, null), lines)).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> points.write(record(8, "{}".getBytes(UTF_8)), lines));
    }

    @SuppressWarnings("NullAway") // A tombstone has no value.
    private static ConsumerRecord<byte[], byte[]> record(long offset, byte @Nullable [] value) {
        return new ConsumerRecord<>(Topics.ALERTS, 3, offset, new byte[0], value);
    }
}
