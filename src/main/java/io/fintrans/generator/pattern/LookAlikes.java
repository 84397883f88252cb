package io.fintrans.generator.pattern;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Innocent payments that look like laundering, by each kind of {@link LookAlike} in its turn. They come again and again, among the same
 * accounts, as laundering seldom does; after some rounds other accounts take their place.
 */
public final class LookAlikes implements Planned {
    private static final long UNIT = LaunderedTraffic.SHARE_UNIT;
    /** Before a pair has been paid what no honest pair reaches: each round is a tenth of that at most. */
    private static final int ROUNDS = 8;

    private static final int MOST_PART = 10;
    private static final List<LookAlike> KINDS = List.of(LookAlike.values());

    private final SeededRandom random;
    private final int cities;
    private final int accounts;
    private final long most;
    private final int share;
    private final long period;
    private final Timetable timetable = new Timetable();
    private int begun;
    private long worth = 1;
    private long counted;

    /**
     * Begins with none.
     *
     * @param accounts among which they are, at least {@link NetworkLaundering#LEAST_ACCOUNTS}
     * @param limit what no honest pair reaches, in cents
     * @param share of a million payments, at most; nearly so many once all rounds go on
     * @param period after so many payments of the traffic the same come again
     */
    public LookAlikes(int cities, int accounts, long limit, int share, long period, long seed) {
        this.random = new SeededRandom(SeededRandom.mix(seed + 4));
        this.cities = cities;
        this.accounts = accounts;
        this.most = limit / MOST_PART;
        this.share = share;
        this.period = period;
    }

    @Override
    public @Nullable Transfer due(long number) {
        worth += share * (number + 1 - counted);
        counted = number + 1;
        while (worth > 0) {
            worth -= begin(number, KINDS.get(begun++ % KINDS.size())) * UNIT;
        }
        return timetable.due(number);
    }

    /** @return how many payments it will be */
    private long begin(long number, LookAlike kind) {
        int[] all = random.distinct(members(kind), accounts);
        long[] usual = new long[all.length];
        for (int i = 0; i < usual.length; i++) {
            usual[i] = most * random.between(300, 1000) / 1000;
        }
        long payments = 0;
        for (int round = 0; round < ROUNDS; round++) {
            Round next = new Round(kind, all, usual, number + round * period);
            next.plan();
            payments += next.payments;
        }
        return payments;
    }

    private int members(LookAlike kind) {
        return switch (kind) {
            case PAYROLL -> 1 + random.between(10, 30);
            case SUPPLIERS -> 6;
            case LANDLORD -> 4 + random.between(6, 12);
            case FAMILY -> random.between(3, 4);
            case MARKETPLACE -> 1 + 2 * random.between(3, 6);
            case MUTUAL, PERIODICAL -> 2;
            case FORWARD -> 3;
        };
    }

    /** What is paid once among the same accounts. */
    private final class Round {
        private final LookAlike kind;
        private final int[] all;
        private final long[] usual;
        private final long begin;
        private final int home = random.below(cities);
        private int payments;

        Round(LookAlike kind, int[] all, long[] usual, long begin) {
            this.kind = kind;
            this.all = all;
            this.usual = usual;
            this.begin = begin;
        }

        void plan() {
            switch (kind) {
                case PAYROLL -> fan(0, 1, all.length, 5);
                case SUPPLIERS -> block(3);
                case LANDLORD -> {
                    gather(4, all.length, 30);
                    spread(1, 4, 60);
                }
                case FAMILY -> around();
                case MARKETPLACE -> {
                    int middle = 1 + (all.length - 1) / 2;
                    gather(1, middle, 40);
                    spread(middle, all.length, 80);
                }
                case MUTUAL -> {
                    pay(0, 1, usual[0], 0, 40);
                    pay(1, 0, usual[1], 40, 90);
                }
                case PERIODICAL -> pay(0, 1, usual[0], 0, 1);
                case FORWARD -> {
                    pay(0, 1, usual[0], 0, 20);
                    pay(1, 2, usual[0], 20, 40);
                }
            }
        }

        private void fan(int source, int from, int to, int within) {
            for (int i = from; i < to; i++) {
                pay(source, i, usual[i], 0, within);
            }
        }

        private void gather(int from, int to, int within) {
            for (int i = from; i < to; i++) {
                pay(i, 0, usual[i], 0, within);
            }
        }

        /** After what was gathered, some nine tenths of what is usual. */
        private void spread(int from, int to, int within) {
            for (int i = from; i < to; i++) {
                pay(0, i, usual[i] * random.between(850, 950) / 1000, within / 2, within);
            }
        }

        /** Not all merchants buy of all suppliers each time. */
        private void block(int merchants) {
            for (int merchant = 0; merchant < merchants; merchant++) {
                for (int supplier = merchants; supplier < all.length; supplier++) {
                    if (random.below(4) > 0) {
                        pay(merchant, supplier, most * random.between(200, 1000) / 1000, 0, 60);
                    }
                }
            }
        }

        private void around() {
            long amount = usual[0];
            for (int i = 0; i < all.length; i++) {
                pay(i, (i + 1) % all.length, amount, 20 * i, 20 * (i + 1));
                amount = amount * random.between(800, 1000) / 1000;
            }
        }

        /** At some time between two parts, in hundredths, of the period. */
        private void pay(int source, int target, long amount, int from, int to) {
            long at = begin + period / 100 * random.between(from * 10, to * 10) / 10;
            timetable.add(at, new Transfer(home, all[source], all[target], amount, null, kind));
            payments++;
        }
    }
}
