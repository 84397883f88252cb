package io.fintrans.casework;

import static io.fintrans.casework.TestCommands.NOW;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fintrans.alert.Subject;
import io.fintrans.casework.CaseBook.Verdict;
import io.fintrans.transaction.AccountId;
import io.fintrans.transaction.Money;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Cases about an account or several: what form 3 of their events says, and that the forms of before go on beside it. */
class FormThreeRecordsTest {
    private static final Subject MULE = new Subject.Account(AccountId.of("mule"));
    private static final Subject RING =
            new Subject.Accounts(List.of(AccountId.of("ring-b"), AccountId.of("ring-a"), AccountId.of("ring-c")));
    private static final ConsoleSignature PLACE =
            new ConsoleSignature("cluster", "0".repeat(32), ConsoleSignature.NO_VALUE);

    /** As a console with keys does it; what the signature is does not matter here. */
    private static final EventSigner SIGNER = new EventSigner() {
        @Override
        public @Nullable ConsoleSignature place() {
            return PLACE;
        }

        @Override
        public CaseEvent sign(CaseEvent event) {
            return event;
        }
    };

    private int requests;

    private CaseEvent add(CaseBook book, String episode, Subject subject, CaseAction action) throws Exception {
        long version = book.find(episode).map(Case::version).orElse(0L);
        CaseEvent event =
                book.check(new CaseCommand(episode, subject, version, 1, "three-" + ++requests, "ann", action), NOW);
        assertThat(book.replay(CaseEventJson.read(CaseEventJson.write(event)))).isEqualTo(Verdict.APPLIED);
        return event;
    }

    @Test
    void continueAChainOfTheFormsBeforeAndSurviveReplay() throws Exception {
        CaseBook book = new CaseBook(SIGNER, SignatureCheck.NONE);
        List<byte[]> chain = new ArrayList<>(FormOneRecordsTest.values());
        for (byte[] value : chain) {
            book.replay(CaseEventJson.read(value));
        }
        CaseAction mute = new CaseAction.Mute(NOW.plus(Duration.ofDays(9)), "an employer", Money.usd(100_000_00));
        List<CaseEvent> added = List.of(
                add(book, "00000000000000a1", Subject.pair("7", "8"), TestCommands.comment("a pair")),
                add(book, "00000000000000a2", MULE, mute),
                add(book, "00000000000000a3", RING, new CaseAction.Decide(Disposition.FALSE_POSITIVE, "a family")));
        assertThat(added).extracting(CaseEvent::form).containsExactly(2, 3, 3);
        added.forEach(each -> chain.add(CaseEventJson.write(each)));

        CaseBook again = new CaseBook();
        for (byte[] value : chain) {
            CaseEvent event = CaseEventJson.read(value);
            assertThat(CaseEventJson.write(event)).isEqualTo(value);
            again.replay(event);
        }

        assertThat(again.sequence()).isEqualTo(book.sequence());
        assertThat(again.head()).isEqualTo(book.head());
        assertThat(again.mute(MULE, NOW)).isPresent();
        assertThat(again.mute(new Subject.Account(AccountId.of("ring-a")), NOW)).isEmpty();
        assertThat(again.find("00000000000000a3").orElseThrow().state()).isEqualTo(CaseState.DECIDED);
        assertThat(again.find("00000000000000a3").orElseThrow().subject()).isEqualTo(RING);
    }

    @Test
    void haveAHashThatCoversTheSubject() throws Exception {
        CaseEvent event = add(
                new CaseBook(SIGNER, SignatureCheck.NONE), "00000000000000a4", MULE, TestCommands.comment("looked"));
        String json = new String(CaseEventJson.write(event), UTF_8);
        assertThat(json).startsWith("{\"form\":3,").contains("\"subject\":\"account mule\"");

        CaseEvent other =
                CaseEventJson.read(json.replace("account mule", "account else").getBytes(UTF_8));

        assertThat(other.isIntact()).isFalse();
        assertThatThrownBy(() -> new CaseBook(SIGNER, SignatureCheck.NONE).replay(other))
                .isInstanceOf(BrokenChainException.class)
                .hasMessageContaining("hash");
    }

    @Test
    void areRefusedWithoutASignatureAndInAnyOtherSpelling() throws Exception {
        CaseEvent event = add(
                new CaseBook(SIGNER, SignatureCheck.NONE), "00000000000000a5", RING, TestCommands.comment("looked"));
        String json = new String(CaseEventJson.write(event), UTF_8);
        for (String wrong : List.of(
                json.replaceAll(",\"signature\":\"0+\"", ""),
                json.replaceAll("\"cluster\":\"cluster\",\"key\":\"0+\",", "").replaceAll(",\"signature\":\"0+\"", ""),
                json.replace("ring-a ring-b", "ring-b ring-a"),
                json.replace("accounts ring-a", "accounts ring-a ring-a"),
                json.replace("accounts ring-a ring-b ring-c", "pair ring-a ring-b"),
                json.replace("\"form\":3", "\"form\":2"))) {
            assertThat(wrong).isNotEqualTo(json);
            assertThatIllegalArgumentException().as(wrong).isThrownBy(() -> CaseEventJson.read(wrong.getBytes(UTF_8)));
        }
    }
}
