package io.fintrans.benchmark.quality;

import java.util.Optional;

/** Some of several, such as the patterns that were found of all that were hidden. */
public record Share(int part, int of) {
    /** Nothing. */
    public static final Share NONE = new Share(0, 0);

    Share and(boolean isPart) {
        return new Share(part + (isPart ? 1 : 0), of + 1);
    }

    /** From 0 to 1; nothing if there is nothing of which it would be a share. */
    public Optional<Double> value() {
        return of == 0 ? Optional.empty() : Optional.of((double) part / of);
    }

    /** Where the true share is, with 95 % certainty; nothing if there is no share. */
    public Optional<Interval> interval() {
        return of == 0 ? Optional.empty() : Optional.of(Interval.ofShare(part, of));
    }
}
