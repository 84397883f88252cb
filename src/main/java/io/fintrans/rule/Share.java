package io.fintrans.rule;

/**
 * How much of what came is handed on.
 *
 * @param least in thousandths, from 1 to 10000
 * @param most in thousandths, no less than {@code least}, up to 10000
 */
public record Share(int least, int most) {
    private static final int MOST = 10_000;

    /** Reads the parameters {@code least} and {@code most}. */
    static Share of(Parameters read) {
        int least = read.number("least", 1, MOST);
        return new Share(least, read.number("most", least, MOST));
    }
}
