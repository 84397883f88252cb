package io.fintrans.generator.pattern;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Random numbers that are the same on every Java version: SplitMix64 (Steele, Lea and Flood, <em>Fast splittable
 * pseudorandom number generators</em>, OOPSLA 2014). The JDK's fast generators do not promise that.
 */
final class SeededRandom {
    private long state;

    SeededRandom(long seed) {
        state = seed;
    }

    long next() {
        state += 0x9E3779B97F4A7C15L;
        return mix(state);
    }

    /** From 0 to {@code bound - 1}; {@code bound} is more than 0. */
    int below(int bound) {
        // The high half of a product is evenly spread to one part in 2^32 / bound, without a division.
        return (int) (((next() >>> 32) * bound) >>> 32);
    }

    /** From {@code least} to {@code most}, both included. */
    int between(int least, int most) {
        return least + below(most - least + 1);
    }

    /** So many different numbers from 0 to {@code bound - 1}; there are that many. */
    int[] distinct(int count, int bound) {
        return IntStream.generate(() -> below(bound)).distinct().limit(count).toArray();
    }

    /** So many numbers from 0 to {@code most} in order; the first one is 0, the last one {@code most}. */
    long[] sorted(int count, long most) {
        long[] all = new long[count];
        for (int i = 1; i < count - 1; i++) {
            all[i] = most / 1_000_000 * below(1_000_000) + most % 1_000_000 * below(1_000_000) / 1_000_000;
        }
        all[count - 1] = most;
        Arrays.sort(all);
        return all;
    }

    /** Turns a number into one that looks random, always the same. */
    static long mix(long number) {
        long z = (number ^ (number >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
