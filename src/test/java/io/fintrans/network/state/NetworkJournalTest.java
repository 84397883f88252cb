package io.fintrans.network.state;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fintrans.network.graph.HistorySettings;
import io.fintrans.transaction.Form.NewerFormException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the network's journal holds is read as it was written. */
class NetworkJournalTest {
    /** The bytes before the first entry. */
    private static final int HEAD = 8;

    private final NetworkJournal journal = new NetworkJournal("d", HistorySettings.USUAL);

    private static byte[] bytes(String text) {
        return text.getBytes(US_ASCII);
    }

    private static List<String> read(byte[] value) {
        List<String> told = new ArrayList<>();
        NetworkJournal.read(value, new NetworkJournal.Visitor() {
            @Override
            public void detector(String application) {
                told.add("detector " + application);
            }

            @Override
            public void accepted(byte[] record) {
                told.add("accepted " + new String(record, US_ASCII));
            }

            @Override
            public void found(byte[] change) {
                told.add("found " + new String(change, US_ASCII));
            }

            @Override
            public void history(byte[] unit) {
                told.add("history " + new String(unit, US_ASCII));
            }
        });
        return told;
    }

    /** These bytes never change: what is written today is read for ever. */
    @Test
    void writesWhatTheFormSays() {
        assertThat(journal.isEmpty()).isTrue();
        journal.accepted(bytes("ab"));
        journal.found(bytes("c"));
        journal.history(bytes("e"));
        byte[] value = journal.take();

        // A day, and 31 units.
        assertThat(value).containsExactly(3, 1, 'd', -128, -16, -78, 82, 31, 1, 2, 'a', 'b', 2, 1, 'c', 3, 1, 'e');
        assertThat(read(value)).containsExactly("detector d", "accepted ab", "found c", "history e");
        value[0] = 2;
        assertThat(read(value)).as("form 2").containsExactly("detector d", "accepted ab", "found c", "history e");
        assertThat(journal.isEmpty()).isTrue();
        assertThat(read(journal.take())).containsExactly("detector d");
    }

    @Test
    void readsWhatFormOneSays() {
        byte[] value = {1, 1, 'd', 1, 2, 'a', 'b', 2, 1, 'c', 3, 1, 'e'};
        assertThat(read(value)).containsExactly("detector d", "accepted ab", "found c", "history e");
    }

    @Test
    void isFullBeforeARecordIsTooLargeForKafka() {
        byte[] half = new byte[NetworkJournal.LARGEST / 2];
        assertThat(journal.isFullFor(NetworkJournal.LARGEST * 2))
                .as("an empty one")
                .isFalse();
        journal.accepted(half);
        assertThat(journal.isFullFor(half.length)).isTrue();
        assertThat(journal.isFullFor(half.length - 100)).isFalse();
    }

    @Test
    void refusesWhatIsNoRecordOfAJournal() {
        journal.accepted(bytes("abc"));
        byte[] value = journal.take();
        for (int length = 0; length < value.length; length++) {
            byte[] cut = Arrays.copyOf(value, length);
            if (length != HEAD) {
                assertThatIllegalArgumentException().isThrownBy(() -> read(cut));
            }
        }
        byte[] other = value.clone();
        other[HEAD] = 7;
        assertThatIllegalArgumentException().isThrownBy(() -> read(other));
        other[0] = 4;
        assertThatThrownBy(() -> read(other)).isInstanceOf(NewerFormException.class);
    }
}
