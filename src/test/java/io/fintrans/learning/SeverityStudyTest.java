package io.fintrans.learning;

import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.alert.AlertState;
import io.fintrans.alert.Measure;
import io.fintrans.alert.RuleId;
import io.fintrans.alert.Subject;
import io.fintrans.alert.Typology;
import io.fintrans.casework.Case;
import io.fintrans.casework.CaseState;
import io.fintrans.casework.Disposition;
import io.fintrans.rule.RuleSpec;
import io.fintrans.testing.TestAlert;
import io.fintrans.testing.TestRules;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SeverityStudyTest {
    private static final RuleSpec CYCLE = TestRules.live(
            "cycle", Typology.CYCLE, Duration.ofDays(1), Map.of("share", "100", "history", "0", "spanMillis", "0"));

    private final Map<String, Case> cases = new HashMap<>();
    private final SeverityStudy study =
            new SeverityStudy("fintrans-network", episode -> Optional.ofNullable(cases.get(episode)));

    @Test
    void countsAFindingByWhatPeopleHaveDecided() {
        Disposition[] all = Disposition.values();
        for (int i = 0; i < all.length; i++) {
            decided(i, all[i], 1);
            alert(i, 1, 500, AlertState.OPEN);
        }
        alert(all.length, 1, 500, AlertState.OPEN);
        Proposal proposal = propose();
        assertThat(proposal.right() + proposal.later().right()).isEqualTo(2);
        assertThat(proposal.wrong() + proposal.later().wrong()).isEqualTo(1);
        assertThat(proposal.earlier().all() + proposal.later().all()).isEqualTo(5);
    }

    /** Whoever decided at the first step did not know what the second one would say. */
    @Test
    void takesTheAlertThatWhoeverDecidedHadSeen() {
        decided(1, Disposition.CONFIRMED, 1);
        alert(1, 1, 50, AlertState.OPEN);
        alert(1, 2, 900, AlertState.OPEN);
        alert(2, 1, 50, AlertState.OPEN);
        alert(2, 2, 900, AlertState.OPEN);
        Proposal proposal = propose();
        assertThat(proposal.earlier().all() + proposal.later().all()).isEqualTo(1);
        assertThat(proposal.earlier().right() + proposal.later().right()).isZero();
    }

    @Test
    void leavesOutWhatWasWithdrawn() {
        alert(1, 1, 900, AlertState.OPEN);
        alert(1, 1, 900, AlertState.WITHDRAWN);
        assertThat(study.findings("cycle")).isZero();
        assertThat(study.proposals(List.of(CYCLE), 10)).isEmpty();
    }

    @Test
    void leavesOutOtherApplicationsAndPairs() {
        study.alert(TestAlert.of("00000000000000aa", 1).build());
        study.alert(TestAlert.of("00000000000000ab", 1)
                .application("fintrans-network")
                .build());
        assertThat(study.findings(RuleId.PAIR_TOTAL)).isZero();
    }

    private Proposal propose() {
        return study.proposals(List.of(CYCLE), 10).get(0);
    }

    private void decided(int episode, Disposition disposition, long step) {
        cases.put(
                name(episode),
                new Case(
                        name(episode),
                        Subject.pair("516", "482"),
                        1,
                        null,
                        CaseState.DECIDED,
                        disposition,
                        null,
                        step,
                        null,
                        List.of()));
    }

    private void alert(int episode, long step, long share, AlertState state) {
        study.alert(TestAlert.of(name(episode), step)
                .application("fintrans-network")
                .rule(
                        "cycle",
                        1,
                        Typology.CYCLE,
                        Measure.count(Measure.PAYMENTS, 4, 3),
                        Measure.money(Measure.TOTAL, 100, 0),
                        new Measure(Measure.SHARE, share, 100, Measure.Unit.PERMILLE))
                .state(state)
                .build());
    }

    private static String name(int episode) {
        return String.format("%016x", episode);
    }
}
