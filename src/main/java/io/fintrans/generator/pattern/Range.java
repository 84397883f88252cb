package io.fintrans.generator.pattern;

/**
 * From one number to another, both included.
 *
 * @param least at least 0
 */
public record Range(long least, long most) {
    public Range {
        if (least < 0 || most < least) {
            throw new IllegalArgumentException(
                    "a range goes from a number to one as large or larger: " + least + ".." + most);
        }
    }

    /** One of them; each factor of two is equally likely, so that there are short ones and long ones. */
    long draw(SeededRandom random) {
        int doublings = 0;
        while (doublings < Long.SIZE - 2 && Math.max(1, least) << (doublings + 1) <= most) {
            doublings++;
        }
        long from = least << random.below(doublings + 1);
        long width = Math.min(most, Math.max(from, 2 * from)) - from;
        return from + width * random.below(1 << 20) / ((1 << 20) - 1);
    }

    /** One of them, all equally likely. */
    int drawEvenly(SeededRandom random) {
        return random.between((int) least, (int) most);
    }
}
