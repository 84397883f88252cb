package io.fintrans.casework;

import static io.fintrans.casework.TestCommands.NOW;
import static io.fintrans.casework.TestCommands.SUBJECT;
import static io.fintrans.casework.TestCommands.command;
import static io.fintrans.casework.TestCommands.comment;
import static io.fintrans.casework.TestCommands.decide;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fintrans.alert.Subject;
import io.fintrans.casework.CaseAction.Approve;
import io.fintrans.casework.CaseAction.Assign;
import io.fintrans.casework.CaseAction.Decline;
import io.fintrans.casework.CaseAction.Mute;
import io.fintrans.casework.CaseAction.Unmute;
import io.fintrans.casework.CaseRefusedException.Kind;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CaseBookTest {
    private static final String EPISODE = "7f3a9c0d1e2b4a56";

    private final CaseBook book = new CaseBook();

    @ParameterizedTest
    @EnumSource(
            value = Disposition.class,
            names = {"FALSE_POSITIVE", "INCONCLUSIVE"})
    void decidesAtOnceWhatOnePersonMay(Disposition disposition) throws Exception {
        act(0, "ann", decide(disposition));

        assertThat(found().state()).isEqualTo(CaseState.DECIDED);
        assertThat(found().disposition()).isEqualTo(disposition);
        assertThat(found().proposedBy()).isNull();
    }

    @ParameterizedTest
    @EnumSource(
            value = Disposition.class,
            names = {"CONFIRMED", "ESCALATED"})
    void wantsASecondPersonForWhatHasConsequences(Disposition disposition) throws Exception {
        act(0, "ann", decide(disposition));
        assertThat(found().state()).isEqualTo(CaseState.PROPOSED);
        assertThat(found().proposedBy()).isEqualTo("ann");

        assertThat(refused(1, "ann", new Approve("I am sure")).kind()).isEqualTo(Kind.FORBIDDEN);
        assertThat(found().state()).isEqualTo(CaseState.PROPOSED);

        act(1, "ben", new Approve("I agree"));
        assertThat(found().state()).isEqualTo(CaseState.DECIDED);
        assertThat(found().disposition()).isEqualTo(disposition);
    }

    @Test
    void opensTheCaseAgainWhenTheProposalIsDeclined() throws Exception {
        act(0, "ann", decide(Disposition.CONFIRMED));
        act(1, "ben", new Decline("payment 3 is a salary"));

        assertThat(found().state()).isEqualTo(CaseState.OPEN);
        assertThat(found().disposition()).isNull();
        assertThat(refused(2, "ben", new Approve("after all")).kind()).isEqualTo(Kind.INVALID);
    }

    @Test
    void letsWhoeverProposedTakeItBackAndTellsThatFromADecline() throws Exception {
        act(0, "ann", decide(Disposition.CONFIRMED));
        act(1, "ann", new Decline("I had not seen payment 3"));
        assertThat(found().state()).isEqualTo(CaseState.OPEN);
        act(2, "ann", decide(Disposition.ESCALATED));
        act(3, "ben", new Decline("payment 3 is a salary"));

        assertThat(found().events().stream().map(book::isWithdrawal)).containsExactly(false, true, false, false);
    }

    @Test
    void takesNoOtherDecisionWhileOneIsProposed() throws Exception {
        act(0, "ann", decide(Disposition.CONFIRMED));

        assertThat(refused(1, "ben", decide(Disposition.FALSE_POSITIVE)).kind()).isEqualTo(Kind.INVALID);
    }

    @Test
    void reopensWhenTheEpisodeGoesOn() throws Exception {
        keep(command(EPISODE, 0, 2, "ann", decide(Disposition.FALSE_POSITIVE)));

        assertThat(found().state(2)).isEqualTo(CaseState.DECIDED);
        assertThat(found().state(3)).isEqualTo(CaseState.REOPENED);

        keep(command(EPISODE, 1, 3, "ann", decide(Disposition.INCONCLUSIVE)));
        assertThat(found().state(3)).isEqualTo(CaseState.DECIDED);
    }

    @Test
    void countsTheEvidenceThatTheApproverSaw() throws Exception {
        keep(command(EPISODE, 0, 2, "ann", decide(Disposition.CONFIRMED)));
        keep(command(EPISODE, 1, 4, "ben", new Approve("still so")));

        assertThat(found().state(4)).isEqualTo(CaseState.DECIDED);
        assertThat(found().state(5)).isEqualTo(CaseState.REOPENED);
    }

    @Test
    void correctsADecisionAndKeepsBothInTheHistory() throws Exception {
        act(0, "ann", decide(Disposition.FALSE_POSITIVE));
        act(1, "ann", decide(Disposition.INCONCLUSIVE));

        assertThat(found().disposition()).isEqualTo(Disposition.INCONCLUSIVE);
        assertThat(found().events()).extracting(CaseEvent::version).containsExactly(1L, 2L);
        assertThat(book.history(0, 1)).containsExactly(found().events().get(1));
        assertThat(book.history(1, 10)).containsExactly(found().events().get(0));
        assertThat(book.history(2, 10)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Disposition.class)
    void wantsTwoPeopleToCorrectWhatTwoHaveDecided(Disposition correction) throws Exception {
        confirm();
        act(2, "ben", decide(correction));

        assertThat(found().state()).isEqualTo(CaseState.PROPOSED);
        assertThat(found().disposition()).isEqualTo(correction);
        assertThat(book.isProposal(found().events().get(2))).isTrue();
        assertThat(refused(3, "ben", new Approve("nobody looks")).kind()).isEqualTo(Kind.FORBIDDEN);

        act(3, "ann", new Approve("payment 3 is a salary"));
        assertThat(found().state()).isEqualTo(CaseState.DECIDED);
        assertThat(found().disposition()).isEqualTo(correction);
        assertThat(found().standing()).isNull();
    }

    @Test
    void wantsTwoPeopleAlsoWhenTheCaseHasReopened() throws Exception {
        confirm();
        assertThat(found().state(2)).isEqualTo(CaseState.REOPENED);
        keep(command(EPISODE, 2, 2, "ben", decide(Disposition.FALSE_POSITIVE)));
        assertThat(found().state(2)).isEqualTo(CaseState.PROPOSED);

        act(3, "ann", new Decline("nothing new"));
        assertThat(found().state(1)).isEqualTo(CaseState.DECIDED);
        assertThat(found().state(2))
                .as("the earlier decision has not seen step 2")
                .isEqualTo(CaseState.REOPENED);
    }

    @Test
    void keepsTheEarlierDecisionWhenItsCorrectionIsDeclined() throws Exception {
        confirm();
        act(2, "ben", decide(Disposition.FALSE_POSITIVE));
        act(3, "ann", comment("what makes you think so?"));
        act(4, "ann", new Decline("the evidence says otherwise"));

        assertThat(found().state()).isEqualTo(CaseState.DECIDED);
        assertThat(found().disposition()).isEqualTo(Disposition.CONFIRMED);
        assertThat(found().proposedBy()).isNull();
        assertThat(found().decidedStep()).isEqualTo(1);
        act(5, "ben", decide(Disposition.INCONCLUSIVE));
        assertThat(found().state()).as("still nobody alone").isEqualTo(CaseState.PROPOSED);
    }

    @Test
    void keepsWhatOneHasDecidedWhenAnEscalationIsDeclined() throws Exception {
        act(0, "ann", decide(Disposition.INCONCLUSIVE));
        assertThat(book.isProposal(found().events().get(0))).isFalse();
        act(1, "ann", decide(Disposition.ESCALATED));
        act(2, "ben", new Decline("too little"));

        assertThat(found().state()).isEqualTo(CaseState.DECIDED);
        assertThat(found().disposition()).isEqualTo(Disposition.INCONCLUSIVE);
        act(3, "ben", decide(Disposition.FALSE_POSITIVE));
        assertThat(found().state()).as("one person was enough").isEqualTo(CaseState.DECIDED);
    }

    @Test
    void replaysCorrectionsToTheSameCase() throws Exception {
        confirm();
        act(2, "ben", decide(Disposition.FALSE_POSITIVE));
        act(3, "ann", new Decline("the evidence says otherwise"));

        CaseBook again = new CaseBook();
        for (CaseEvent event : found().events()) {
            assertThat(again.replay(event)).isEqualTo(CaseBook.Verdict.APPLIED);
        }
        assertThat(again.find(EPISODE)).contains(found());
    }

    @Test
    void refusesWhatWasWantedOfAnOlderCaseAndSaysWhatChanged() throws Exception {
        act(0, "ann", new Assign("ann"));
        act(1, "ben", decide(Disposition.FALSE_POSITIVE));

        CaseRefusedException refused = refused(1, "ann", decide(Disposition.INCONCLUSIVE));
        assertThat(refused.kind()).isEqualTo(Kind.CONFLICT);
        assertThat(refused.changed()).containsExactly(found().events().get(1));
        assertThat(refused(9, "ann", new Assign(null)).kind()).isEqualTo(Kind.CONFLICT);
    }

    @Test
    void takesACommentAtAnyTime() throws Exception {
        act(0, "ann", decide(Disposition.FALSE_POSITIVE));
        act(0, "ben", comment("  I would have said the same\n"));

        assertThat(found().version()).isEqualTo(2);
        assertThat(found().events().get(1).action()).isEqualTo(comment("I would have said the same"));
        assertThat(found().state()).isEqualTo(CaseState.DECIDED);
    }

    @Test
    void assignsToSomebodyAndToNobody() throws Exception {
        act(0, "ann", new Assign("ben"));
        assertThat(found().assignee()).isEqualTo("ben");
        act(1, "ben", new Assign(null));
        assertThat(found().assignee()).isNull();
    }

    @Test
    void knowsWhatARequestHasBecomeAndDoesNothingTwice() throws Exception {
        CaseCommand command = command(EPISODE, 0, "ann", comment("once"));
        keep(command);

        assertThat(book.done(command.request())).contains(found().events().get(0));
        assertThat(book.done("another")).isEmpty();
        CaseRefusedException again = catchThrowableOfType(CaseRefusedException.class, () -> book.check(command, NOW));
        assertThat(again.kind()).isEqualTo(Kind.INVALID);
    }

    @Test
    void mutesThePairForATime() throws Exception {
        Instant until = NOW.plus(Duration.ofDays(3));
        assertThat(refused(0, "ann", new Mute(NOW, "known")).kind()).isEqualTo(Kind.INVALID);
        assertThat(refused(0, "ann", new Unmute("known")).kind()).isEqualTo(Kind.INVALID);

        act(0, "ann", new Mute(until, "a known salary"));
        assertThat(book.mute(SUBJECT, NOW))
                .contains(new MuteState(SUBJECT, until, null, "a known salary", "ann", NOW, EPISODE, null, false));
        assertThat(book.mute(SUBJECT, until)).isEmpty();
        assertThat(book.mute(Subject.pair("482", "516"), NOW)).isEmpty();

        keep(command("another", 0, "ben", new Unmute("the account was sold")));
        assertThat(book.mute(SUBJECT, NOW)).isEmpty();
    }

    @Test
    void refusesAnotherPairUnderTheSameEpisode() throws Exception {
        act(0, "ann", comment("first"));
        CaseCommand other = new CaseCommand(EPISODE, Subject.pair("482", "7"), 1, 1, "r", "ann", comment("second"));

        CaseRefusedException refused = catchThrowableOfType(CaseRefusedException.class, () -> book.check(other, NOW));
        assertThat(refused.kind()).isEqualTo(Kind.INVALID);
    }

    @Test
    void changesNothingByChecking() throws Exception {
        book.check(command(EPISODE, 0, "ann", comment("not yet")), NOW);

        assertThat(book.sequence()).isZero();
        assertThat(book.head()).isEqualTo(CaseEvent.NO_HASH);
        assertThat(book.find(EPISODE)).isEmpty();
    }

    /** By ann and ben, who have seen step 1. */
    private void confirm() throws Exception {
        act(0, "ann", decide(Disposition.CONFIRMED));
        act(1, "ben", new Approve("I agree"));
    }

    private Case found() {
        return book.find(EPISODE).orElseThrow();
    }

    private void act(long version, String actor, CaseAction action) throws Exception {
        keep(command(EPISODE, version, actor, action));
    }

    private void keep(CaseCommand command) throws Exception {
        assertThat(book.replay(book.check(command, NOW))).isEqualTo(CaseBook.Verdict.APPLIED);
    }

    private CaseRefusedException refused(long version, String actor, CaseAction action) {
        return catchThrowableOfType(
                CaseRefusedException.class, () -> book.check(command(EPISODE, version, actor, action), NOW));
    }
}
