package io.fintrans.casework;

import static io.fintrans.casework.TestCommands.NOW;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fintrans.alert.Subject;
import io.fintrans.casework.BrokenChainException.Reason;
import io.fintrans.casework.CaseBook.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Two consoles of the version before events were signed have written these records: they stay what they were. */
public class FormOneRecordsTest {
    private static final long EVENTS = 17;
    private static final Subject SUBJECT = TestCommands.SUBJECT;

    /** The values of the topic, in their order. */
    public static List<byte[]> values() {
        try (InputStream in =
                Objects.requireNonNull(FormOneRecordsTest.class.getResourceAsStream("/form-1-cases/values"))) {
            return new String(in.readAllBytes(), UTF_8)
                    .lines()
                    .map(line -> line.getBytes(UTF_8))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void areWrittenAgainAsTheyWereRead() {
        for (byte[] value : values()) {
            CaseEvent event = CaseEventJson.read(value);
            assertThat(event.form()).isEqualTo(1);
            assertThat(event.isIntact()).isTrue();
            assertThat(CaseEventJson.write(event)).isEqualTo(value);
        }
    }

    @Test
    void makeTheSameHistory() throws Exception {
        CaseBook book = replayed();

        assertThat(book.sequence()).isEqualTo(EVENTS).isEqualTo(book.unsigned());
        assertThat(book.isSigned()).isFalse();
        MuteState mute = book.mute(SUBJECT, NOW).orElseThrow();
        assertThat(mute.until()).isEqualTo(Instant.parse("9999-12-30T00:00:00Z"));
        assertThat(mute.endsAbove()).isNull();
        assertThat(mute.pending())
                .as("an old mute stays, though a confirmation was proposed")
                .isFalse();
        assertThat(book.mutes(NOW)).containsExactly(mute);
    }

    private static CaseBook replayed() throws BrokenChainException {
        CaseBook book = new CaseBook();
        int voids = 0;
        for (byte[] value : values()) {
            voids += book.replay(CaseEventJson.read(value)) == Verdict.LOST_RACE ? 1 : 0;
        }
        assertThat(voids).isEqualTo(values().size() - EVENTS);
        return book;
    }

    @Test
    void cannotBeContinuedWithoutASignatureOnceAConsoleSigns() throws Exception {
        CaseBook book = replayed();
        CaseCommand command =
                new CaseCommand("7f3a9c0d1e2b4a56", SUBJECT, 7, 1, "forged", "eve", TestCommands.comment("me too"));
        CaseEvent more = book.check(command, NOW);
        String key = "0".repeat(32);
        book.replay(new SigningMark(new ConsoleSignature("cluster", key, ConsoleSignature.NO_VALUE)));

        assertThat(more.form()).isEqualTo(1);
        assertThatThrownBy(() -> book.replay(more)).isInstanceOfSatisfying(BrokenChainException.class, e -> {
            assertThat(e.reason()).isEqualTo(Reason.FORGED);
            assertThat(e.reason().isPassedOver()).isTrue();
        });
        assertThat(book.sequence()).isEqualTo(EVENTS);
    }
}
