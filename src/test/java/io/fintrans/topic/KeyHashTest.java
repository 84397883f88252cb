package io.fintrans.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.Test;

class KeyHashTest {
    @Test
    void choosesThePartitionThatKafkasPartitionerChooses() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 100_000; i++) {
            byte[] key = new byte[random.nextInt(40)];
            random.nextBytes(key);
            int partitions = 1 + random.nextInt(100);

            assertThat(KeyHash.partition(key, partitions)).isEqualTo(Utils.toPositive(Utils.murmur2(key)) % partitions);
        }
    }
}
