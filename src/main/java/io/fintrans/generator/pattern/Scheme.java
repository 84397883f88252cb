package io.fintrans.generator.pattern;

import io.fintrans.alert.Edge.Part;
import io.fintrans.alert.Typology;

/** One large sum on its way from one account to another, in payments that each stay just under the limit. */
final class Scheme {
    private final Hidden hidden;
    private final int source;
    private final int target;
    private final long limit;
    private long left;

    /**
     * @param sum what is to be moved, in cents
     * @param limit what no payment reaches, in cents, at least 10000
     */
    Scheme(String name, int source, int target, long sum, long limit) {
        this.hidden = new Hidden(Typology.STRUCTURING, name, Part.DIRECT);
        this.source = source;
        this.target = target;
        this.limit = limit;
        this.left = sum;
    }

    Transfer next(int city, SeededRandom random) {
        long part = Math.min(left, part(random));
        left -= part;
        return new Transfer(city, source, target, part, hidden);
    }

    boolean isDone() {
        return left == 0;
    }

    /** From 70 to 99 hundredths of the limit, mostly round sums, as people choose them. */
    private long part(SeededRandom random) {
        long part = limit / 1000 * random.between(705, 990);
        return switch (random.below(4)) {
            case 0 -> part - part % (limit / 100);
            case 1 -> part - part % (limit / 1000);
            case 2 -> part - part % 100;
            default -> part - random.below(100);
        };
    }
}
