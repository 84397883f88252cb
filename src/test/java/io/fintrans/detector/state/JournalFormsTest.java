package io.fintrans.detector.state;

import static io.fintrans.detector.state.JournalWords.read;
import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.detector.state.JournalWords.Kept;
import io.fintrans.detector.state.JournalWords.Mark;
import io.fintrans.detector.state.JournalWords.Noted;
import io.fintrans.detector.state.JournalWords.Origin;
import io.fintrans.detector.state.JournalWords.Payment;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** What a form of the journal means never changes. */
class JournalFormsTest {
    /** As version 2 wrote it: a watermark, a payment, its episode. */
    @Test
    void readsTheVersionBeforeNotes() {
        byte[] value = HexFormat.of()
                .parseHex("02" + "01" + "0141" + "00" + "02" + "0a" + "0e" + "0e" + "08" + "0c"
                        + "02" + "00000000000000010000000000000002" + "00" + "00" + "0a" + "00" + "02" + "0c" + "0e"
                        + "06"
                        + "01" + "10");
        assertThat(read(value))
                .containsExactly(
                        new Origin(0, "A", 0, 1, 5, Place.of(7, 0)),
                        new Mark(4),
                        new Payment(0, "1 2", 6, 5, Place.of(7, 0)),
                        new Kept(1, 6, 7, 3, 7),
                        new Mark(8));
    }

    /** As version 3 wrote it: settings, an origin, a note, a payment. */
    @Test
    void readsTheVersionBeforeIndexes() {
        byte[] value = HexFormat.of()
                .parseHex("0301610480bab703c0a90780897a"
                        + "00112233445566778899aabbccddeeff80b083c59868"
                        + "01014100020a0e0e080c"
                        + "020200"
                        + "030000000000000001000000000000000200000a");
        assertThat(read(value).subList(1, 5))
                .containsExactly(
                        new Origin(0, "A", 0, 1, 5, Place.of(7, 0)),
                        new Mark(4),
                        new Noted(1, ""),
                        new Payment(0, "1 2", 6, 5, Place.of(7, 0)));
    }

    /** As this version writes it: what a form means never changes. */
    @Test
    void readsTheVersionWithNames() {
        byte[] value = HexFormat.of()
                .parseHex("05036170700480bab703809f4980897a000102030405060708090a0b0c0d0e0f01020a706169722d746f7461"
                        + "6c0b7374727563747572696e6702064c6f6e646f6e0002809f4922002224040222034e594303020606050101"
                        + "000006ffffffffffffffffff0180b083c5986810000335313600033438320000809f4903051100013701b817"
                        + "000601b0a083c59868");
        assertThat(read(value))
                .contains(
                        new Payment(0, "516 482", 1_790_000_000_000L, 600_000, Place.of(17, 0)),
                        new Payment(1, "7 516", 1_790_000_001_500L, 3, Place.of(3, 5)),
                        new Mark(1_789_999_999_000L));
    }
}
