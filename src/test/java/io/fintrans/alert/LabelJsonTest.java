package io.fintrans.alert;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fintrans.transaction.AccountId;
import io.fintrans.transaction.Coordinates;
import io.fintrans.transaction.Money;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LabelJsonTest {
    private static final Instant TIME = Instant.ofEpochMilli(1_700_000_000_123L);

    @Test
    void readsBackLabels() {
        Label label = new Label(
                new Coordinates("London", 1, 42),
                Typology.STRUCTURING,
                "1a2b3c4d-7",
                AccountId.of("516"),
                AccountId.of("482"),
                Money.usd(950_050),
                TIME,
                Edge.Part.DIRECT);
        assertThat(LabelJson.read(LabelJson.write(label))).isEqualTo(label);
        assertThat(new String(LabelJson.write(label), UTF_8))
                .isEqualTo(
                        "{\"form\":3,\"transaction\":\"London-1-42\",\"typology\":\"structuring\",\"scheme\":\"1a2b3c4d-7\","
                                + "\"source\":\"516\",\"target\":\"482\",\"currency\":\"USD\",\"amount\":\"9500.50\",\"amountMinor\":950050,"
                                + "\"time\":1700000000123,\"role\":\"direct\"}");
        assertThatThrownBy(() -> LabelJson.read(new String(LabelJson.write(label), UTF_8)
                        .replace("\"direct\"", "\"sideways\"")
                        .getBytes(UTF_8)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> LabelJson.read("{}".getBytes(UTF_8))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void readsTheEarlierFormsWhichDoNotTellTheRole() {
        String earlier = "\"transaction\":\"London-1-42\",\"typology\":\"structuring\",\"scheme\":\"1a2b3c4d-7\","
                + "\"source\":\"516\",\"target\":\"482\",\"currency\":\"USD\",\"amount\":\"9500.50\",\"time\":1700000000123}";
        Label first = LabelJson.read(("{" + earlier).getBytes(UTF_8));
        assertThat(first.role()).isNull();
        String second = "{\"form\":2,\"amountMinor\":950050," + earlier;
        assertThat(LabelJson.read(second.getBytes(UTF_8))).isEqualTo(first);
        assertThat(LabelJson.read(LabelJson.write(first))).isEqualTo(first);
    }
}
