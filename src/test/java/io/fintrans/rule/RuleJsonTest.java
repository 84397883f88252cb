package io.fintrans.rule;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.fintrans.alert.RuleId;
import io.fintrans.alert.Typology;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleJsonTest {
    private static final String RULE = """
            {"rules": [{"name": "near", "typology": "structuring", "windowMillis": 1000,
              "parameters": {"limits": "100, 20.50", "near": "800", "payments": "3"}}]}
            """;

    @Test
    void readsTheExampleOfTheManual() throws IOException {
        String manual = Files.readString(Path.of("docs/rules.md"));
        String example =
                manual.substring(manual.indexOf("```json") + 7, manual.indexOf("```\n", manual.indexOf("```json") + 7));
        List<RuleDraft> rules = RuleJson.read(example.getBytes(UTF_8));
        assertThat(rules).extracting(RuleDraft::typology).containsExactly(Typology.STRUCTURING, Typology.LARGE_FIRST);
        assertThat(rules).extracting(RuleDraft::mode).containsOnly(Mode.LIVE);
        assertThat(rules.get(0).first().id()).isEqualTo(new RuleId("pair-structuring", 1));
        assertThat(rules.get(0).window()).isEqualTo(Duration.ofDays(1));
    }

    @Test
    void knowsWhatIsJustUnderALimit() {
        Structuring structuring =
                Structuring.of(RuleJson.read(RULE.getBytes(UTF_8)).get(0).parameters());
        assertThat(structuring.isNear(80_00)).isTrue();
        assertThat(structuring.isNear(79_99)).isFalse();
        assertThat(structuring.isNear(100_00)).as("the limit itself").isFalse();
        assertThat(structuring.isNear(99_99)).isTrue();
        assertThat(structuring.isNear(20_50)).isFalse();
        assertThat(structuring.isNear(16_40)).as("of the lower limit").isTrue();
        assertThat(structuring.isNear(16_39)).isFalse();
    }

    /** What is wrong is said, whatever else the file has. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "near", "typology"            | "Near", "typology"             | lower-case letters
            structuring                   | structured                     | There is no typology structured
            "windowMillis": 1000          | "windowMillis": 0              | window must be from 1 ms to 366 days
            "windowMillis": 1000          | "windowMillis": 1e9            | another type
            "near": "800"                 | "near": "1000"                 | near must be a whole number from 1 to 999
            "near": "800"                 | "near": 800                    | another type
            "payments": "3"               | "payments": "1"                | payments must be a whole number from 2
            , "payments": "3"             | ''                             | needs the parameter payments
            "payments": "3"               | "payments": "3", "amount": "1" | has no parameter amount
            100, 20.50                    | 100, -5                        | limits must be more than zero
            100, 20.50                    | 1e5                            | limits must be an amount such as
            "typology":                   | "version": 2, "typology":      | a field that its form does not have
            "typology":                   | "colour": "red", "typology":   | a field that its form does not have
            {"rules"                      | {"form": 2, "rules"            | form 2 of a file of rules
            ]}                            | ]                              | JSON is broken
            {"rules"                      | {"rule"                        | a field that its form does not have
            "windowMillis": 1000,         | ''                             | the rule near lacks the field windowMillis
            "name": "near",               | ''                             | rule 1 of the list lacks the field name
            "near": "800"                 | "near": null                   | the rule near lacks the field parameters.near
            """)
    void saysWhatIsWrong(String right, String wrong, String why) {
        assertThat(RULE).contains(right);
        String json = RULE.replace(right, wrong);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RuleJson.read(json.getBytes(UTF_8)))
                .withMessageContaining(why);
    }

    @Test
    void aRulebookHasEachVersionOnceAndInOrder() {
        RuleSpec one = RuleJson.read(RULE.getBytes(UTF_8)).get(0).first();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Rulebook(List.of(one, one)))
                .withMessageContaining("is there twice");
        RuleSpec second = new RuleSpec(
                new RuleId("near", 2), one.typology(), one.mode(), one.from(), one.window(), one.parameters());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Rulebook(List.of(second, one)))
                .withMessageContaining("must be in force later");
    }
}
