package io.fintrans.generator.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Innocent, of each kind, among the same accounts again and again, and never so much that it would be told of. */
class LookAlikesTest {
    private static final int ACCOUNTS = 5_000;
    private static final long LIMIT = 10_000_00;
    private static final int PAYMENTS = 400_000;

    private static List<Transfer> made(long seed) {
        LookAlikes all = new LookAlikes(5, ACCOUNTS, LIMIT, 20_000, 30_000, seed);
        List<Transfer> made = new ArrayList<>();
        for (int number = 0; number < PAYMENTS; number++) {
            Transfer due = all.due(number);
            if (due != null) {
                made.add(due);
            }
        }
        return made;
    }

    @Test
    void makesEachKindAndHidesNothing() {
        Set<LookAlike> kinds = EnumSet.noneOf(LookAlike.class);
        for (Transfer each : made(1)) {
            assertThat(each.hidden()).isNull();
            assertThat(each.source()).isNotEqualTo(each.target()).isBetween(0, ACCOUNTS - 1);
            kinds.add(Objects.requireNonNull(each.lookAlike()));
        }
        assertThat(kinds).containsExactlyInAnyOrder(LookAlike.values());
    }

    @Test
    void makesNoMoreThanItsShare() {
        assertThat(made(2)).hasSizeBetween(PAYMENTS / 100, PAYMENTS / 50);
    }

    @Test
    void keepsEachPairUnderTheLimitAndPaysItAgain() {
        Map<Long, Long> totals = new HashMap<>();
        Map<Long, Integer> times = new HashMap<>();
        for (Transfer each : made(3)) {
            long pair = (long) each.source() << 32 | each.target();
            totals.merge(pair, each.minorUnits(), Long::sum);
            times.merge(pair, 1, Integer::sum);
        }
        assertThat(totals.values()).allMatch(total -> total <= LIMIT * 9 / 10);
        assertThat(times.values().stream().filter(each -> each >= 4).count()).isGreaterThan(times.size() / 3);
    }

    @Test
    void makesTheSameOfTheSameSeed() {
        assertThat(made(4)).isEqualTo(made(4)).isNotEqualTo(made(5));
    }
}
