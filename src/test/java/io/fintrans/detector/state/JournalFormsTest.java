package io.fintrans.detector.state;

import static io.fintrans.detector.state.JournalWords.read;
import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.detector.state.JournalWords.About;
import io.fintrans.detector.state.JournalWords.Kept;
import io.fintrans.detector.state.JournalWords.Mark;
import io.fintrans.detector.state.JournalWords.Noted;
import io.fintrans.detector.state.JournalWords.Origin;
import io.fintrans.detector.state.JournalWords.Payment;
import io.fintrans.transaction.Place;
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

    /** As version 5 wrote it: what a form means never changes. */
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

    /** As version 5 wrote it: a payment, its episode, a note, an episode of another pair. */
    @Test
    void readsTheVersionWithNamesAmongTheEntries() {
        byte[] value = HexFormat.of()
                .parseHex("05036170700480bab703809f4980897a000102030405060708090a0b0c0d0e0f01020a706169722d746f"
                        + "74616c0b7374727563747572696e6702064c6f6e646f6e0004c0a3860126002226040026034e59430302"
                        + "0206050608040200b0a083c5986894b083c5986810000335313600033438320000c0843d0000defbedea"
                        + "0f94b083c5986894b083c598680294b083c5986802defbedea0f03010203040001370100019a0196b083"
                        + "c5986898b083c598680498b083c59868");
        assertThat(read(value)).endsWith(entriesOfTheSecondRecord());
    }

    /** As this version writes it: what a form means never changes. */
    @Test
    void readsTheVersionWithPackedPayments() {
        byte[] first = HexFormat.of()
                .parseHex("06036170700480bab703809f4980897a000102030405060708090a0b0c0d0e0f01020a706169722d746f"
                        + "74616c0b7374727563747572696e6702064c6f6e646f6e0002809f49220022220200034e594303020206"
                        + "0506080402ffffffffffffffffff01080201b0a083c5986801020155534402064c6f6e646f6e0022034e"
                        + "5943030680b083c59868020101030203040202373438323531360200010200b817809f49020001000000"
                        + "05");
        assertThat(read(first))
                .endsWith(
                        new Mark(Long.MIN_VALUE),
                        new Payment(0, "516 482", 1_790_000_000_000L, 600_000, Place.of(17, 0)),
                        new Payment(1, "7 516", 1_790_000_001_500L, 1, Place.of(3, 5)),
                        new Mark(1_789_999_999_000L));
        byte[] second = HexFormat.of()
                .parseHex("06036170700480bab703809f4980897a000102030405060708090a0b0c0d0e0f01020a706169722d746f"
                        + "74616c0b7374727563747572696e6702064c6f6e646f6e0004c0a38601260022260400034e5943030202"
                        + "060506080402b0a083c5986846010000defbedea0f94b083c5986894b083c598680294b083c598680002"
                        + "defbedea0f0301020300040137033531360000019a0196b083c5986898b083c598680498b083c5986801"
                        + "014055534401064c6f6e646f6e002694b083c59868010302010301343832353136010000c0843d0001");
        assertThat(read(second)).endsWith(entriesOfTheSecondRecord());
    }

    private static Object[] entriesOfTheSecondRecord() {
        long time = 1_790_000_000_000L;
        return new Object[] {
            new Mark(time - 1000),
            new Payment(0, "516 482", time + 10, 500_000, Place.of(19, 0)),
            new Kept(0x7eadbeefL, time + 10, time + 10, 1, time + 10),
            new Noted(0x7eadbeefL, "\u0001\u0002\u0003"),
            new About("7 516"),
            new Kept(77, time + 11, time + 12, 2, time + 12)
        };
    }
}
