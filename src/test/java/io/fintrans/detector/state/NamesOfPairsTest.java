package io.fintrans.detector.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.alert.Subject;
import io.fintrans.testing.TestPairs;
import io.fintrans.testing.TestRules;
import io.fintrans.transaction.AccountId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A state knows the names of each pair that it holds, and of no other. */
class NamesOfPairsTest {
    private static final long WINDOW = 1000;
    private static final long UNLIMITED = Long.MAX_VALUE / 2;

    private long offset;

    private record Paid(String pair, long time) {}

    @Test
    void showsEachPairThatHasAPaymentWhateverTheSeed() {
        for (long seed = 0; seed < 50; seed++) {
            Random random = new Random(seed);
            MemoryState state = state(new MemoryBudget(UNLIMITED));
            Deque<Paid> held = new ArrayDeque<>();
            int accounts = 1 + random.nextInt(60);
            long time = 0;
            for (int i = 0; i < 3000; i++) {
                // Now and then all leave.
                time += random.nextInt(500) == 0 ? 2 * WINDOW : random.nextInt(10);
                String source = account(random.nextInt(accounts));
                String target = account(random.nextInt(accounts));
                int row = pay(state, source, target, time);
                assertThat(state.pair(row)).as("seed %d", seed).isEqualTo(Subject.pair(source, target));
                held.add(new Paid(source + " -> " + target, time));
                while (held.element().time() <= time - WINDOW) {
                    held.remove();
                }
                if (i % 100 == 0) {
                    check(state, held, seed);
                }
            }
        }
    }

    private static void check(PairState state, Deque<Paid> held, long seed) {
        Set<String> expected = new HashSet<>();
        held.forEach(paid -> expected.add(paid.pair()));
        assertThat(names(state))
                .as("seed %d", seed)
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    /** A judge may look at some pairs, handle payments, and go on. */
    @Test
    void aWalkInPartsMeetsEveryPairThatIsThereFromBeginToEnd() {
        MemoryState state = state(new MemoryBudget(UNLIMITED));
        for (int i = 0; i < 10_000; i++) {
            pay(state, "a" + i, "b", i / 20);
        }
        Set<String> met = new HashSet<>();
        HeldPairs held = state.window().heldPairs();
        int added = 0;
        for (int row = held.next(0); row >= 0; row = held.next(row + 1)) {
            assertThat(met.add(words(state, row))).isTrue();
            if (met.size() % 10 == 0 && added < 1000) {
                // Makes a pair, lets another leave, and uses rows again.
                pay(state, "later" + added, "b", WINDOW + added++ / 10);
            }
        }
        Set<String> still = new HashSet<>(names(state));
        still.removeIf(pair -> pair.startsWith("later"));
        assertThat(met).hasSizeGreaterThan(9000).containsAll(still);
    }

    @Test
    void keepsTheLongestNamesWithinTheBudget() {
        MemoryBudget budget = new MemoryBudget(8_000_000);
        MemoryState state = state(budget);
        for (int i = 0; i < 200_000; i++) {
            String source = longest('s', i);
            String target = longest('t', i);
            int row = pay(state, source, target, i % 7);
            if (i % 1000 == 0) {
                assertThat(state.pair(row)).isEqualTo(Subject.pair(source, target));
            }
            assertThat(budget.used()).isLessThanOrEqualTo(budget.limit());
        }
        assertThat(state.window().shortenedTo()).isNotNegative();
        assertThat(names(state)).hasSize(state.window().pairs()).hasSizeGreaterThan(20_000);
        assertThat(state.window().payments()).isEqualTo(state.window().pairs());
        state.window().close();
        assertThat(budget.used()).isZero();
    }

    /** As many names as a thousand windows have, one after the other, take no more than those of one. */
    @Test
    void theMemoryOfAccountsThatHaveLeftIsThereForOthers() {
        MemoryState state = state(new MemoryBudget(UNLIMITED));
        long[] most = new long[2];
        for (int i = 0; i < 500_000; i++) {
            pay(state, account(i), account(i + 1), i);
            most[i / 250_000] = Math.max(most[i / 250_000], state.window().bytes());
        }
        assertThat(most[1]).isBetween(most[0] * 9 / 10, most[0] * 11 / 10);
    }

    private static String account(int number) {
        return number % 8 == 0 ? longest('x', number) : "account" + number;
    }

    private static String longest(char begin, int number) {
        String end = Integer.toString(number);
        return Character.toString(begin).repeat(AccountId.MAX_LENGTH - end.length()) + end;
    }

    private static MemoryState state(MemoryBudget budget) {
        return new MemoryState(TestRules.pairTotal(WINDOW, 0), budget);
    }

    private int pay(MemoryState state, String source, String target, long time) {
        return Paying.add(
                state, TestPairs.pair(source, target), time, 1, state.origin("London", 0), offset++, UNLIMITED);
    }

    private static List<String> names(PairState state) {
        List<String> names = new ArrayList<>();
        state.forEachPair(row -> names.add(words(state, row)));
        return names;
    }

    private static String words(PairState state, int row) {
        Subject.Pair pair = state.pair(row);
        return pair == null ? "none" : pair.words();
    }
}
