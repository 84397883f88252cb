package io.fintrans.packed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.apache.kafka.common.utils.internals.ByteUtils;
import org.junit.jupiter.api.Test;

class VarintsTest {
    @Test
    void writesTheBytesThatKafkaWrites() {
        // Journals of before were written by Kafka's own utilities.
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 100_000; i++) {
            long value = random.nextLong() >> random.nextInt(64);
            ByteBuffer ours = ByteBuffer.allocate(16);
            ByteBuffer kafkas = ByteBuffer.allocate(16);
            Varints.writeLong(value, ours);
            Varints.writeUnsigned((int) value, ours);
            ByteUtils.writeVarlong(value, kafkas);
            ByteUtils.writeUnsignedVarint((int) value, kafkas);

            assertThat(ours.flip()).isEqualTo(kafkas.flip());
            assertThat(Varints.readLong(ours)).isEqualTo(value);
            assertThat(Varints.readUnsigned(ours)).isEqualTo((int) value);
        }
    }

    @Test
    void refusesWhatDoesNotEnd() {
        byte[] endless = new byte[20];
        Arrays.fill(endless, (byte) 0xff);

        assertThatThrownBy(() -> Varints.readUnsigned(ByteBuffer.wrap(endless)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Varints.readLong(ByteBuffer.wrap(endless)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Varints.readLong(ByteBuffer.wrap(endless, 0, 3)))
                .isInstanceOf(BufferUnderflowException.class);
    }
}
