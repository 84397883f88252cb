package io.fintrans.generator.pattern;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Honest traffic with laundering hidden in it, a given share of the payments. */
public final class LaunderedTraffic implements Traffic {
    /** The share of one payment in a million. */
    public static final int SHARE_UNIT = 1_000_000;

    private final Traffic honest;
    private final Structuring hidden;
    private final @Nullable LargeFirst first;
    private final List<Planned> planned;
    private final SeededRandom random;
    private final int share;
    /** In millionths of a hidden payment: what the payments so far are worth, and at which worth the next one is due. */
    private long worth;

    private long number;

    private long due = SHARE_UNIT / 4;

    /**
     * @param share hidden payments of a million, from 0 to half of {@link #SHARE_UNIT}
     * @param schemesAtOnce how many sums are on their way at one time, from 1
     * @param limit in cents, at least 10000
     * @param first large first payments that are hidden, too; null for none
     * @param planned what else comes in between when it is due, such as laundering over several accounts; the first of them first
     */
    public LaunderedTraffic(
            Traffic honest,
            int share,
            int schemesAtOnce,
            int cities,
            int accounts,
            long limit,
            long seed,
            @Nullable LargeFirst first,
            List<? extends Planned> planned) {
        this.honest = honest;
        this.first = first;
        this.planned = List.copyOf(planned);
        this.share = share;
        random = new SeededRandom(~seed);
        hidden = new Structuring(cities, accounts, limit, schemesAtOnce, SeededRandom.mix(seed + 1));
    }

    /** How many schemes must go on at one time so that each takes about {@code payments} payments of the traffic. */
    public static int schemesAtOnce(int share, long payments) {
        long hiddenMeanwhile = Math.min(payments, Integer.MAX_VALUE) * share / SHARE_UNIT;
        return (int) Math.max(1, hiddenMeanwhile / Structuring.PAYMENTS_PER_SCHEME);
    }

    @Override
    public Transfer next() {
        for (Planned each : planned) {
            Transfer due = each.due(number);
            if (due != null) {
                number++;
                return due;
            }
        }
        number++;
        worth += share;
        if (worth < due) {
            Transfer lookAlike = first == null ? null : first.lookAlike();
            return lookAlike == null ? honest.next() : lookAlike;
        }
        due += random.between(SHARE_UNIT / 2, SHARE_UNIT + SHARE_UNIT / 2);
        Transfer large = first != null && first.isNext() ? first.next() : null;
        return large == null ? hidden.next() : large;
    }
}
