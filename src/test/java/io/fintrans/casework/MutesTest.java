package io.fintrans.casework;

import static io.fintrans.casework.TestCommands.NOW;
import static io.fintrans.casework.TestCommands.SUBJECT;
import static io.fintrans.casework.TestCommands.command;
import static io.fintrans.casework.TestCommands.decide;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fintrans.casework.CaseAction.ApproveMute;
import io.fintrans.casework.CaseAction.Decline;
import io.fintrans.casework.CaseAction.Mute;
import io.fintrans.casework.CaseRefusedException.Kind;
import io.fintrans.transaction.Money;
import java.time.Duration;
import java.util.Currency;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MutesTest {
    private static final String EPISODE = "7f3a9c0d1e2b4a56";

    private final CaseBook signing = new CaseBook(TestCommands.SIGNER, SignatureCheck.NONE);

    /** One analyst declined an approver's proposal to confirm, decided false positive, and muted the pair until 9999. */
    @ParameterizedTest
    @ValueSource(strings = {EPISODE, "another"})
    void wantsASecondPersonToHideAPairThatWasEverProposedForTwo(String mutedIn) throws Exception {
        signing.replay(signing.check(command(EPISODE, 0, "ann", decide(Disposition.CONFIRMED)), NOW));
        signing.replay(signing.check(command(EPISODE, 1, "ben", new Decline("a salary")), NOW));
        signing.replay(signing.check(command(EPISODE, 2, "ben", decide(Disposition.FALSE_POSITIVE)), NOW));
        long version = mutedIn.equals(EPISODE) ? 3 : 0;
        Mute mute = new Mute(NOW.plus(Duration.ofDays(90)), "a salary", Money.usd(1_000_000_00));
        CaseEvent asked = signing.check(command(mutedIn, version, "ben", mute), NOW);
        signing.replay(asked);
        assertThat(signing.isProposal(asked)).isTrue();

        MuteState waiting = signing.mute(SUBJECT, NOW).orElseThrow();
        assertThat(waiting.pending()).isTrue();
        assertThat(waiting.hides(Money.usd(1))).isFalse();
        CaseRefusedException own = catchThrowableOfType(
                CaseRefusedException.class,
                () -> signing.check(command(mutedIn, version + 1, "ben", new ApproveMute("sure")), NOW));
        assertThat(own.kind()).isEqualTo(Kind.FORBIDDEN);

        signing.replay(signing.check(command(mutedIn, version + 1, "ann", new ApproveMute("so it is")), NOW));
        MuteState approved = signing.mute(SUBJECT, NOW).orElseThrow();
        assertThat(approved.approvedBy()).isEqualTo("ann");
        assertThat(approved.hides(Money.usd(1_000_000_00))).isTrue();
        CaseRefusedException twice = catchThrowableOfType(
                CaseRefusedException.class,
                () -> signing.check(command(mutedIn, version + 2, "cleo", new ApproveMute("me too")), NOW));
        assertThat(twice.kind()).isEqualTo(Kind.INVALID);
    }

    @Test
    void endsAMuteByTheTotalAndSaysNothingAboutOtherCurrencies() throws Exception {
        Mute mute = new Mute(NOW.plus(Duration.ofDays(90)), "a salary", Money.usd(1_000_00));
        signing.replay(signing.check(command(EPISODE, 0, "ann", mute), NOW));

        MuteState state = signing.mute(SUBJECT, NOW).orElseThrow();
        assertThat(state.hides(Money.usd(1_000_00))).isTrue();
        assertThat(state.hides(Money.usd(1_000_01))).isFalse();
        assertThat(state.hides(new Money(1, Currency.getInstance("JPY")))).isFalse();
    }

    @Test
    void asksForTheSecondPersonAlsoWhenTheProposalCameLater() throws Exception {
        Mute mute = new Mute(NOW.plus(Duration.ofDays(90)), "a salary", Money.usd(1_000_00));
        CaseEvent muted = signing.check(command(EPISODE, 0, "ann", mute), NOW);
        signing.replay(muted);
        assertThat(signing.mute(SUBJECT, NOW).orElseThrow().pending()).isFalse();
        assertThat(signing.isProposal(muted)).isFalse();
        signing.replay(signing.check(command("later", 0, "ben", decide(Disposition.ESCALATED)), NOW));

        assertThat(signing.mute(SUBJECT, NOW).orElseThrow().pending()).isTrue();
    }

    /** What was paid in between changes where the mute ends, and not what was asked for. */
    @Test
    void doesTheSameRequestOnceThoughTheTotalHasGrown() throws Exception {
        CaseCommand command = command(EPISODE, 0, "ann", new Mute(NOW.plusSeconds(9), "a salary", Money.usd(100)));
        CaseEvent event = signing.check(command, NOW);
        CaseCommand again = new CaseCommand(
                EPISODE,
                SUBJECT,
                0,
                1,
                command.request(),
                "ann",
                new Mute(NOW.plusSeconds(9), "a salary", Money.usd(200)));

        assertThat(event.answers(again)).isTrue();
    }
}
