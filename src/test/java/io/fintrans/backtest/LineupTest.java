package io.fintrans.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.alert.Typology;
import io.fintrans.rule.RuleSpec;
import io.fintrans.rule.Rulebook;
import io.fintrans.testing.TestRules;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LineupTest {
    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    void judgesOnceWhatSetsShareAndNeverUnderAnotherRulesName() {
        RuleSpec first = TestRules.live("first", Typology.LARGE_FIRST, HOUR, Map.of("amount", "5"));
        RuleSpec other = TestRules.live("beside-1-1", Typology.LARGE_FIRST, HOUR, Map.of("amount", "7"));
        Rulebook tried = Rulebook.ofPairTotal(HOUR, Map.of("threshold", "20")).with(List.of(first, other));
        Rulebook inForce = Rulebook.ofPairTotal(HOUR, Map.of("threshold", "10")).with(List.of(first));
        Lineup lineup = new Lineup(List.of(tried, inForce));
        assertThat(lineup.together().specs())
                .extracting(rule -> rule.id().name())
                .containsExactly("beside-1-1", "beside-1-2", "first", "pair-total");
        assertThat(lineup.entries("first")).extracting(Lineup.Entry::set).containsExactly(0, 1);
        assertThat(lineup.entries("pair-total"))
                .extracting(Lineup.Entry::rule)
                .containsExactlyElementsOf(tried.specs().subList(2, 3));
        assertThat(lineup.entries("beside-1-2"))
                .extracting(Lineup.Entry::rule)
                .containsExactlyElementsOf(inForce.specs().subList(1, 2));
        assertThat(lineup.isOfFirst("beside-1-1")).isTrue();
        assertThat(lineup.isOfFirst("beside-1-2")).isFalse();
    }
}
