package io.fintrans.detector.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The table against a {@link HashMap}. */
class PairTableTest {
    /** So many are counted and no more. */
    private static final int MOST_PAYMENTS = 16_383;

    private record Hash(long high, long low) {}

    private static final class Row {
        long sum;
        long newest = ArrivalRing.NONE;
        int payments;
        boolean ledger;
        int number;
    }

    private final PairTable table = new PairTable();
    private final Map<Hash, Row> model = new HashMap<>();
    private final List<Hash> present = new ArrayList<>();

    @Test
    void findsNothingAtFirst() {
        assertThat(table.find(0, 0)).isEqualTo(PairTable.NONE);
        assertThat(table.find(-1, -1)).isEqualTo(PairTable.NONE);
        assertThat(table.size()).isZero();
    }

    @Test
    void theHashOfNothingButZerosIsAPairLikeAnyOther() {
        int row = table.insert(0, 0);
        assertThat(table.find(0, 0)).isEqualTo(row);
        assertThat(table.find(0, 1)).isEqualTo(PairTable.NONE);
        table.remove(row);
        assertThat(table.find(0, 0)).isEqualTo(PairTable.NONE);
    }

    @Test
    void holdsWhatAMapHoldsWithHashesOfAllKinds() {
        churn(new Random(1), random -> new Hash(random.nextLong(), random.nextLong()), 300_000, 60_000);
    }

    @Test
    void holdsWhatAMapHoldsWhenAllPairsShareAPage() {
        churn(new Random(2), random -> new Hash(random.nextLong() >>> 8, random.nextLong()), 200_000, 5000);
    }

    /** The same page, home slot and tag, so that only the rest of the hash tells pairs apart. */
    @Test
    void holdsWhatAMapHoldsWhenPairsCollideInSlotAndTag() {
        churn(
                new Random(3),
                random -> new Hash(random.nextInt(2), ((long) random.nextInt(160) << 32) | 0x5000_0000L),
                100_000,
                200);
    }

    /** Runs that wrap around the page's end, where shifting entries back goes wrong first. */
    @Test
    void holdsWhatAMapHoldsWhenRunsWrapAroundThePage() {
        churn(new Random(4), random -> new Hash(0xFFFF_FFF0L + random.nextInt(16), random.nextInt(64)), 100_000, 60);
    }

    @Test
    void stopsCountingWhereTheCountIsFull() {
        Random random = new Random(5);
        for (int i = 0; i < 200_000; i++) {
            pay(new Hash(7, 7), random);
        }
        assertThat(table.payments(table.find(7, 7))).isEqualTo(MOST_PAYMENTS);
    }

    @Test
    void usesFreedRowsAgain() {
        for (int round = 0; round < 5; round++) {
            for (int i = 0; i < 5000; i++) {
                table.insert(i * 0x9E37_79B9_7F4A_7C15L, i);
            }
            for (int i = 0; i < 5000; i++) {
                table.remove(table.find(i * 0x9E37_79B9_7F4A_7C15L, i));
            }
        }
        assertThat(table.size()).isZero();
        assertThat(table.bytes()).isLessThan(2 * PairTable.chunkBytes() + 100_000);
    }

    @Test
    void countsEachChunkOfRows() {
        for (int i = 0; i < 3 * 4096; i++) {
            long before = table.bytes();
            table.insert((long) i << 40, i);
            assertThat(table.bytes() - before)
                    .as("row %d", i)
                    .isGreaterThanOrEqualTo(i % 4096 == 0 ? PairTable.chunkBytes() : 0);
        }
    }

    private interface Hashes {
        Hash next(Random random);
    }

    private void churn(Random random, Hashes hashes, int operations, int aim) {
        for (int i = 0; i < operations; i++) {
            if (!present.isEmpty() && random.nextInt(2 * aim) < present.size()) {
                remove(random.nextInt(present.size()));
            } else {
                pay(hashes.next(random), random);
            }
            Hash looked = hashes.next(random);
            Row row = model.get(looked);
            assertThat(table.find(looked.high(), looked.low())).isEqualTo(row == null ? PairTable.NONE : row.number);
        }
        assertThat(table.size()).isEqualTo(model.size());
        model.forEach(this::check);
        while (!present.isEmpty()) {
            remove(present.size() - 1);
        }
        assertThat(table.size()).isZero();
    }

    private void pay(Hash hash, Random random) {
        Row row = model.get(hash);
        if (row == null) {
            row = new Row();
            row.number = table.insert(hash.high(), hash.low());
            assertThat(table.newest(row.number)).isEqualTo(ArrivalRing.NONE);
            assertThat(table.hasLedger(row.number)).isFalse();
            model.put(hash, row);
            present.add(hash);
        }
        long amount = random.nextInt(1000);
        row.sum += amount;
        row.payments = Math.min(MOST_PAYMENTS, row.payments + 1);
        row.newest = random.nextLong() >>> 17;
        table.update(row.number, amount, row.newest);
        if (random.nextInt(10) == 0) {
            row.ledger = true;
            table.setHasLedger(row.number);
        }
        if (random.nextInt(4) == 0) {
            row.sum -= amount;
            row.payments -= row.payments == MOST_PAYMENTS ? 0 : 1;
            table.takeOut(row.number, amount);
        }
        check(hash, row);
    }

    private void remove(int position) {
        Hash hash = present.get(position);
        present.set(position, present.get(present.size() - 1));
        present.remove(present.size() - 1);
        Row row = model.remove(hash);
        assertThat(row).isNotNull();
        check(hash, row);
        table.remove(row.number);
        assertThat(table.find(hash.high(), hash.low())).isEqualTo(PairTable.NONE);
    }

    private void check(Hash hash, Row row) {
        assertThat(table.find(hash.high(), hash.low())).isEqualTo(row.number);
        assertThat(table.sum(row.number)).isEqualTo(row.sum);
        assertThat(table.newest(row.number)).isEqualTo(row.newest);
        assertThat(table.payments(row.number)).isEqualTo(row.payments);
        assertThat(table.hasLedger(row.number)).isEqualTo(row.ledger);
        assertThat(table.high(row.number)).isEqualTo(hash.high());
        assertThat(table.low(row.number)).isEqualTo(hash.low());
    }
}
