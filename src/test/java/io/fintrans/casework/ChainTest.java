package io.fintrans.casework;

import static io.fintrans.casework.TestCommands.NOW;
import static io.fintrans.casework.TestCommands.command;
import static io.fintrans.casework.TestCommands.comment;
import static io.fintrans.casework.TestCommands.decide;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fintrans.casework.BrokenChainException.Reason;
import io.fintrans.casework.CaseBook.Verdict;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever is done to a log behind the consoles' backs is found. */
class ChainTest {
    private final List<byte[]> log = new ArrayList<>();
    private final CaseBook writer = new CaseBook();

    @BeforeEach
    void writeALog() throws Exception {
        keep(command("a", 0, "ann", new CaseAction.Assign(null)));
        keep(command("a", 1, "ann", decide(Disposition.CONFIRMED)));
        keep(command("b", 0, "ann", comment("<b>\u00e9\ud83d\udcb0</b>")));
        keep(command("a", 2, "ben", new CaseAction.Approve("so it is")));
        keep(command("b", 1, "ann", new CaseAction.Mute(NOW.plusSeconds(9), "known")));
    }

    @Test
    void findsNothingWhereNothingWasDone() throws Exception {
        assertThat(replay(log).head()).isEqualTo(writer.head());
    }

    @Test
    void findsEveryByteThatIsFlipped() {
        for (int record = 0; record < log.size(); record++) {
            for (int i = 0; i < log.get(record).length; i++) {
                for (int bit = 1; bit < 256; bit <<= 1) {
                    List<byte[]> changed = new ArrayList<>(log);
                    byte[] bytes = log.get(record).clone();
                    bytes[i] ^= (byte) bit;
                    changed.set(record, bytes);
                    assertBroken(changed, "record " + record + " byte " + i);
                }
            }
        }
    }

    @Test
    void findsARecordThatIsMissingOrInAnotherPlace() {
        for (int i = 0; i < log.size() - 1; i++) {
            List<byte[]> dropped = new ArrayList<>(log);
            dropped.remove(i);
            assertBroken(dropped, "without " + i);
            List<byte[]> swapped = new ArrayList<>(log);
            Collections.swap(swapped, i, i + 1);
            assertBroken(swapped, "swapped " + i);
        }
    }

    /** The topic alone cannot tell; that is what the links of signed checkpoints are for. */
    @Test
    void tellsACutEndAndARewrittenHistoryByItsLinks() throws Exception {
        CaseBook cut = replay(log.subList(0, 4));
        assertThat(cut.link(5)).isEmpty();

        CaseBook rewritten = new CaseBook();
        String previous = CaseEvent.NO_HASH;
        for (byte[] bytes : log) {
            CaseEvent event = CaseEventJson.read(bytes);
            CaseEvent resealed = with(event, "eve", previous, event.version());
            // Two people cannot become one without breaking the rule, so the approval stays Ben's.
            resealed = event.action() instanceof CaseAction.Approve ? with(event, "ben", previous, 3) : resealed;
            assertThat(rewritten.replay(resealed)).isEqualTo(Verdict.APPLIED);
            previous = resealed.hash();
        }
        for (long sequence = 1; sequence <= 5; sequence++) {
            assertThat(rewritten.link(sequence)).isPresent().isNotEqualTo(writer.link(sequence));
        }
        assertThat(rewritten.link(0)).contains(CaseEvent.NO_HASH);
        assertThat(rewritten.link(-1)).isEmpty();
    }

    @Test
    void takesNoEventThatNoConsoleWouldHaveMade() {
        CaseEvent ofCaseB = CaseEventJson.read(log.get(4));
        CaseEvent wrongVersion = with(ofCaseB, "ann", ofCaseB.previous(), 7);
        assertBroken(with(4, wrongVersion), Reason.RULES);

        CaseEvent approval = CaseEventJson.read(log.get(3));
        assertBroken(with(3, with(approval, "ann", approval.previous(), 3)), Reason.RULES);
    }

    @Test
    void saysWhatIsWrong() {
        CaseEvent third = CaseEventJson.read(log.get(2));
        assertBroken(with(2, with(third, "eve", third.hash(), 1)), Reason.LINK);
        assertBroken(List.of(log.get(0), log.get(2)), Reason.ORDER);
        String json = new String(log.get(1), UTF_8);
        byte[] changed = json.replace("\"ann\"", "\"eve\"").getBytes(UTF_8);
        assertBroken(List.of(log.get(0), changed), Reason.HASH);
    }

    @Test
    void passesOverWhatLostARace() throws Exception {
        CaseBook slow = replay(log.subList(0, 3));
        CaseEvent late = slow.check(command("c", 0, "cleo", comment("too late")), NOW);
        List<byte[]> with = new ArrayList<>(log);
        with.add(CaseEventJson.write(late));

        CaseBook book = replay(with);
        assertThat(book.head()).isEqualTo(writer.head());
        assertThat(book.find("c")).isEmpty();
        assertThat(book.done(late.request())).isEmpty();
    }

    private void keep(CaseCommand command) throws Exception {
        CaseEvent event = writer.check(command, NOW);
        writer.replay(event);
        log.add(CaseEventJson.write(event));
    }

    private List<byte[]> with(int place, CaseEvent event) {
        List<byte[]> changed = new ArrayList<>(log.subList(0, place));
        changed.add(CaseEventJson.write(event));
        return changed;
    }

    private static CaseEvent with(CaseEvent event, String actor, String previous, long version) {
        return new CaseEvent(
                        event.sequence(),
                        event.episode(),
                        event.subject(),
                        version,
                        event.step(),
                        event.request(),
                        actor,
                        event.at(),
                        event.action(),
                        previous,
                        CaseEvent.NO_HASH)
                .sealed();
    }

    private static CaseBook replay(List<byte[]> records) throws BrokenChainException {
        CaseBook book = new CaseBook();
        for (byte[] record : records) {
            book.replay(CaseEventJson.read(record));
        }
        return book;
    }

    private static void assertBroken(List<byte[]> records, String what) {
        assertThatThrownBy(() -> replay(records))
                .as(what)
                .isInstanceOfAny(BrokenChainException.class, IllegalArgumentException.class);
    }

    private static void assertBroken(List<byte[]> records, Reason reason) {
        assertThatThrownBy(() -> replay(records))
                .isInstanceOfSatisfying(
                        BrokenChainException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }
}
