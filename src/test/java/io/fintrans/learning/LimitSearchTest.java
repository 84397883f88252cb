package io.fintrans.learning;

import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.alert.Typology;
import io.fintrans.learning.Finding.Verdict;
import io.fintrans.rule.RuleSpec;
import io.fintrans.rule.SeverityLimits;
import io.fintrans.testing.TestRules;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LimitSearchTest {
    private static final RuleSpec RULE = TestRules.live(
            "fans", Typology.FAN_IN, Duration.ofDays(4), Map.of("share", "1001", "history", "0", "spanMillis", "0"));
    private static final long HOUR = 3_600_000;

    private final List<Finding> findings = new ArrayList<>();

    @Test
    void proposesTheLimitsThatTellRightFromWrong() {
        for (int i = 0; i < 100; i++) {
            add(i, 400 + i, 20, HOUR, Verdict.RIGHT);
            add(i, 300 + i % 60, 20, HOUR, Verdict.WRONG);
            add(i, 400, 3, HOUR, Verdict.WRONG);
            add(i, 900, 20, 40 * HOUR, Verdict.WRONG);
            add(i, 500, 20, HOUR, Verdict.UNKNOWN);
        }
        Proposal proposal = propose();
        assertThat(proposal.proposed()).isEqualTo(new SeverityLimits(375, 7, (int) (6 * HOUR)));
        assertThat(proposal.earlier()).isEqualTo(new Tally(0, 0, 0));
        assertThat(proposal.earlierProposed()).isEqualTo(new Tally(70, 0, 140));
        assertThat(proposal.laterProposed()).isEqualTo(new Tally(30, 0, 60));
        assertThat(proposal.isChange()).isTrue();
    }

    /** Whatever is found later is not known when limits are chosen. */
    @Test
    void learnsNothingFromWhatCameLater() {
        for (int i = 0; i < 70; i++) {
            add(i, 600, 20, HOUR, Verdict.RIGHT);
            add(i, 200, 20, HOUR, Verdict.WRONG);
        }
        SeverityLimits before = propose().proposed();
        for (int i = 70; i < 100; i++) {
            add(i, 600, 20, HOUR, Verdict.WRONG);
            add(i, 200, 20, HOUR, Verdict.RIGHT);
        }
        assertThat(propose().proposed()).isEqualTo(before);
        assertThat(propose().laterProposed()).isEqualTo(new Tally(0, 30, 30));
    }

    @Test
    void weighsFalsePositives() {
        for (int i = 0; i < 20; i++) {
            add(i, 600, 20, HOUR, i < 7 ? Verdict.RIGHT : Verdict.WRONG);
        }
        assertThat(new LimitSearch(1).propose(RULE, findings).isChange()).isFalse();
        assertThat(new LimitSearch(10).propose(RULE, findings).isChange()).isTrue();
    }

    @Test
    void learnsNothingFromFew() {
        for (int i = 0; i < 100; i++) {
            add(i, 600, 20, HOUR, i < 4 ? Verdict.WRONG : Verdict.RIGHT);
        }
        assertThat(propose().isLearnt()).isFalse();
        assertThat(propose().isChange()).isFalse();
    }

    @Test
    void doesNotDependOnTheOrder() {
        for (int i = 0; i < 60; i++) {
            add(i / 2, 17L * i % 1000, i % 30, i * HOUR, i % 3 == 0 ? Verdict.RIGHT : Verdict.WRONG);
        }
        Proposal sorted = propose();
        Collections.shuffle(findings, new Random(7));
        assertThat(propose()).isEqualTo(sorted);
    }

    private Proposal propose() {
        return new LimitSearch(3).propose(RULE, findings);
    }

    private void add(int day, long share, long history, long span, Verdict verdict) {
        findings.add(new Finding(Instant.EPOCH.plus(Duration.ofDays(day)), share, history, span, verdict));
    }
}
