package io.fintrans.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.rule.Mode;
import io.fintrans.rule.Rulebook;
import io.fintrans.testing.RuleTopic;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class DemoRulesTest {
    /** What is tried in the shadow hides nothing that is live. */
    @Test
    void namesTheLiveVersionAndTheOneInTheShadow() {
        Rulebook rulebook = new Rulebook(List.of(
                RuleTopic.pairTotal("10000").first(),
                RuleTopic.pairTotal("9000").at(2, Instant.ofEpochSecond(10)),
                RuleTopic.pairTotal("8000").in(Mode.SHADOW).at(3, Instant.ofEpochSecond(20))));
        assertThat(DemoRules.words(rulebook))
                .isEqualTo("pair-total, version 2 (live, window PT24H, threshold=9000); pair-total, version 3 (shadow,"
                        + " window PT24H, threshold=8000)");
    }
}
