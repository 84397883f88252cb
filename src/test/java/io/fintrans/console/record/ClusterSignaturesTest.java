package io.fintrans.console.record;

import static io.fintrans.casework.TestCommands.NOW;
import static io.fintrans.casework.TestCommands.command;
import static io.fintrans.casework.TestCommands.comment;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fintrans.casework.BrokenChainException;
import io.fintrans.casework.BrokenChainException.Reason;
import io.fintrans.casework.CaseBook;
import io.fintrans.casework.CaseBook.Verdict;
import io.fintrans.casework.CaseEvent;
import io.fintrans.casework.CaseEventJson;
import io.fintrans.testing.TestKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose word counts: consoles that know one another, on their own cluster, and nobody else. */
class ClusterSignaturesTest {
    private static final String HERE = "0h6yqdxrRQmBoYhT2yQ3Zw";
    private static final String ELSEWHERE = "Zz6yqdxrRQmBoYhT2yQ3Zw";

    @TempDir
    private Path folder;

    private Path one;
    private Path two;
    private Path stranger;

    @BeforeEach
    void makeKeys() {
        one = folder.resolve("one");
        two = folder.resolve("two");
        stranger = folder.resolve("stranger");
        TestKeys.trustEachOther(one, two);
        TestKeys.trustEachOther(stranger);
    }

    @Test
    void believesTheConsolesWhoseKeysItHas() throws Exception {
        CaseBook reader = book(one, HERE);
        CaseEvent event = write(two, HERE);

        assertThat(event.form()).isEqualTo(2);
        assertThat(CaseEventJson.read(CaseEventJson.write(event))).isEqualTo(event);
        assertThat(reader.replay(event)).isEqualTo(Verdict.APPLIED);
    }

    @Test
    void stopsAtAKeyThatItDoesNotKnowUntilSomebodySaysWhatThatIs() throws Exception {
        CaseEvent event = write(stranger, HERE);
        CaseBook reader = book(one, HERE);
        assertBroken(reader, event, Reason.UNKNOWN_KEY, "is signed with the key " + key(stranger));

        trust("refused " + key(stranger));
        assertBroken(book(one, HERE), event, Reason.FORGED, "refuses its key");
    }

    @Test
    void takesAKeyThatIsMadeKnownWhileItRuns() throws Exception {
        CaseBook reader = book(one, HERE);
        trust(Files.readString(stranger.resolve(AuditKey.PUBLIC_FILE)));

        assertThat(reader.replay(write(stranger, HERE))).isEqualTo(Verdict.APPLIED);
    }

    /** In the name of a key that is trusted, without having it. */
    @Test
    void passesOverASignatureThatIsNotOneOfTheKey() throws Exception {
        CaseEvent real = write(two, HERE);
        CaseEvent other = write(two, HERE, "something else");
        CaseEvent stolen = real.signed(Objects.requireNonNull(other.signature()));

        assertBroken(book(one, HERE), stolen, Reason.FORGED, "its signature is none of the key " + key(two));
    }

    @Test
    void passesOverWhatWasSignedForAnotherClusterAndStopsWhereATopicBeginsWithIt() throws Exception {
        CaseEvent replayed = write(two, ELSEWHERE);
        CaseBook reader = book(one, HERE);
        assertBroken(reader, replayed, Reason.UNKNOWN_KEY, "signed for another Kafka cluster, " + ELSEWHERE);

        reader = book(one, HERE);
        assertThat(reader.replay(write(one, HERE))).isEqualTo(Verdict.APPLIED);
        assertBroken(reader, replayed, Reason.FORGED, "signed for another Kafka cluster");

        trust("cluster " + ELSEWHERE);
        assertThat(book(one, HERE).replay(replayed))
                .as("a topic that was brought here")
                .isEqualTo(Verdict.APPLIED);
    }

    @Test
    void coversClusterAndKeyWithTheHash() throws Exception {
        String json = new String(CaseEventJson.write(write(two, HERE)), UTF_8);
        for (String changed : List.of(json.replace(HERE, ELSEWHERE), json.replace(key(two), key(one)))) {
            assertThat(changed).isNotEqualTo(json);
            CaseEvent event = CaseEventJson.read(changed.getBytes(UTF_8));
            assertBroken(book(one, HERE), event, Reason.HASH, "its hash does not belong");
        }
    }

    @Test
    void refusesAKeyPairOfWhichOneWasExchanged() throws IOException {
        Files.copy(stranger.resolve(AuditKey.PUBLIC_FILE), folder.resolve("copy"));
        Files.delete(one.resolve(AuditKey.PUBLIC_FILE));
        Files.move(folder.resolve("copy"), one.resolve(AuditKey.PUBLIC_FILE));

        assertThatThrownBy(() -> KeyRing.open(one, null))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("does not belong to")
                .hasMessageContaining("exchanged");
    }

    @Test
    void saysWhichLineOfTrustedKeysIsNone() throws IOException {
        trust("trusted " + key(stranger));

        assertThatThrownBy(() -> KeyRing.open(one, null))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(KeyRing.FILE)
                .hasMessageEndingWith("trusted " + key(stranger));
        assertThatThrownBy(() -> KeyRing.open(two, folder.resolve("nowhere"))).hasMessageContaining("does not exist");
    }

    private void trust(String line) throws IOException {
        Files.writeString(one.resolve(KeyRing.FILE), line + "\n", StandardOpenOption.APPEND);
    }

    private static String key(Path console) throws IOException {
        return KeyRing.open(console, null).id();
    }

    private static CaseBook book(Path console, String cluster) throws IOException {
        ClusterSignatures signatures = new ClusterSignatures(KeyRing.open(console, null));
        signatures.connected(cluster);
        return new CaseBook(signatures, signatures);
    }

    private static CaseEvent write(Path console, String cluster) throws Exception {
        return write(console, cluster, "a remark");
    }

    private static CaseEvent write(Path console, String cluster, String text) throws Exception {
        return book(console, cluster).check(command("a", 0, "ann", comment(text)), NOW);
    }

    private static void assertBroken(CaseBook book, CaseEvent event, Reason reason, String why) {
        assertThatThrownBy(() -> book.replay(event))
                .hasMessageContaining(why)
                .isInstanceOfSatisfying(
                        BrokenChainException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }
}
