package io.fintrans.generator.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TrafficTest {
    private static final int CITIES = 5;
    private static final int ACCOUNTS = 10_000;
    private static final long LIMIT = 1_000_000;
    private static final int SHARE = 2_000;
    /** Ten minutes of the demo. */
    private static final int PAYMENTS = 600_000;

    @Test
    void makesTheSamePaymentsFromTheSameSeed() {
        assertThat(take(laundered(7), 50_000)).isEqualTo(take(laundered(7), 50_000));
        assertThat(take(original(7), 5_000)).isEqualTo(take(original(7), 5_000));
    }

    @Test
    void makesOtherPaymentsFromAnotherSeed() {
        assertThat(take(laundered(7), 100)).isNotEqualTo(take(laundered(8), 100));
        assertThat(take(original(7), 100)).isNotEqualTo(take(original(8), 100));
    }

    /** Pins the stream itself: a change here means that a seed in a bug report no longer says what it said. */
    @Test
    void makesWhatItMadeInFormerVersions() {
        assertThat(checksum(original(1))).isEqualTo(4_327_613_339_259_276_000L);
        assertThat(checksum(laundered(1))).isEqualTo(7139868615750015887L);
    }

    private static long checksum(Traffic traffic) {
        long sum = 0;
        for (Transfer payment : take(traffic, 50_000)) {
            sum = 31 * sum + payment.city();
            sum = 31 * sum + payment.source();
            sum = 31 * sum + payment.target();
            sum = 31 * sum + payment.minorUnits();
            sum = 31 * sum + (payment.hidden() == null ? 0 : scheme(payment).hashCode());
        }
        return sum;
    }

    @Test
    void keepsTheRangesOfTheFirstDemo() {
        Set<Integer> cities = new HashSet<>();
        int zeros = 0;
        for (Transfer payment : take(original(3), 200_000)) {
            assertThat(payment.source()).isBetween(0, 999).isNotEqualTo(payment.target());
            assertThat(payment.target()).isBetween(0, 999);
            assertThat(payment.minorUnits()).isBetween(0L, 999_900L);
            assertThat(payment.minorUnits() % 100).isZero();
            assertThat(payment.hidden()).isNull();
            cities.add(payment.city());
            zeros += payment.minorUnits() == 0 ? 1 : 0;
        }
        assertThat(cities).hasSize(CITIES);
        assertThat(zeros).isBetween(5, 50);
    }

    @Test
    void hidesTheShareThatItWasAskedFor() {
        long hidden = take(laundered(5), PAYMENTS).stream()
                .filter(payment -> payment.hidden() != null)
                .count();

        assertThat(hidden).isBetween(PAYMENTS * 19L / 10_000, PAYMENTS * 21L / 10_000);
    }

    @Test
    void hidesTheFirstSumEarly() {
        Map<String, Integer> payments = new HashMap<>();
        for (Transfer payment :
                take(new LaunderedTraffic(ordinary(1), 500, 6, CITIES, ACCOUNTS, LIMIT, 1, null, List.of()), 12_000)) {
            if (payment.hidden() != null) {
                payments.merge(scheme(payment), 1, Integer::sum);
            }
        }
        assertThat(payments.values()).anyMatch(count -> count >= 2);
    }

    @Test
    void splitsEachHiddenSumIntoPaymentsUnderTheLimitOverSeveralCities() {
        Map<String, Set<Integer>> cities = new HashMap<>();
        Map<String, Set<Long>> pairs = new HashMap<>();
        Map<String, Long> sums = new HashMap<>();
        for (Transfer payment : take(laundered(11), PAYMENTS)) {
            if (payment.hidden() != null) {
                assertThat(payment.minorUnits()).isPositive().isLessThan(LIMIT);
                assertThat(payment.source()).isNotEqualTo(payment.target());
                sums.merge(scheme(payment), payment.minorUnits(), Long::sum);
                cities.computeIfAbsent(scheme(payment), name -> new HashSet<>()).add(payment.city());
                pairs.computeIfAbsent(scheme(payment), name -> new HashSet<>()).add(pair(payment));
            }
        }
        long unfinished = sums.values().stream().filter(sum -> sum < 3 * LIMIT).count();
        assertThat(sums).hasSizeGreaterThan(100);
        assertThat(unfinished).isLessThan(30);
        assertThat(sums.values()).allMatch(sum -> sum <= 12 * LIMIT);
        assertThat(pairs.values()).allMatch(each -> each.size() == 1);
        cities.forEach((scheme, visited) -> {
            if (sums.getOrDefault(scheme, 0L) >= 3 * LIMIT) {
                assertThat(visited).hasSizeGreaterThan(1);
            }
        });
    }

    @Test
    void keepsEveryHonestPairUnderTheLimit() {
        Map<Long, Long> totals = new HashMap<>();
        for (Transfer payment : take(ordinary(13), 3 * PAYMENTS)) {
            assertThat(payment.source()).isNotEqualTo(payment.target()).isBetween(0, ACCOUNTS - 1);
            assertThat(payment.target()).isBetween(0, ACCOUNTS - 1);
            assertThat(payment.minorUnits()).isBetween(100L, LIMIT / 3);
            totals.merge(pair(payment), payment.minorUnits(), Long::sum);
        }
        assertThat(totals.values()).allMatch(total -> total <= LIMIT * 9 / 10);
    }

    @Test
    void makesFewAccountsBusyAndMostQuiet() {
        int[] payments = new int[ACCOUNTS];
        take(ordinary(17), PAYMENTS).forEach(payment -> payments[payment.source()]++);
        long busiestHundred = Arrays.stream(payments)
                .boxed()
                .sorted(Comparator.reverseOrder())
                .limit(ACCOUNTS / 100)
                .mapToLong(Integer::longValue)
                .sum();

        assertThat(busiestHundred).isBetween(PAYMENTS * 15L / 100, PAYMENTS * 25L / 100);
        assertThat(payments).doesNotContain(0);
    }

    @Test
    void repeatsStandingOrdersWithTheSameAmount() {
        Map<String, Integer> repeated = new HashMap<>();
        for (Transfer payment : take(ordinary(19), PAYMENTS)) {
            repeated.merge(pair(payment) + " " + payment.minorUnits(), 1, Integer::sum);
        }
        assertThat(repeated.values().stream().filter(count -> count >= 5).count())
                .isGreaterThan(ACCOUNTS / 2);
    }

    @Test
    void paysMostlySmallSumsAndSeldomLargeOnes() {
        long[] sorted = take(ordinary(23), 100_000).stream()
                .mapToLong(Transfer::minorUnits)
                .sorted()
                .toArray();

        assertThat(sorted[sorted.length / 2]).isBetween(1_500L, 4_500L);
        assertThat(sorted[sorted.length * 99 / 100]).isBetween(60_000L, 333_333L);
    }

    @Test
    void worksWithTheFewestAccountsAndOneCity() {
        Traffic smallest = new LaunderedTraffic(
                new OrdinaryTraffic(1, 2, 10_000, 1), 500_000, 3, 1, 2, 10_000, 1, null, List.of());
        for (Transfer payment : take(smallest, 10_000)) {
            assertThat(payment.source() + payment.target()).isEqualTo(1);
            assertThat(payment.city()).isZero();
            assertThat(payment.minorUnits()).isBetween(1L, 9_999L);
        }
    }

    private static long pair(Transfer payment) {
        return (long) payment.source() << 32 | payment.target();
    }

    private static Traffic original(long seed) {
        return new OriginalTraffic(CITIES, seed);
    }

    private static Traffic ordinary(long seed) {
        return new OrdinaryTraffic(CITIES, ACCOUNTS, LIMIT, seed);
    }

    private static Traffic laundered(long seed) {
        return new LaunderedTraffic(ordinary(seed), SHARE, 20, CITIES, ACCOUNTS, LIMIT, seed, null, List.of());
    }

    private static String scheme(Transfer payment) {
        return Objects.requireNonNull(payment.hidden()).scheme();
    }

    private static List<Transfer> take(Traffic traffic, int payments) {
        return Stream.generate(traffic::next).limit(payments).toList();
    }
}
