package io.fintrans.packed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fintrans.transaction.Form;
import io.fintrans.transaction.Money;
import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Anybody may write to a topic: packed payments that are cut, flipped, or lie. */
class StrangersPackedTest {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final PackedWriter writer = new PackedWriter(Money.USD);
    private final PackedReader reader = new PackedReader();

    @Test
    void refusesEveryCut() {
        for (long seed = 0; seed < 40; seed++) {
            byte[] record = packed(seed);
            for (int end = 0; end < record.length; end++) {
                int to = end;
                assertThatThrownBy(() -> {
                            reader.open(record, 0, to);
                            reader.check();
                        })
                        .as("seed %d, cut at %d of %d", seed, end, record.length)
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("packed payments");
            }
        }
    }

    @Test
    void readsOrRefusesEveryFlippedByte() {
        SplittableRandom random = new SplittableRandom(3);
        int refused = 0;
        for (long seed = 0; seed < 60; seed++) {
            byte[] record = packed(seed);
            for (int at = 0; at < record.length; at++) {
                byte[] flipped = record.clone();
                flipped[at] ^= (byte) (1 + random.nextInt(255));
                try {
                    PackedPayments.read(reader, flipped, 0)
                            .forEach(each -> assertThat(each.addTo(writer)).isTrue());
                } catch (IllegalArgumentException e) {
                    assertThat(e).hasMessageMatching(".*[a-z]{3}.*");
                    refused++;
                }
                writer.clear();
            }
        }
        assertThat(refused).isGreaterThan(1000);
    }

    private byte[] packed(long seed) {
        new PackedPayments(seed).some(12).forEach(each -> each.addTo(writer));
        return writer.take(NOTHING);
    }

    @Test
    void takesNoMemoryForLengthsThatTheRecordDoesNotHave() {
        byte[][] liars = {
            {1, -1, -1, -1, -1, 7}, // payments
            {1, 1, 0, 'U', 'S', 'D', -1, -1, -1, -1, 7, 0, 0, 0, 0}, // origins
            {1, 1, 0, 'U', 'S', 'D', 1, -1, -1, -1, -1, 7, 0, 0, 0}, // topic
            {1, 1, 0, 'U', 'S', 'D', 1, 1, 'N', 0, 0, 2, 1, 1, -1, -1, -1, -1, 7}, // accounts
        };
        for (byte[] liar : liars) {
            assertThatThrownBy(() -> reader.open(liar, 0, liar.length))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("packed payments");
        }
    }

    @Test
    void refusesANewerFormWithASentence() {
        byte[] newer = {2, 0};

        assertThatThrownBy(() -> reader.open(newer, 0, 2))
                .isInstanceOf(Form.NewerFormException.class)
                .hasMessageContaining("form 2 of packed payments")
                .hasMessageContaining("Upgrade fintrans");
    }
}
