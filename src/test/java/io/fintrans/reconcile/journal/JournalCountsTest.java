package io.fintrans.reconcile.journal;

import static io.fintrans.packed.Varints.writeLong;
import static io.fintrans.packed.Varints.writeUnsigned;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.fintrans.reconcile.ledger.Cut;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** Journal records written here byte by byte, as the detector's {@code JournalWriter} describes them. */
class JournalCountsTest {
    private final Cut cut = new Cut(List.of(new Cut.Range("London", 3, 0, 50)));
    private final JournalCounts counts = new JournalCounts(cut);

    @Test
    void countsTheNewestRecordOfEachTask() {
        counts.add(journalled(0, 10, 1000));
        counts.add(journalled(0, 12, 1200));
        counts.add(journalled(1, 5, 700));

        assertThat(counts.count("London", 3)).isEqualTo(17);
        assertThat(counts.sum("London", 3)).isEqualTo(1900);
        assertThat(counts.count("London", 2)).isZero();
    }

    @Test
    void takesOffWhatIsPastTheCut() {
        counts.add(journalled(0, 10, 1000, 48, 49, 51));
        counts.add(journalled(0, 12, 1200, 50, 47));

        assertThat(counts.count("London", 3)).isEqualTo(10);
        assertThat(counts.sum("London", 3)).isEqualTo(1200 - 2 * 25);
    }

    @Test
    void readsWhichSettingsMadeTheRecord() {
        byte[] form2 = journalled(0, 10, 1000, 48).value();
        assertThat(JournalRecord.read(form2).made()).isNull();
        ByteBuffer out = ByteBuffer.allocate(1000);
        out.put((byte) 3);
        writeUnsigned(3, out);
        out.put("app".getBytes(UTF_8));
        writeUnsigned(4, out);
        for (long field : new long[] {3_600_000, 60_000, 1_000_000}) {
            writeLong(field, out);
        }
        out.putLong(1).putLong(2);
        writeLong(1_690_000_000_000L, out);
        byte[] rest = inForm(3, 0, 10, 1000, 48).value();
        out.put(rest, 1, rest.length - 1);
        writeUnsigned(2, out); // A note.
        writeLong(7, out);
        writeUnsigned(3, out);
        out.put(new byte[3]);

        JournalRecord form3 = JournalRecord.read(Arrays.copyOf(out.array(), out.position()));

        assertThat(form3.made())
                .isEqualTo(new JournalRecord.Made(
                        new DetectorRule(4, 3_600_000, 60_000, 1_000_000, "00000000000000010000000000000002"),
                        1_690_000_000_000L));
        assertThat(form3.payments()).isEqualTo(JournalRecord.read(form2).payments());
        assertThat(form3.origins()).isEqualTo(JournalRecord.read(form2).origins());
    }

    /** As the detector wrote it: 516 pays 482 in London, 7 pays 516 at place 5 of a record in NYC; with a hash of each pair, and with its names. */
    @Test
    void readsPaymentsWithAHashAndWithNames() {
        String begin = "036170700480bab703809f4980897a000102030405060708090a0b0c0d0e0f01020a706169722d746f74616c"
                + "0b7374727563747572696e67"
                + "02064c6f6e646f6e0002809f4922002224040222034e594303020606050101000006ffffffffffffffffff0180b083c59868";
        byte[] form4 = HexFormat.of()
                .parseHex("04" + begin + "105a54e57437c108831efee16427b767d00000809f4903051180774f37fca6a652"
                        + "e8e1ee55f2635885b817000601b0a083c59868");
        byte[] form5 = HexFormat.of()
                .parseHex("05" + begin + "10000335313600033438320000809f4903051100013701b817000601b0a083c59868");
        assertThat(JournalRecord.read(form5))
                .isEqualTo(JournalRecord.read(form4))
                .extracting(JournalRecord::payments)
                .isEqualTo(List.of(new JournalRecord.Payment(0, 17, 600_000), new JournalRecord.Payment(1, 3, 3)));
        byte[] namesAPair = HexFormat.of().parseHex(HexFormat.of().formatHex(form5) + "040103");
        assertThat(JournalRecord.read(namesAPair)).isEqualTo(JournalRecord.read(form5));
        form5[begin.length() / 2 + 23] = 4;
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JournalRecord.read(form5))
                .withMessageContaining("an account that it does not name");
    }

    @Test
    void aNewerFormIsRefusedWithASentence() {
        assertThatIllegalStateException()
                .isThrownBy(() -> counts.add(new ConsumerRecord<>("journal", 2, 17, new byte[0], new byte[] {6})))
                .withMessageContaining("topic journal, partition 2, offset 17")
                .withMessageContaining("form 6 of the journal")
                .withMessageContaining("Upgrade fintrans");
    }

    /** Whatever a stranger wrote: one kind of exception, and no more memory than the record's own size suggests. */
    @Test
    void whatIsNoJournalRecordIsNamed() {
        byte[] whole = journalled(0, 10, 1000, 48, 49, 51).value();
        for (long seed = 0; seed < 20_000; seed++) {
            Random random = new Random(seed);
            byte[] value = Arrays.copyOf(whole, random.nextInt(whole.length + 20));
            for (int change = random.nextInt(4); change > 0 && value.length > 0; change--) {
                value[random.nextInt(value.length)] = (byte) random.nextInt(256);
            }
            try {
                counts.add(new ConsumerRecord<>("journal", 2, seed, new byte[0], value));
            } catch (IllegalStateException e) {
                assertThat(e).as("seed %d", seed).hasMessageContaining("offset " + seed);
            }
        }
        assertThatIllegalStateException()
                .isThrownBy(() -> counts.add(new ConsumerRecord<>("journal", 2, 17, new byte[0], null)));
    }

    /** Payments of 25 at these offsets, each followed by an episode. */
    private static ConsumerRecord<byte[], byte[]> journalled(int task, long count, long sum, long... offsets) {
        return inForm(2, task, count, sum, offsets);
    }

    /** In form 3 it is what comes behind the settings. */
    private static ConsumerRecord<byte[], byte[]> inForm(int form, int task, long count, long sum, long... offsets) {
        ByteBuffer out = ByteBuffer.allocate(1000);
        out.put((byte) form);
        writeUnsigned(1, out);
        writeUnsigned("London".length(), out);
        out.put("London".getBytes(UTF_8));
        writeUnsigned(3, out);
        writeLong(count, out);
        writeLong(sum, out);
        writeLong(99, out);
        long last = offsets.length == 0 ? 0 : offsets[0];
        writeLong(last, out);
        writeLong(1_699_000_000_000L, out);
        writeLong(1_700_000_000_000L, out);
        writeUnsigned(1, out);
        writeLong(1_699_500_000_000L, out);
        for (long offset : offsets) {
            writeUnsigned(form, out);
            out.putLong(1).putLong(2);
            writeLong(-5, out);
            writeLong(offset - last, out);
            writeLong(25, out);
            last = offset;
            writeUnsigned(0, out);
            for (int field = 0; field < form + 2; field++) {
                writeLong(1_700_000_000_000L, out);
            }
        }
        return new ConsumerRecord<>("journal", task, 0, new byte[0], Arrays.copyOf(out.array(), out.position()));
    }
}
