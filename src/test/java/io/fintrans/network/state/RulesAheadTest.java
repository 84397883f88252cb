package io.fintrans.network.state;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fintrans.alert.Typology;
import io.fintrans.rule.Mode;
import io.fintrans.rule.RuleDraft;
import io.fintrans.rule.RuleSource;
import io.fintrans.rule.Rulebook;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** No payment is judged by other rules than those in force at its time. */
class RulesAheadTest {
    private static final RuleDraft CYCLE =
            new RuleDraft("cycle", Typology.CYCLE, Mode.LIVE, Duration.ofHours(1), Map.of());
    private static final Rulebook USED = new Rulebook(List.of(CYCLE.first()));
    private static final Rulebook OTHERS = USED.with(List.of(CYCLE.in(Mode.OFF).at(2, Instant.ofEpochMilli(5000))));

    /** Knows what a test lets it know. */
    private static final class Source implements RuleSource {
        private Known known = new Known(USED, 1000);

        @Override
        public Known known() {
            return known;
        }

        @Override
        public Known await(long time) {
            return known;
        }
    }

    private final Source source = new Source();
    private final RulesAhead ahead = new RulesAhead(source, USED);

    @Test
    void waitsUntilTheRulesOfATimeAreKnown() {
        assertThatCode(() -> ahead.require(999)).doesNotThrowAnyException();
        assertThatThrownBy(() -> ahead.require(1000))
                .isInstanceOf(RulesAhead.UnknownRulesException.class)
                .hasMessageContaining("only known up to 1970-01-01T00:00:01Z");
        source.known = new RuleSource.Known(USED, 1001);
        assertThatCode(() -> ahead.require(1000)).doesNotThrowAnyException();
    }

    @Test
    void judgesUpToWhereOthersAreInForce() {
        source.known = new RuleSource.Known(OTHERS, 9000);
        assertThatCode(() -> ahead.require(4999)).doesNotThrowAnyException();
        assertThatThrownBy(() -> ahead.require(5000)).hasMessageContaining("the rules have changed");
    }
}
