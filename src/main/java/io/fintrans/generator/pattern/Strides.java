package io.fintrans.generator.pattern;

/** Steps that visit every number of a ring once before they return, in an order that looks random. */
final class Strides {
    /** The golden ratio as a part of 1000000: its multiples spread evenly. */
    private static final long GOLDEN = 618_034;

    private Strides() {}

    /** A step from 1 to {@code size - 1} (1 for a ring of one) without a common divisor with {@code size}. */
    static int coprimeTo(int size) {
        long stride = Math.max(1, size * GOLDEN / 1_000_000);
        while (divisor(stride, size) != 1) {
            stride++;
        }
        return (int) stride;
    }

    private static long divisor(long a, long b) {
        return b == 0 ? a : divisor(b, a % b);
    }
}
