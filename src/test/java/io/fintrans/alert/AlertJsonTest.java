package io.fintrans.alert;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fintrans.testing.TestAlert;
import io.fintrans.testing.TestEdge;
import io.fintrans.transaction.AccountId;
import io.fintrans.transaction.Coordinates;
import io.fintrans.transaction.Form.NewerFormException;
import io.fintrans.transaction.Money;
import java.time.Instant;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AlertJsonTest {
    private static final Instant TIME = Instant.ofEpochMilli(1_700_000_000_123L);
    /** As version 0.1 wrote it before forms had numbers: every multiple is a step, and a pair's total is called structuring. */
    private static final String FORM_1 = "{\"id\":\"7f3a9c0d1e2b4a56-13\",\"episode\":\"7f3a9c0d1e2b4a56\",\"step\":13,"
            + "\"typology\":\"structuring\",\"source\":\"516\",\"target\":\"482\",\"currency\":\"USD\","
            + "\"total\":\"130000.50\",\"threshold\":\"10000\",\"windowMillis\":3600000,"
            + "\"openedAt\":1700000000000,\"at\":1700000000123,\"payments\":1,\"omitted\":0,\"evidence\":["
            + "{\"topic\":\"London\",\"partition\":1,\"offset\":42,\"time\":1700000000123,\"amount\":\"130000.50\"}]}";

    @Test
    void readsBackWhatItWrites() {
        assertThat(AlertJson.read(AlertJson.write(alert(null)))).isEqualTo(alert(null));
        assertThat(AlertJson.read(AlertJson.write(alert(TIME)))).isEqualTo(alert(TIME));
    }

    @Test
    void writesWhatOthersRead() {
        assertThat(new String(AlertJson.write(alert(null)), UTF_8))
                .isEqualTo(
                        "{\"form\":2,\"application\":\"fintrans-detector\",\"id\":\"7f3a9c0d1e2b4a56-1\",\"episode\":\"7f3a9c0d1e2b4a56\",\"step\":1,"
                                + "\"typology\":\"pair-total\",\"source\":\"516\",\"target\":\"482\",\"currency\":\"USD\","
                                + "\"total\":\"12000.50\",\"totalMinor\":1200050,\"threshold\":\"10000\",\"thresholdMinor\":1000000,\"windowMillis\":3600000,"
                                + "\"openedAt\":1700000000123,\"at\":1700000000123,\"asOf\":1700000000123,\"revised\":false,\"payments\":3,\"omitted\":1,\"evidence\":["
                                + "{\"topic\":\"London\",\"partition\":1,\"offset\":42,\"time\":1700000000123,\"amount\":\"8000\",\"minor\":800000},"
                                + "{\"topic\":\"NYC\",\"partition\":0,\"offset\":9,\"time\":1700000000123,\"amount\":\"0.50\",\"minor\":50}]}");
    }

    @Test
    void readsFormOne() {
        Alert alert = AlertJson.read(FORM_1.getBytes(UTF_8));
        assertThat(alert.id().step()).isEqualTo(13);
        assertThat(alert.typology()).isEqualTo(Typology.PAIR_TOTAL);
        assertThat(alert.asOf()).isEqualTo(alert.at()).isEqualTo(TIME);
        assertThat(alert.revised()).isFalse();
        assertThat(alert.total()).isEqualTo(Money.usd(13_000_050));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 11, 15, 30, 50, 100})
    void refusesAStepThatFormTwoDoesNotHave(long step) {
        String json = new String(AlertJson.write(alert(null)), UTF_8);
        byte[] other = json.replace("56-1\"", "56-" + step + "\"")
                .replace("\"step\":1,", "\"step\":" + step + ",")
                .getBytes(UTF_8);
        assertThatThrownBy(() -> AlertJson.read(other)).hasMessageContaining("is no step");
    }

    @Test
    void writesAnAlertAgainInTheFormInWhichItWasRead() {
        Alert read = AlertJson.read(FORM_1.getBytes(UTF_8));

        assertThat(read.application()).isEqualTo("fintrans-detector");
        assertThat(new String(AlertJson.write(read), UTF_8)).isEqualTo(FORM_1);
    }

    @Test
    void printsTheOperatorsLine() {
        assertThat(alert(null).line()).isEqualTo("POTENTIAL MONEY LAUNDERING: 516 -> 482 totalling 12000.50 now");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"form\":2", "{\"topic\":\"London\""})
    void refusesFieldsThatItsFormDoesNotHave(String beginning) {
        assertThatThrownBy(() -> AlertJson.read(changed(beginning, beginning + ",\"note\":\"cleared by head office\"")))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage("not an alert: it has a field that its form does not have: note");
        assertThatThrownBy(() -> AlertJson.read(changed(beginning, beginning + ",\"\\u001b[2J\":1")))
                .hasMessage("not an alert: it has a field that its form does not have");
        assertThatThrownBy(() -> AlertJson.read(
                        FORM_1.replace("{\"id\"", "{\"note\":1,\"id\"").getBytes(UTF_8)))
                .hasMessageContaining("does not have: note");
    }

    /** Of two fields of one name some readers take the first, others the last. */
    @ParameterizedTest
    @CsvSource({
        "\"total\":, \"total\":\"1\"",
        "\"source\":, \"source\":\"INNOCENT\"",
        "\"form\":2, \"form\":2",
        "\"amount\":\"8000\", \"amount\":\"1\""
    })
    void refusesAFieldThatIsThereTwice(String before, String lie) {
        assertThatThrownBy(() -> AlertJson.read(changed(before, lie + "," + before)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("has a field twice");
    }

    @ParameterizedTest
    @ValueSource(strings = {" {\"id\":\"x\",\"total\":\"1\"}", "x", " 1", "\u0000"})
    void refusesWhatIsBehindItsEnd(String more) {
        String json = new String(AlertJson.write(alert(null)), UTF_8);
        assertThatThrownBy(() -> AlertJson.read((json + more).getBytes(UTF_8)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("behind its end");
        assertThat(AlertJson.read((json + "\n").getBytes(UTF_8))).isEqualTo(alert(null));
    }

    @ParameterizedTest
    @CsvSource({
        "\"threshold\":\"10000\", \"threshold\":\"10000.00\"",
        "\"total\":\"12000.50\", \"total\":\"12000.5\"",
        "\"total\":\"12000.50\", \"total\":\"12000.500\"",
        "\"amount\":\"8000\", \"amount\":\"8E3\"",
        "\"amount\":\"8000\", \"amount\":\"+8000\""
    })
    void refusesAmountsThatNoneOfUsWrites(String from, String to) {
        assertThatThrownBy(() -> AlertJson.read(changed(from, to)))
                .hasMessageContaining("is not written as fintrans writes it");
    }

    @Test
    void namesANewerFormWhateverFieldsItHas() {
        assertThatThrownBy(() -> AlertJson.read(changed("\"form\":2", "\"form\":3,\"new\":[1,{\"a\":null}]")))
                .isInstanceOf(NewerFormException.class)
                .hasMessageContaining("This is form 3 of an alert");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "null", "[]", "1", "\"x\"", "{", "{}", "{\"id\":null}", "\u0000", "\ufeff"})
    void refusesWhatIsNoAlert(String json) {
        assertThatThrownBy(() -> AlertJson.read(json.getBytes(UTF_8))).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "\"total\":\"12000.50\", \"total\":\"12000.505\"",
        "\"total\":\"12000.50\", \"total\":\"1E1000000000\"",
        "\"total\":\"12000.50\", \"total\":\"NaN\"",
        "\"total\":\"12000.50\", \"total\":null",
        "\"total\":\"12000.50\", \"other\":1",
        "\"total\":\"12000.50\", \"total\":\"92233720368547758.08\"",
        "\"USD\", \"XX\"",
        "\"USD\", null",
        "\"pair-total\", \"gardening\"",
        "\"totalMinor\":1200050, \"totalMinor\":1200051",
        "\"totalMinor\":1200050, \"totalMinor\":null",
        "\"thresholdMinor\":1000000, \"thresholdMinor\":\"1000000\"",
        "\"minor\":50, \"minor\":51",
        "\"asOf\":1700000000123, \"asOf\":null",
        "\"revised\":false, \"revised\":null",
        "\"step\":1, \"step\":2",
        "\"omitted\":1, \"omitted\":0",
        "\"episode\":\"7f3a9c0d1e2b4a56\", \"episode\":\"7f3a9c0d1e2b4a57\"",
        "\"516\", \"5 16\"",
        "\"516\", \"\\u001b[2J\"",
        "\"516\", 516",
        "\"7f3a9c0d1e2b4a56-1\", \"7f3a9c0d1e2b4a56\"",
        "\"7f3a9c0d1e2b4a56-1\", \"7f3a9c0d1e2b4a56-x\"",
        "\"episode\":\"7f3a, \"episode\":\"8f3a",
        "\"step\":1, \"step\":2",
        "\"omitted\":1, \"omitted\":0",
        "\"form\":2, \"form\":1",
        "\"application\":\"fintrans-detector\", \"application\":\"\"",
        "\"application\":\"fintrans-detector\", \"application\":\"a b\"",
        "\"application\":\"fintrans-detector\", \"other\":1",
        "\"amount\":\"8000\", \"amount\":\"0.001\"",
        "\"offset\":42, \"offsets\":42"
    })
    void refusesAlertsWithABadField(String from, String to) {
        assertThatThrownBy(() -> AlertJson.read(changed(from, to))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesDeepNesting() {
        byte[] deep = ("{\"id\":" + "[".repeat(100_000)).getBytes(UTF_8);
        assertThatThrownBy(() -> AlertJson.read(deep)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void answersDamagedAlertsWithAnAlertOrARefusal() {
        Random random = new Random(4);
        for (int i = 0; i < 50_000; i++) {
            byte[] json = AlertJson.write(alert(TIME));
            for (int damage = random.nextInt(4); damage >= 0; damage--) {
                json[random.nextInt(json.length)] = (byte) random.nextInt(256);
            }
            try {
                assertThat(AlertJson.read(json)).isNotNull();
            } catch (IllegalArgumentException expected) {
                assertThat(expected).isNotNull();
            }
        }
    }

    @Test
    void readsBackLabels() {
        Label label = new Label(
                new Coordinates("London", 1, 42),
                Typology.STRUCTURING,
                "1a2b3c4d-7",
                AccountId.of("516"),
                AccountId.of("482"),
                Money.usd(950_050),
                TIME);
        assertThat(LabelJson.read(LabelJson.write(label))).isEqualTo(label);
        assertThat(new String(LabelJson.write(label), UTF_8))
                .isEqualTo(
                        "{\"form\":2,\"transaction\":\"London-1-42\",\"typology\":\"structuring\",\"scheme\":\"1a2b3c4d-7\","
                                + "\"source\":\"516\",\"target\":\"482\",\"currency\":\"USD\",\"amount\":\"9500.50\",\"amountMinor\":950050,"
                                + "\"time\":1700000000123}");
        assertThatThrownBy(() -> LabelJson.read("{}".getBytes(UTF_8))).isInstanceOf(IllegalArgumentException.class);
    }

    private static byte[] changed(String from, String to) {
        String json = new String(AlertJson.write(alert(null)), UTF_8);
        assertThat(json).contains(from);
        return json.replaceFirst(Pattern.quote(from), Matcher.quoteReplacement(to))
                .getBytes(UTF_8);
    }

    private static Alert alert(@Nullable Instant shortenedTo) {
        return TestAlert.of("7f3a9c0d1e2b4a56", 1)
                .total(1_200_050)
                .at(TIME)
                .evidence(
                        TestEdge.of(new Coordinates("London", 1, 42), TIME, Money.usd(800_000)),
                        TestEdge.of(new Coordinates("NYC", 0, 9), TIME, Money.usd(50)))
                .payments(3)
                .shortenedTo(shortenedTo)
                .build();
    }
}
