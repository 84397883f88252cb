package io.fintrans.casework;

import static io.fintrans.casework.TestCommands.NOW;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fintrans.alert.Subject;
import io.fintrans.alert.Typology;
import io.fintrans.transaction.AccountId;
import io.fintrans.transaction.Money;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A mute of one of several accounts: what it hides, who may end it, and how it is written. */
class ScopedMutesTest {
    private static final AccountId SHOP = AccountId.of("shop");
    private static final Subject RING = ring("a", "b", "shop");
    private static final MuteScope CYCLES = new MuteScope(SHOP, Typology.CYCLE);
    private static final MuteScope ALL = new MuteScope(SHOP, null);

    private final CaseBook book = new CaseBook(TestCommands.SIGNER, SignatureCheck.NONE);
    private int requests;

    private static Subject ring(String... accounts) {
        return new Subject.Accounts(
                List.of(accounts).stream().map(AccountId::of).toList());
    }

    private CaseEvent does(Subject subject, long version, String actor, CaseAction action) throws Exception {
        CaseEvent event = book.check(
                new CaseCommand("case-of-" + subject.accounts().size(), subject, version, 1, "r-" + ++requests, actor, action),
                NOW);
        assertThat(CaseEventJson.read(CaseEventJson.write(event))).isEqualTo(event);
        assertThat(book.replay(event)).isEqualTo(CaseBook.Verdict.APPLIED);
        return event;
    }

    private static CaseAction.Mute mute(MuteScope scope) {
        return new CaseAction.Mute(NOW.plus(Duration.ofDays(9)), "a shop", Money.usd(10_000_00), scope);
    }

    private List<MuteState> covering(Subject subject, Typology typology) {
        return book.mutesCovering(subject, typology, NOW);
    }

    @Test
    void hidesWhateverSetTheAccountBelongsToInThatPattern() throws Exception {
        CaseEvent event = does(RING, 0, "ann", mute(CYCLES));
        assertThat(event.form()).isEqualTo(4);
        assertThat(covering(ring("x", "shop"), Typology.CYCLE)).singleElement().satisfies(mute -> {
            assertThat(mute.scope()).isEqualTo(CYCLES);
            assertThat(mute.hides(Money.usd(10_000_00))).isTrue();
            assertThat(mute.hides(Money.usd(10_000_01))).isFalse();
        });
        assertThat(covering(ring("x", "shop"), Typology.STACK)).isEmpty();
        assertThat(covering(ring("x", "y"), Typology.CYCLE)).isEmpty();
        assertThat(covering(new Subject.Account(SHOP), Typology.CYCLE)).isEmpty();
        assertThat(book.mute(RING, NOW)).as("not the whole subject").isEmpty();
        assertThat(book.mutesCovering(RING, Typology.CYCLE, NOW.plus(Duration.ofDays(9)))).isEmpty();

        does(RING, 1, "ben", mute(ALL));
        assertThat(covering(ring("x", "shop"), Typology.STACK)).hasSize(1);
        does(RING, 2, "ann", new CaseAction.Unmute("look again", ALL));
        assertThat(covering(ring("x", "shop"), Typology.STACK)).isEmpty();
        assertThat(covering(ring("x", "shop"), Typology.CYCLE)).hasSize(1);
        assertThatThrownBy(() -> does(RING, 3, "ann", new CaseAction.Unmute("once more", ALL)))
                .isInstanceOf(CaseRefusedException.class)
                .hasMessageContaining("not muted");
    }

    @Test
    void waitsForASecondPersonWhereOneWasEverNeededAboutTheAccount() throws Exception {
        does(new Subject.Account(SHOP), 0, "ann", TestCommands.decide(Disposition.CONFIRMED));
        CaseEvent asked = does(RING, 0, "ann", mute(CYCLES));
        assertThat(book.isProposal(asked)).isTrue();
        assertThat(covering(RING, Typology.CYCLE).get(0).hides(Money.usd(1))).isFalse();
        assertThatThrownBy(() -> does(RING, 1, "ann", new CaseAction.ApproveMute("sure", CYCLES)))
                .isInstanceOf(CaseRefusedException.class);
        does(RING, 1, "ben", new CaseAction.ApproveMute("sure", CYCLES));
        assertThat(covering(RING, Typology.CYCLE).get(0).hides(Money.usd(1))).isTrue();
    }

    @Test
    void isAboutOneOfTheAccountsOfASet() throws Exception {
        assertThatThrownBy(() -> does(ring("a", "b"), 0, "ann", mute(CYCLES)))
                .hasMessageContaining("Only one of the accounts of a set");
        assertThatThrownBy(() -> does(new Subject.Account(SHOP), 0, "ann", mute(CYCLES)))
                .hasMessageContaining("Only one of the accounts of a set");
    }

    @Test
    void cannotBeChangedInTheRecord() throws Exception {
        String json = new String(CaseEventJson.write(does(RING, 0, "ann", mute(CYCLES))), UTF_8);
        assertThat(json).contains("\"form\":4", "\"account\":\"shop\",\"typology\":\"cycle\"");
        for (String lie : List.of(
                json.replace("\"account\":\"shop\"", "\"account\":\"a\""),
                json.replace("\"typology\":\"cycle\"", "\"typology\":null"))) {
            assertThat(CaseEventJson.read(lie.getBytes(UTF_8)).isIntact()).as(lie).isFalse();
        }
        assertThatThrownBy(() -> CaseEventJson.read(json.replace("\"form\":4", "\"form\":3").getBytes(UTF_8)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
