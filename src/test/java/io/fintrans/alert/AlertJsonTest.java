package io.fintrans.alert;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fintrans.testing.TestAlert;
import io.fintrans.testing.TestEdge;
import io.fintrans.testing.TestFindings;
import io.fintrans.transaction.Coordinates;
import io.fintrans.transaction.Form.NewerFormException;
import io.fintrans.transaction.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
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
    static final String FORM_3 =
            "{\"form\":4,\"application\":\"fintrans-detector\",\"id\":\"7f3a9c0d1e2b4a56-1\",\"episode\":\"7f3a9c0d1e2b4a56\",\"step\":1,"
                    + "\"rule\":\"pair-total\",\"version\":1,\"typology\":\"pair-total\",\"severity\":\"low\",\"subject\":\"pair 516 482\",\"currency\":\"USD\","
                    + "\"measures\":[{\"name\":\"total\",\"value\":1200050,\"limit\":1000000,\"unit\":\"minor-units\"}],"
                    + "\"windowMillis\":3600000,\"openedAt\":1700000000123,\"at\":1700000000123,\"asOf\":1700000000123,\"state\":\"open\",\"cut\":false,"
                    + "\"payments\":3,\"omitted\":1,\"evidence\":["
                    + "{\"topic\":\"London\",\"partition\":1,\"offset\":42,\"time\":1700000000123,\"source\":\"516\",\"target\":\"482\","
                    + "\"amount\":\"8000\",\"minor\":800000,\"part\":\"direct\",\"layer\":0},"
                    + "{\"topic\":\"NYC\",\"partition\":0,\"offset\":9,\"time\":1700000000123,\"source\":\"516\",\"target\":\"482\","
                    + "\"amount\":\"0.50\",\"minor\":50,\"part\":\"direct\",\"layer\":0}]}";

    @Test
    void readsBackWhatItWrites() {
        assertThat(AlertJson.read(AlertJson.write(alert(null)))).isEqualTo(alert(null));
        assertThat(AlertJson.read(AlertJson.write(alert(TIME)))).isEqualTo(alert(TIME));
        for (Alert finding : TestFindings.all()) {
            assertThat(AlertJson.read(AlertJson.write(finding))).isEqualTo(finding);
        }
    }

    @Test
    void writesWhatOthersRead() {
        assertThat(new String(AlertJson.write(alert(null)), UTF_8)).isEqualTo(FORM_3);
    }

    /** What the rules, and the people who read alerts, are told: whom it is about, what was measured, which payments did it. */
    @Test
    void writesAFindingAboutSeveralAccounts() {
        assertThat(new String(AlertJson.write(TestFindings.aboutAccounts(3)), UTF_8))
                .contains(
                        "\"subject\":\"accounts a b c\"",
                        "{\"name\":\"paths\",\"value\":3,\"limit\":2,\"unit\":\"count\"}",
                        "\"part\":\"hop\",\"layer\":1");
    }

    @Test
    void keepsAnAccountOnceHoweverManyPaymentsItHas() {
        Alert read = AlertJson.read(AlertJson.write(alert(null)));
        Edge first = read.evidence().edges().get(0);
        Edge second = read.evidence().edges().get(1);
        assertThat(first.source()).isSameAs(second.source());
        assertThat(first.target()).isSameAs(second.target());
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 11, 15, 30, 50, 100})
    void refusesAStepThatNoEpisodeReaches(long step) {
        String json = new String(AlertJson.write(alert(null)), UTF_8);
        byte[] other = json.replace("56-1\"", "56-" + step + "\"")
                .replace("\"step\":1,", "\"step\":" + step + ",")
                .replace("\"low\"", "\"" + Severity.ofStep(step).code() + "\"")
                .getBytes(UTF_8);
        assertThatThrownBy(() -> AlertJson.read(other)).hasMessageContaining("is no step");
    }

    @Test
    void printsTheOperatorsLine() {
        String line = "POTENTIAL MONEY LAUNDERING: 516 -> 482 totalling 12000.50 now";
        assertThat(alert(null).line()).isEqualTo(line);
        TestAlert withdrawn = TestAlert.like(alert(null)).state(AlertState.WITHDRAWN);
        assertThat(withdrawn.build().line()).isEqualTo(line + " (withdrawn)");
        assertThat(withdrawn.mergedInto("7f3a9c0d1e2b4a57").build().line())
                .isEqualTo(line + " (merged into 7f3a9c0d1e2b4a57)");
    }

    /** Its fields are those of form 4. */
    @Test
    void readsAndWritesFormThree() {
        byte[] three = changed("\"form\":4", "\"form\":3");
        assertThat(AlertJson.read(three).form()).isEqualTo(3);
        assertThat(AlertJson.write(AlertJson.read(three))).isEqualTo(three);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"form\":4", "{\"topic\":\"London\"", "{\"name\":\"total\""})
    void refusesFieldsThatItsFormDoesNotHave(String beginning) {
        assertThatThrownBy(() -> AlertJson.read(changed(beginning, beginning + ",\"note\":\"cleared by head office\"")))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage("not an alert: it has a field that its form does not have: note");
        assertThatThrownBy(() -> AlertJson.read(changed(beginning, beginning + ",\"\\u001b[2J\":1")))
                .hasMessage("not an alert: it has a field that its form does not have");
    }

    /** Of two fields of one name some readers take the first, others the last. */
    @ParameterizedTest
    @CsvSource({
        "\"value\":, \"value\":1",
        "\"subject\":, \"subject\":\"pair INNOCENT 1\"",
        "\"source\":, \"source\":\"INNOCENT\"",
        "\"form\":4, \"form\":4",
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
        "\"amount\":\"8000\", \"amount\":\"8000.00\"",
        "\"amount\":\"0.50\", \"amount\":\"0.5\"",
        "\"amount\":\"0.50\", \"amount\":\"0.500\"",
        "\"amount\":\"8000\", \"amount\":\"8E3\"",
        "\"amount\":\"8000\", \"amount\":\"+8000\""
    })
    void refusesAmountsThatNoneOfUsWrites(String from, String to) {
        assertThatThrownBy(() -> AlertJson.read(changed(from, to)))
                .hasMessageContaining("is not written as fintrans writes it");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"form\":6,\"new\":[1,{\"a\":null}]",
                "\"form\":6,\"currency\":\"XBT-2\"",
                "\"form\":6,\"id\":null",
                "\"form\":6,\"form\":4"
            })
    void namesANewerFormWhateverFieldsItHas(String fields) {
        assertThatThrownBy(() -> AlertJson.read(changed("\"form\":4", fields)))
                .isInstanceOf(NewerFormException.class)
                .hasMessageContaining("This is form 6 of an alert")
                .hasMessageContaining("Upgrade fintrans");
        assertThatThrownBy(() -> AlertJson.read(("{" + fields + "}").getBytes(UTF_8)))
                .isInstanceOf(NewerFormException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "null", "[]", "1", "\"x\"", "{", "{}", "{\"id\":null}", "\u0000", "\ufeff"})
    void refusesWhatIsNoAlert(String json) {
        assertThatThrownBy(() -> AlertJson.read(json.getBytes(UTF_8))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesMorePaymentsThanAnAlertLists() {
        List<Edge> many = Collections.nCopies(
                Subgraph.MOST + 1, alert(null).evidence().edges().get(0));
        byte[] json = AlertJson.write(TestAlert.like(alert(null)).evidence(many).build());
        assertThatThrownBy(() -> AlertJson.read(json)).hasMessage("not an alert: it lists more than 100 payments");
    }

    @Test
    void saysWhichWordsAFieldMayHave() {
        assertThatThrownBy(() -> AlertJson.read(changed("\"direct\"", "\"\\u001b[2J\"")))
                .hasMessage("not an alert: its field part must be one of direct, hop, in, out");
    }

    @Test
    void refusesDeepNesting() {
        byte[] deep = ("{\"id\":" + "[".repeat(100_000)).getBytes(UTF_8);
        assertThatThrownBy(() -> AlertJson.read(deep)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void answersDamagedAlertsWithAnAlertOrARefusal() {
        Random random = new Random(4);
        List<Alert> alerts = new ArrayList<>(TestFindings.all());
        alerts.add(alert(TIME));
        for (int i = 0; i < 50_000; i++) {
            byte[] json = AlertJson.write(alerts.get(random.nextInt(alerts.size())));
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

    /** What is written, with another field. */
    static byte[] changed(String from, String to) {
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
