package io.fintrans.ingest.point;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.fintrans.alert.Alert;
import io.fintrans.alert.AlertJson;
import io.fintrans.testing.TestAlert;
import io.fintrans.testing.TestFindings;
import io.fintrans.timeseries.LineProtocol;
import io.fintrans.topic.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
                .isEqualTo(
                        "alert,partition=3,severity=medium,typology=pair-total rule=\"pair-total\",pair=\"516 -> 482\",figure=\"28644.50\",total=28644.50,step=2i,episode=\"00000000000000ab\""
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
                .isEqualTo(
                        "alert,partition=3,severity=medium,typology=pair-total rule=\"pair-total\",pair=\"516 -> 482\",figure=\"29999.99\",total=29999.99,step=2i,episode=\"00000000000000ab\""
                                + " 1795382285123" + FRACTION + "\n");
    }

    @Test
    void anAlertOfAnotherDetectorNamesIt() {
        byte[] second = new String(AlertJson.write(alert()), UTF_8)
                .replace("fintrans-detector", "second-detector")
                .getBytes(UTF_8);
        points.write(record(7, second), lines);
        assertThat(lines.toString()).contains("typology=pair-total application=\"second-detector\",rule=");
    }

    @Test
    void aFindingAboutAccountsIsAPointLikeAnyOther() {
        points.write(record(7, AlertJson.write(TestFindings.aboutAccount(60))), lines);
        points.write(record(8, AlertJson.write(TestFindings.aboutAccounts(60))), lines);
        assertThat(lines.toString().lines())
                .satisfiesExactly(
                        one -> assertThat(one)
                                .startsWith(
                                        "alert,partition=3,severity=medium,typology=structuring rule=\"gather-one\","
                                                + "pair=\"account hub\",figure=\"59 payers\",total=531000.00,step=2i,"),
                        set -> assertThat(set)
                                .startsWith(
                                        "alert,partition=3,severity=high,typology=large-first rule=\"round-trip\","
                                                + "pair=\"accounts n00 n01 n02 n03 and 56 more\",figure=\"3 paths\",total=540000.00,step=5i,"));
    }

    /** What the program of before wrote for these alerts: whoever fills a database again writes over its points. */
    @Test
    void anAlertOfAnEarlierFormHasThePointThatItAlwaysHad() throws IOException {
        for (int form : new int[] {1, 2}) {
            for (String json :
                    Files.readAllLines(Path.of("src/test/resources/earlier-alerts/form-" + form + ".jsonl"))) {
                points.write(record(7, json.getBytes(UTF_8)), lines);
            }
        }
        assertThat(lines.toString().lines().map(line -> line.replaceAll(" \\d+$", "")))
                .containsExactly(
                        "alert,partition=3 pair=\"516 -> b.2\",total=12000.50,step=1i,episode=\"e79aa06ec311143f\"",
                        "alert,partition=3 pair=\"acme:17 -> b.2\",total=139999.99,step=13i,episode=\"71416d3283530b63\"",
                        "alert,partition=3 pair=\"516 -> b.2\",total=12000.50,step=1i,episode=\"e79aa06ec311143f\"",
                        "alert,partition=3 pair=\"acme:17 -> b.2\",total=200000.01,step=20i,episode=\"71416d3283530b63\"",
                        "alert,partition=3 application=\"second-detector\",pair=\"A_b-c -> b.2\",total=90000000000000.00,step=10i,episode=\"67cbfb54eb0354fc\"");
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
