package io.fintrans.timeseries;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.fintrans.transaction.Money;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Volumes, their distribution and their JSON. */
class VolumeTest {
    @Test
    void binsFollowOneAnotherWithoutGapAndAreNarrow() {
        for (int bin = 0; bin < Distribution.binOf(Long.MAX_VALUE); bin++) {
            long largest = Distribution.largestOf(bin);
            assertThat(Distribution.binOf(largest)).isEqualTo(bin);
            assertThat(Distribution.binOf(largest + 1)).isEqualTo(bin + 1);
            long smallest = bin == 0 ? 0 : Distribution.largestOf(bin - 1) + 1;
            assertThat((largest - smallest) * 31).as("width of bin %d", bin).isLessThanOrEqualTo(largest);
        }
        assertThat(Distribution.largestOf(Distribution.binOf(Long.MAX_VALUE))).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void quantilesAreThoseOfTheSortedAmountsButForTheWidthOfABin() {
        Random random = new Random(1);
        for (int round = 0; round < 200; round++) {
            long[] amounts = random.longs(1 + random.nextInt(500), 1, 1L << (2 + random.nextInt(48)))
                    .toArray();
            Distribution one = new Distribution();
            Distribution other = new Distribution();
            for (long amount : amounts) {
                (random.nextBoolean() ? one : other).add(amount);
            }
            one.addAll(other);
            Arrays.sort(amounts);
            assertThat(one.count()).isEqualTo(amounts.length);
            for (int permille : new int[] {1, 500, 990, 1000}) {
                long exact = amounts[(int) ((amounts.length * (long) permille + 999) / 1000) - 1];
                assertThat(one.quantile(permille)).isBetween(exact, exact + exact / 31);
            }
        }
        assertThat(new Distribution().quantile(500)).isZero();
    }

    @Test
    void jsonBringsBackWhatWasWritten() {
        Distribution amounts = new Distribution();
        amounts.add(1250);
        amounts.add(1250);
        amounts.add(999_999);
        Volume volume = new Volume("London", 1_763_841_234, 3, Money.USD, 3, 1_002_499, 1250, 999_999, 77, amounts);
        String json = new String(VolumeJson.write(volume), UTF_8);
        assertThat(json)
                .isEqualTo(
                        "{\"form\":2,\"city\":\"London\",\"second\":1763841234,\"partition\":3,\"currency\":\"USD\",\"count\":3,"
                                + "\"total\":\"10024.99\",\"smallest\":\"12.50\",\"largest\":\"9999.99\",\"totalMinor\":1002499,\"smallestMinor\":1250,\"largestMinor\":999999,\"offset\":77,"
                                + "\"bins\":[[199,2],[509,1]]}");
        Volume read = VolumeJson.read(json.getBytes(UTF_8));
        assertThat(VolumeJson.write(read)).isEqualTo(VolumeJson.write(volume));
        assertThat(new String(read.key(), UTF_8)).isEqualTo("London 1763841234 3");
        assertThat(read.quantile(500)).isBetween(1250L, 1290L);
        assertThat(read.quantile(1000)).isEqualTo(999_999);
    }

    @Test
    void refusesWhatIsNoVolume() {
        for (String json : new String[] {"", "{}", "[]", "{\"currency\":\"USD\",\"bins\":[[5]]}", "null"}) {
            assertThatIllegalArgumentException().isThrownBy(() -> VolumeJson.read(json.getBytes(UTF_8)));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> new Distribution(new int[] {2, 1}, new long[] {1, 1}));
        assertThatIllegalArgumentException().isThrownBy(() -> new Distribution(new int[] {2}, new long[] {0}));
    }
}
