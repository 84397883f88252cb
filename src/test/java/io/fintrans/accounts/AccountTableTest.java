package io.fintrans.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.transaction.AccountId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The table against a {@link HashMap}. */
class AccountTableTest {
    private final AccountTable table = new AccountTable();

    private record Held(AccountId account, int number) {}

    @Test
    void knowsWhatAMapKnowsWhateverTheSeed() {
        for (long seed = 0; seed < 20; seed++) {
            churn(new Random(seed), seed);
        }
    }

    private void churn(Random random, long seed) {
        Map<AccountId, Integer> numbers = new HashMap<>();
        List<Held> held = new ArrayList<>();
        int accounts = 1 + random.nextInt(3000);
        for (int i = 0; i < 20_000; i++) {
            // It fills and empties, over and over.
            if (!held.isEmpty() && random.nextInt(10) < (i / 3000 % 2 == 0 ? 3 : 7)) {
                release(held, random.nextInt(held.size()), numbers);
            } else {
                AccountId account = account(random.nextInt(accounts), random.nextInt(10) == 0);
                int number = table.hold(account);
                assertThat(numbers.getOrDefault(account, number))
                        .as("seed %d", seed)
                        .isEqualTo(number);
                numbers.put(account, number);
                held.add(new Held(account, number));
            }
        }
        assertThat(table.size()).isEqualTo(numbers.size());
        numbers.forEach((account, number) -> assertThat(table.name(number)).isEqualTo(account));
        while (!held.isEmpty()) {
            release(held, held.size() - 1, numbers);
        }
        assertThat(table.size()).isZero();
    }

    private void release(List<Held> held, int at, Map<AccountId, Integer> numbers) {
        Held one = held.get(at);
        assertThat(table.name(one.number())).isEqualTo(one.account());
        held.set(at, held.get(held.size() - 1));
        held.remove(held.size() - 1);
        table.release(one.number());
        if (held.stream().noneMatch(other -> other.account().equals(one.account()))) {
            numbers.remove(one.account());
        }
    }

    @Test
    void keepsNamesOfEveryLength() {
        Map<String, Integer> numbers = new HashMap<>();
        for (int length = 1; length <= AccountId.MAX_LENGTH; length++) {
            for (String letter : List.of("a", "Z", "-", "0")) {
                String name = letter.repeat(length);
                numbers.put(name, table.hold(AccountId.of(name)));
            }
        }
        assertThat(new HashSet<>(numbers.values())).hasSameSizeAs(numbers.keySet());
        numbers.forEach((name, number) -> assertThat(table.name(number)).hasToString(name));
    }

    @Test
    void aMillionAccountsTakeLittleMoreThanTheirNames() {
        int million = 1_000_000;
        long empty = table.bytes();
        int[] numbers = new int[million];
        for (int i = 0; i < million; i++) {
            numbers[i] = table.hold(account(i, false));
        }
        assertThat((table.bytes() - empty) / (double) million)
                .as("of 9 bytes each")
                .isBetween(20.0, 22.0);
        for (int i = 0; i < million; i++) {
            assertThat(table.name(numbers[i])).isEqualTo(account(i, false));
            assertThat(table.hold(account(i, false))).isEqualTo(numbers[i]);
            table.release(numbers[i]);
            table.release(numbers[i]);
        }
        assertThat(table.size()).isZero();
        assertThat(table.bytes() - empty).as("nothing is left but the index").isLessThan(5L * million);
    }

    /** The memory of names that have left is there for names of other lengths. */
    @Test
    void memoryGoesFromNamesOfOneLengthToThoseOfAnother() {
        long most = 0;
        for (int length = 10; length <= AccountId.MAX_LENGTH; length++) {
            List<Integer> numbers = new ArrayList<>();
            for (int i = 0; i < 5000; i++) {
                String name = Integer.toString(10_000 + i);
                numbers.add(table.hold(AccountId.of("x".repeat(length - name.length()) + name)));
            }
            most = Math.max(most, table.bytes());
            numbers.forEach(table::release);
        }
        long longest = 5000 * (AccountId.MAX_LENGTH + 12);
        long aChunkOfEachLength = 256 * 64 * (8 + 32);
        assertThat(most).isLessThan(longest + aChunkOfEachLength + 50_000);
    }

    @Test
    void countsEachByteThatItTakes() {
        Set<Long> steps = new HashSet<>();
        long before = table.bytes();
        for (int i = 0; i < 256; i++) {
            table.hold(account(i, false));
            steps.add(table.bytes() - before);
        }
        assertThat(steps).as("one chunk of names").containsExactly(16 + 16 + 256 * (8 + 9L));
    }

    private static AccountId account(int number, boolean tall) {
        String name = Integer.toString(100_000_000 + number);
        return AccountId.of(tall ? name + "x".repeat(number % (AccountId.MAX_LENGTH - 8)) : name);
    }
}
