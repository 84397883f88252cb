package io.fintrans.reconcile;

import static io.fintrans.packed.Varints.writeLong;
import static io.fintrans.packed.Varints.writeUnsigned;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
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
    void refusesAnotherVersion() {
        assertThatIllegalStateException()
                .isThrownBy(() -> JournalRecord.read(new byte[] {4}))
                .withMessageContaining("version 4");
    }

    /** Payments of 25 at these offsets, each followed by an episode. */
    private static ConsumerRecord<byte[], byte[]> journalled(int task, long count, long sum, long... offsets) {
        ByteBuffer out = ByteBuffer.allocate(1000);
        out.put((byte) 2);
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
            writeUnsigned(2, out);
            out.putLong(1).putLong(2);
            writeLong(-5, out);
            writeLong(offset - last, out);
            writeLong(25, out);
            last = offset;
            writeUnsigned(0, out);
            for (int field = 0; field < 4; field++) {
                writeLong(1_700_000_000_000L, out);
            }
        }
        return new ConsumerRecord<>("journal", task, 0, new byte[0], Arrays.copyOf(out.array(), out.position()));
    }
}
