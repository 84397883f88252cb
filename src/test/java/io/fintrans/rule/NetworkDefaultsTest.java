package io.fintrans.rule;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fintrans.alert.Typology;
import io.fintrans.alert.Typology.Scope;
import io.fintrans.testing.TestRules;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class NetworkDefaultsTest {
    @Test
    void nameARuleOfEachTypologyOfTheNetwork() {
        assertThat(NetworkDefaults.rules())
                .extracting(RuleDraft::typology)
                .containsExactlyElementsOf(Stream.of(Typology.values())
                        .filter(typology -> typology.scope() == Scope.NETWORK)
                        .toList());
    }

    @ParameterizedTest
    @EnumSource(
            names = {"PAIR_TOTAL", "STRUCTURING", "LARGE_FIRST"},
            mode = EnumSource.Mode.EXCLUDE)
    void areARuleByItsTypologyAlone(Typology typology) {
        List<RuleDraft> read = RuleJson.read(
                ("{\"rules\":[{\"name\":\"x\",\"typology\":\"" + typology.code() + "\"}]}").getBytes(UTF_8));
        assertThat(read)
                .containsExactly(new RuleDraft("x", typology, Mode.LIVE, NetworkDefaults.window(typology), Map.of()));
    }

    /** So a version goes on meaning what it meant, whatever the defaults become. */
    @Test
    void areWrittenOutInTheVersion() {
        RuleSpec spec = TestRules.live("x", Typology.CYCLE, Duration.ofHours(1), Map.of("longest", "8"));
        assertThat(spec.parameters())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "shortest",
                        "3",
                        "longest",
                        "8",
                        "least",
                        "800",
                        "most",
                        "1200",
                        "floor",
                        "20",
                        "share",
                        "50",
                        "history",
                        "0",
                        "spanMillis",
                        "0"));
        assertThat(Cycle.of(spec.parameters())).isEqualTo(new Cycle(3, 8, new Share(800, 1200), 20_00));
    }

    @Test
    void areNoneOfTheRulesAboutPairs() {
        assertThatThrownBy(() ->
                        RuleJson.read("{\"rules\":[{\"name\":\"x\",\"typology\":\"large-first\"}]}".getBytes(UTF_8)))
                .hasMessageContaining("the rule x lacks the field parameters");
        assertThatThrownBy(() -> TestRules.live("x", Typology.LARGE_FIRST, Duration.ofDays(1), Map.of()))
                .hasMessageContaining("needs the parameter amount");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            FAN_IN              | accounts | 1     | accounts must be a whole number from 2 to 64
            FAN_OUT             | total    | 0     | total must be more than zero
            FAN_OUT             | limit    | 5     | a rule of the typology fan-out has no parameter limit
            GATHER_SCATTER      | most     | 699   | most must be a whole number from 700
            SCATTER_GATHER      | least    | 0     | least must be a whole number from 1
            CYCLE               | shortest | 2     | shortest must be a whole number from 3 to 12
            CYCLE               | longest  | 13    | longest must be a whole number from 3 to 12
            CHAIN               | payments | 1     | payments must be a whole number from 2 to 12
            BIPARTITE           | targets  | 1     | targets must be a whole number from 2 to 64
            STACK               | floor    | -1    | floor must be more than zero
            MULE                | in       | many  | in must be a whole number from 1 to 64
            ACCOUNT_STRUCTURING | near     | 1000  | near must be a whole number from 1 to 999
            ACCOUNT_STRUCTURING | far      | 1     | a rule of the typology account-structuring has no parameter far
            SUDDEN_HUB          | payments | 9     | a rule of the typology sudden-hub has no parameter payments
            DORMANT             | known    | 29    | known must be a whole number from 30
            """)
    void refusesWhatCannotBe(Typology typology, String parameter, String value, String message) {
        assertThatThrownBy(() -> TestRules.live("x", typology, Duration.ofDays(1), Map.of(parameter, value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void refusesWhatTheGraphCannotHold() {
        assertThat(TestRules.live("x", Typology.STACK, Duration.ofDays(23), Map.of())
                        .reach())
                .isEqualTo(Duration.ofDays(23));
        assertThat(TestRules.live("x", Typology.CHAIN, Duration.ofDays(7), Map.of())
                        .reach())
                .isEqualTo(Duration.ofDays(21));
        assertThatThrownBy(() -> TestRules.live("x", Typology.CHAIN, Duration.ofDays(8), Map.of()))
                .hasMessageContaining("a rule of the network looks back 23 days at most, but x looks back PT576H");
    }

    @Test
    void keepApartWhatIsNotOfOneKind() {
        Rulebook all = Rulebook.ofPairTotal(Duration.ofDays(1), Map.of("threshold", "10000"))
                .with(NetworkDefaults.rules().stream().map(RuleDraft::first).toList());
        assertThat(all.of(Scope.PAIR))
                .isEqualTo(Rulebook.ofPairTotal(Duration.ofDays(1), Map.of("threshold", "10000")));
        assertThat(all.of(Scope.NETWORK).specs()).hasSize(12);
    }
}
