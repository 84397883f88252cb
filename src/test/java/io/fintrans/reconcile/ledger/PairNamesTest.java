package io.fintrans.reconcile.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.transaction.AccountId;
import org.junit.jupiter.api.Test;

class PairNamesTest {
    private final PairNames pairs = new PairNames();

    @Test
    void givesEachPairOneNumberAndKeepsItsName() {
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < 100_000; i++) {
                int number = pairs.intern(AccountId.of("source-" + i), AccountId.of("t" + i % 7));
                assertThat(number).isEqualTo(i);
            }
        }

        assertThat(pairs.size()).isEqualTo(100_000);
        assertThat(pairs.name(54_321)).isEqualTo("source-54321 -> t1");
        assertThat(pairs.source(54_321)).isEqualTo(AccountId.of("source-54321"));
        assertThat(pairs.find(AccountId.of("source-54321"), AccountId.of("t1"))).isEqualTo(54_321);
    }

    @Test
    void doesNotTakeOnePairForAnother() {
        pairs.intern(AccountId.of("ab"), AccountId.of("c"));

        assertThat(pairs.find(AccountId.of("a"), AccountId.of("bc"))).isEqualTo(-1);
        assertThat(pairs.find(AccountId.of("c"), AccountId.of("ab"))).isEqualTo(-1);
    }

    @Test
    void takesTheLongestNames() {
        AccountId longest = AccountId.of("x".repeat(AccountId.MAX_LENGTH));

        assertThat(pairs.name(pairs.intern(longest, longest))).isEqualTo(longest + " -> " + longest);
    }
}
