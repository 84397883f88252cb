package io.fintrans.detector.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.transaction.Place;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The ring against a queue. */
class ArrivalRingTest {
    private static final int CHUNK = 4096;

    private record Arrival(long sequence, long time, long amount, int origin, long place, int row, long previous) {}

    private static final long LARGEST = Place.of((1L << 48) - 1, 8191);

    private final ArrivalRing ring = new ArrivalRing();
    private final Deque<Arrival> model = new ArrayDeque<>();
    private final long[] newestOfRow = new long[50];
    private final Random random = new Random(7);

    ArrivalRingTest() {
        Arrays.fill(newestOfRow, ArrivalRing.NONE);
    }

    @Test
    void isEmptyAtFirst() {
        assertThat(ring.isEmpty()).isTrue();
        assertThat(ring.size()).isZero();
        assertThat(ring.bytes()).isLessThan(ArrivalRing.chunkBytes());
    }

    @Test
    void keepsTheLargestValues() {
        long sequence = ring.append(Long.MAX_VALUE, (1L << 50) - 1, 65535, LARGEST, (1 << 28) - 1, ArrivalRing.NONE);
        assertThat(ring.time(sequence)).isEqualTo(Long.MAX_VALUE);
        assertThat(ring.amount(sequence)).isEqualTo((1L << 50) - 1);
        assertThat(ring.origin(sequence)).isEqualTo(65535);
        assertThat(ring.place(sequence)).isEqualTo(LARGEST);
        assertThat(ring.row(sequence)).isEqualTo((1 << 28) - 1);
        assertThat(ring.previous(sequence)).isEqualTo(ArrivalRing.NONE);
    }

    @Test
    void holdsWhatAQueueHoldsAcrossChunks() {
        for (int i = 0; i < 200_000; i++) {
            append();
            while (!model.isEmpty() && random.nextInt(100) < 49) {
                pop();
            }
        }
        checkAll();
        while (!model.isEmpty()) {
            pop();
        }
        assertThat(ring.isEmpty()).isTrue();
    }

    /** More than sixteen chunks, from a head in the middle of the ring of chunks. */
    @Test
    void growsTheRingOfChunksWhereverItsHeadIs() {
        for (int i = 0; i < 10 * CHUNK + 5; i++) {
            append();
        }
        for (int i = 0; i < 9 * CHUNK + 7; i++) {
            pop();
        }
        for (int i = 0; i < 40 * CHUNK; i++) {
            append();
        }
        checkAll();
    }

    @Test
    void givesTheSpareChunkBackWhenItIsTrimmed() {
        for (int i = 0; i < CHUNK; i++) {
            append();
        }
        for (int i = 0; i < CHUNK; i++) {
            pop();
        }
        ring.trim();
        assertThat(ring.bytes()).isLessThan(ArrivalRing.chunkBytes());
        append();
        checkAll();
    }

    @Test
    void keepsOneChunkInSpareWhenItHasBecomeEmpty() {
        for (int i = 0; i < CHUNK; i++) {
            append();
        }
        long one = ring.bytes();
        for (int i = 0; i < CHUNK; i++) {
            pop();
        }
        assertThat(ring.bytes()).isEqualTo(one);
        append();
        assertThat(ring.bytes()).as("used again").isEqualTo(one);
        checkAll();
    }

    @Test
    void tellsTheMemoryOfItsChunks() {
        long empty = ring.bytes();
        append();
        assertThat(ring.bytes() - empty).isEqualTo(ArrivalRing.chunkBytes());
        pop();
        assertThat(ring.bytes() - empty).as("the chunk is still there").isEqualTo(ArrivalRing.chunkBytes());
        for (int i = 0; i < CHUNK; i++) {
            append();
        }
        assertThat(ring.bytes() - empty).isEqualTo(2 * ArrivalRing.chunkBytes());
        for (int i = 0; i < CHUNK; i++) {
            pop();
        }
        assertThat(ring.bytes() - empty).as("one in use, one in spare").isEqualTo(2 * ArrivalRing.chunkBytes());
    }

    @Test
    void previousStopsAtTheHead() {
        long first = ring.append(1, 1, 0, 0, 0, ArrivalRing.NONE);
        long second = ring.append(2, 1, 0, 1, 0, first);
        long third = ring.append(3, 1, 0, 2, 0, second);
        assertThat(ring.previous(third)).isEqualTo(second);
        assertThat(ring.previous(second)).isEqualTo(first);
        ring.pop();
        assertThat(ring.previous(third)).isEqualTo(second);
        assertThat(ring.previous(second)).isEqualTo(ArrivalRing.NONE);
    }

    private void append() {
        int row = random.nextInt(newestOfRow.length);
        Arrival arrival = new Arrival(
                ring.head() + ring.size(),
                random.nextLong(),
                random.nextLong() >>> 14,
                random.nextInt(65536),
                random.nextLong() >>> 3,
                row,
                newestOfRow[row]);
        long sequence = ring.append(
                arrival.time(), arrival.amount(), arrival.origin(), arrival.place(), row, arrival.previous());
        assertThat(sequence).isEqualTo(arrival.sequence());
        newestOfRow[row] = sequence;
        model.add(arrival);
    }

    private void pop() {
        Arrival arrival = model.remove();
        check(arrival);
        if (newestOfRow[arrival.row()] == arrival.sequence()) {
            newestOfRow[arrival.row()] = ArrivalRing.NONE;
        }
        ring.pop();
        assertThat(ring.size()).isEqualTo(model.size());
    }

    private void checkAll() {
        assertThat(ring.size()).isEqualTo(model.size());
        model.forEach(this::check);
    }

    private void check(Arrival arrival) {
        long sequence = arrival.sequence();
        assertThat(ring.time(sequence)).isEqualTo(arrival.time());
        assertThat(ring.amount(sequence)).isEqualTo(arrival.amount());
        assertThat(ring.origin(sequence)).isEqualTo(arrival.origin());
        assertThat(ring.place(sequence)).isEqualTo(arrival.place());
        assertThat(ring.row(sequence)).isEqualTo(arrival.row());
        assertThat(ring.previous(sequence))
                .isEqualTo(arrival.previous() < ring.head() ? ArrivalRing.NONE : arrival.previous());
    }
}
