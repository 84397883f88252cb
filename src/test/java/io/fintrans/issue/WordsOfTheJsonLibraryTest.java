package io.fintrans.issue;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fintrans.alert.Edge;
import io.fintrans.alert.Label;
import io.fintrans.alert.LabelJson;
import io.fintrans.alert.Typology;
import io.fintrans.casework.CaseEventJson;
import io.fintrans.casework.SigningMark;
import io.fintrans.transaction.AccountId;
import io.fintrans.transaction.Coordinates;
import io.fintrans.transaction.Money;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the library for JSON and Java said of a broken record was passed on to people: names of its classes, "No value present", or null
 * for a currency that there is not.
 */
class WordsOfTheJsonLibraryTest {
    private static final Label LABEL = new Label(
            Coordinates.parse("London-0-1"),
            Typology.STRUCTURING,
            "s",
            AccountId.of("1"),
            AccountId.of("2"),
            Money.parse("1.50", Currency.getInstance("USD")),
            Instant.ofEpochMilli(7),
            Edge.Part.DIRECT);

    private static final List<Function<byte[], ?>> READERS =
            List.of(LabelJson::read, CaseEventJson::read, SigningMark::read);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "7",
                "{",
                "{}",
                "\u0000\u0001",
                "{\"form\":\"x\"}",
                "{\"form\":99999999999}",
                "{\"cluster\":7}",
                "{\"sequence\":1.5}",
                "{\"amount\":null}",
                "{\"amount\":\"1\",\"currency\":\"XX1\"}"
            })
    void everyReaderSaysItInASentence(String record) {
        for (Function<byte[], ?> reader : READERS) {
            IllegalArgumentException why =
                    catchThrowableOfType(IllegalArgumentException.class, () -> reader.apply(record.getBytes(UTF_8)));

            assertThat(why.getMessage())
                    .startsWith("not ")
                    .doesNotMatch("[^:]*: null")
                    .doesNotContain("Node", "jackson", "Source:", "java.", "token", "Exception");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"amount\":\"1.50\"|\"amount\":1.50|not a label: its field amount must be text but is: 1.5",
                "\"time\":7|\"time\":\"7\"|not a label: its field time must be a whole number but is: \"7\"",
                "\"scheme\":\"s\"|\"scheme2\":\"s\"|not a label: its field scheme is missing",
                "\"currency\":\"USD\"|\"currency\":\"USX\"|not a label: there is no currency USX",
                "\"amount\":\"1.50\"|\"amount\":\"1.505\"|not a label: the amount 1.505 has more decimals than",
                "\"amountMinor\":150|\"amountMinor\":151|not a label: amount and amountMinor differ",
                "\"amount\":\"1.50\"|\"amount\":\"1.5\"|not a label: the amount 1.5 is not written as fintrans",
                "\"scheme\"|\"note\":1,\"scheme\"|not a label: it has a field that its form does not have: note",
                "\"scheme\"|\"scheme\":\"t\",\"scheme\"|not a label: its JSON is broken, has a field twice",
                "}|} {}|not a label: its JSON is broken, has a field twice or more behind its end"
            })
    void namesTheField(String right, String wrong, String sentence) {
        String record = new String(LabelJson.write(LABEL), UTF_8);

        assertThat(record).contains(right);
        assertThat(LabelJson.read(record.getBytes(UTF_8))).isEqualTo(LABEL);
        assertThatThrownBy(() -> LabelJson.read(record.replace(right, wrong).getBytes(UTF_8)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(sentence);
    }

    @Test
    void aNewerFormIsStillOne() {
        assertThatThrownBy(() -> LabelJson.read("{\"form\":99}".getBytes(UTF_8)))
                .hasMessageStartingWith("This is form 99 of a label, but this fintrans reads forms up to 3.");
    }
}
