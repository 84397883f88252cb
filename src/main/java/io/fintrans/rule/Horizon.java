package io.fintrans.rule;

import java.util.Comparator;
import java.util.List;

/**
 * How far back payments are held, which follows from the versions that may still look at them: as long as the longest window of any that is in
 * force, and as long again as a payment may come late. A version that is not in force any more is looked at by late payments for a while.
 *
 * <p>It depends on the time of payments alone. So whoever knows the rules knows which payments came too late.
 */
public final class Horizon {
    private final long latenessMillis;
    private final List<RuleSpec> specs;
    private final long[] windows;
    private final long[] untils;
    private final long[] countsAfter;

    /** @param latenessMillis how late a payment may come and still have its own window looked at */
    public Horizon(Rulebook rulebook, long latenessMillis) {
        this.latenessMillis = latenessMillis;
        this.specs = rulebook.specs().stream()
                .filter(spec -> spec.mode().finds())
                .sorted(Comparator.comparing(RuleSpec::from))
                .toList();
        this.windows =
                specs.stream().mapToLong(spec -> spec.window().toMillis()).toArray();
        this.untils = specs.stream().mapToLong(rulebook::until).toArray();
        this.countsAfter = new long[windows.length];
        for (int i = 0; i < countsAfter.length; i++) {
            long from = specs.get(i).from().toEpochMilli();
            countsAfter[i] = from == 0 ? Long.MIN_VALUE : leftBefore(from, from - 1, i);
        }
    }

    /** How late a payment may come and still have its own window looked at, in milliseconds. */
    public long latenessMillis() {
        return latenessMillis;
    }

    /**
     * Payments up to this time do not count for a version: what was held when it came into force reached back no further. So a longer window
     * is whole only some time after its {@code from}, and its alerts say so until then.
     *
     * @return milliseconds since 1970; {@link Long#MIN_VALUE} for a version that has always been in force
     * @throws IllegalArgumentException if it is none of the rulebook, or finds nothing
     */
    public long countsAfter(RuleSpec spec) {
        int at = specs.indexOf(spec);
        if (at < 0) {
            throw new IllegalArgumentException("not in the rulebook, or off: " + spec.id());
        }
        return countsAfter[at];
    }

    /**
     * Payments up to this time are not held any more when time has come so far; it never goes back as time goes on.
     *
     * @param time in milliseconds since 1970, as is the answer
     */
    public long leftUpTo(long time) {
        long whole = time - latenessMillis;
        return leftBefore(whole, whole, windows.length);
    }

    /** What the first versions need that are in force at a time or later, for windows that end at another or later. */
    private long leftBefore(long end, long time, int versions) {
        long left = end;
        for (int i = 0; i < versions; i++) {
            if (untils[i] > time) {
                left = Math.min(left, Math.max(end - windows[i], countsAfter[i]));
            }
        }
        return left;
    }
}
