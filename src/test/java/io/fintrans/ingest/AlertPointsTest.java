package io.fintrans.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.fintrans.alert.Alert;
import io.fintrans.alert.AlertId;
import io.fintrans.alert.AlertJson;
import io.fintrans.alert.Typology;
import io.fintrans.timeseries.LineProtocol;
import io.fintrans.topic.Topics;
import io.fintrans.transaction.AccountId;
import io.fintrans.transaction.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AlertPointsTest {
    private final LineProtocol lines = new LineProtocol();
    private final AlertPoints points = new AlertPoints();

    @Test
    void anAlertIsAPointAtTheEndOfItsWindow() {
        Alert alert = new Alert(
                new AlertId("00000000000000ab", 2),
                Typology.STRUCTURING,
                AccountId.of("516"),
                AccountId.of("482"),
                Money.usd(2_864_450),
                Money.usd(1_000_000),
                Duration.ofHours(1),
                Instant.ofEpochMilli(1_795_382_000_000L),
                Instant.ofEpochMilli(1_795_382_285_123L),
                9,
                List.of(),
                null);
        assertThat(points.write(record(7, AlertJson.write(alert)), lines)).isTrue();
        assertThat(lines.toString())
                .isEqualTo("alert,partition=3 pair=\"516 -> 482\",total=28644.50,step=2i,episode=\"00000000000000ab\""
                        + " 1795382285123000007\n");

        byte[] second = new String(AlertJson.write(alert), UTF_8)
                .replace("fintrans-detector", "second-detector")
                .getBytes(UTF_8);
        lines.clear();
        points.write(record(7, second), lines);
        assertThat(lines.toString()).contains("partition=3 application=\"second-detector\",pair=");
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
