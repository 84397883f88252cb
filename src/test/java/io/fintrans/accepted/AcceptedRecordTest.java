package io.fintrans.accepted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fintrans.packed.PackedReader;
import io.fintrans.transaction.AccountId;
import io.fintrans.transaction.Form;
import io.fintrans.transaction.Money;
import io.fintrans.transaction.Payment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AcceptedRecordTest {
    private final TestAccepted writer = new TestAccepted("detector-1", 2);
    private final AcceptedReader reader = new AcceptedReader();

    @Test
    void saysWhoCountedWhatAndHowFarTimeHasCome() {
        writer.add(payment("a", "b", 5), 100, "London", 0, 7, false, 40, 4000);
        writer.add(payment("c", "b", 6), 101, "Tokyo", 3, 9, true, 1, 6);
        writer.add(payment("a", "b", 7), 102, "London", 0, 8, false, 41, 4007);

        reader.open(writer.take(4, 90));
        reader.check();

        assertThat(reader.application()).isEqualTo("detector-1");
        assertThat(reader.task()).isEqualTo(2);
        assertThat(reader.tasks()).isEqualTo(4);
        assertThat(reader.watermark()).isEqualTo(90);
        assertThat(told())
                .containsExactly("London-0-7 a b 0.05 100", "Tokyo-3-9 c b 0.06 101 marked", "London-0-8 a b 0.07 102");
        assertThat(counters()).containsExactly("London-0 41 4007", "Tokyo-3 1 6");
    }

    @Test
    void hasRecordsThatOnlySayHowFarTimeHasCome() {
        reader.open(writer.take(1, AcceptedWriter.NO_WATERMARK));
        assertThat(reader.watermark()).isEqualTo(AcceptedWriter.NO_WATERMARK);

        reader.open(writer.take(1, 0));
        assertThat(reader.watermark()).isZero();
        assertThat(reader.payments().next()).isFalse();
        assertThat(counters()).isEmpty();
    }

    /** These bytes never change: what is written today is read for ever. */
    @Test
    void writesWhatTheFormSays() {
        TestAccepted one = new TestAccepted("d", 1);
        one.add(payment("b", "a", 5), 7, "NYC", 2, 3, false, 9, -10);

        assertThat(one.take(4, 6))
                .containsExactly(
                        1, 1, 'd', 1, 4, 12, 1, 18, 19, // form, application, task, tasks, watermark, one counter
                        1, 1, 0, 'U', 'S', 'D', 1, 3, 'N', 'Y', 'C', 2, 6, 14, 1, 1, 2, 1, 1, 1, 'a', 'b', 1, 0, 0, 10,
                        0);
    }

    @Test
    void startsTheNextRecordWhenOneIsFull() {
        TestAccepted small = new TestAccepted("d", 0, 2048);
        List<Long> counts = new ArrayList<>();
        long read = 0;
        for (int i = 1; i <= 1000; i++) {
            Payment payment = payment("a" + i, "b", 1);
            if (!small.add(payment, i, "London", 0, i, false, i, i)) {
                reader.open(small.take(1, 0));
                counts.add(reader.count(0));
                read += reader.payments().payments();
                assertThat(reader.count(0))
                        .as("without the one that did not fit")
                        .isEqualTo(read);
                small.add(payment, i, "London", 0, i, false, i, i);
            }
        }
        assertThat(counts).hasSizeGreaterThan(3);
    }

    @Test
    void refusesCutsAndReadsOrRefusesFlippedBytes() {
        SplittableRandom random = new SplittableRandom(1);
        writer.add(payment("a", "b", 5), 100, "London", 0, 7, false, 40, 4000);
        byte[] record = writer.take(4, 90);
        for (int end = 0; end < record.length; end++) {
            byte[] cut = Arrays.copyOf(record, end);
            assertThatThrownBy(() -> open(cut)).as("cut at %d", end).isInstanceOf(IllegalArgumentException.class);
        }
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] flipped = record.clone();
            flipped[random.nextInt(record.length)] ^= (byte) (1 + random.nextInt(255));
            try {
                open(flipped);
            } catch (IllegalArgumentException e) {
                assertThat(e).hasMessageMatching(".*[a-z]{3}.*");
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(1000);
        assertThatThrownBy(() -> open(null)).hasMessage("the record is empty");
    }

    @Test
    void refusesANewerFormWithASentence() {
        assertThatThrownBy(() -> open(new byte[] {2}))
                .isInstanceOf(Form.NewerFormException.class)
                .hasMessageContaining("form 2 of accepted payments");
    }

    private void open(byte @Nullable [] value) {
        reader.open(value);
        reader.check();
    }

    private static Payment payment(String source, String target, long cents) {
        return Payment.of(AccountId.of(source), AccountId.of(target), Money.usd(cents));
    }

    private List<String> told() {
        List<String> told = new ArrayList<>();
        PackedReader payments = reader.payments();
        while (payments.next()) {
            Payment payment = payments.payment();
            told.add(payments.coordinates() + " " + payment.source() + " " + payment.target() + " " + payment.amount()
                    + " " + payments.time() + (payments.isMarked() ? " marked" : ""));
        }
        return told;
    }

    private List<String> counters() {
        List<String> counters = new ArrayList<>();
        for (int i = 0; i < reader.payments().origins(); i++) {
            counters.add(reader.payments().topic(i) + "-" + reader.payments().partition(i) + " " + reader.count(i) + " "
                    + reader.sum(i));
        }
        return counters;
    }
}
