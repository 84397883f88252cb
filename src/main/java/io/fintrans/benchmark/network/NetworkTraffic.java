package io.fintrans.benchmark.network;

import io.fintrans.transaction.AccountId;
import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.SplittableRandom;

/**
 * Payments as accounts of a country make them, one after the other over a fortnight: some accounts make seventy times as many as others, people pay the
 * same shops and friends again, and two in a thousand payments belong to laundering. The same settings, the same payments.
 */
public final class NetworkTraffic {
    /** How long it takes from the first payment to the last one. */
    public static final Duration SPAN = Duration.ofDays(14);

    private static final int BURST = 10_000;
    private static final int GROUP = 12;
    private static final int[] ROUND_AMOUNTS = {5000_00, 2000_00, 1000_00, 500_00, 200_00, 100_00, 50_00, 20_00};

    private final SplittableRandom random;
    private final Mix mix;
    private final long payments;
    private final int shops;
    private final int employers;
    private final int people;
    /** Thousandths by which amounts differ from what is usual. */
    private final int[] factors = new int[1 << 14];

    private final PriorityQueue<Planned> plans = new PriorityQueue<>(Comparator.comparingLong(Planned::time));
    private final Schemes schemes;
    private long made;
    private int employer;
    private int unpaid;
    private final long start;

    /**
     * A payment that is made.
     *
     * @param time in milliseconds since 1970
     * @param source number of the account that pays
     * @param target number of the account that is paid
     * @param amount in minor units
     */
    public record Planned(long time, int source, int target, long amount) {}

    /**
     * Begins.
     *
     * @param start when the first payment is made, in milliseconds since 1970
     * @param payments how many there are in all, which says how close they follow one another
     * @param accounts how many accounts there are, 10,000 or more
     */
    public NetworkTraffic(Mix mix, long start, long payments, int accounts, long seed) {
        this.start = start;
        this.mix = mix;
        this.payments = payments;
        this.random = new SplittableRandom(seed);
        this.shops = accounts / 50;
        this.employers = accounts / 200;
        this.people = accounts - shops - employers;
        Random normal = new Random(seed);
        for (int i = 0; i < factors.length; i++) {
            factors[i] = (int) Math.max(1, Math.min(200_000, 1000 * Math.exp(normal.nextGaussian())));
        }
        this.schemes = new Schemes(random, this::person, plans::add);
    }

    /** The next payment; no earlier than the one before. */
    public Planned next() {
        long time = start + SPAN.toMillis() * made++ / payments;
        Planned due = plans.peek();
        if (due != null && due.time() <= time) {
            plans.remove();
            return at(time, due.source(), due.target(), due.amount());
        }
        if (random.nextInt(4000) == 0) {
            schemes.hide(time);
        }
        return ordinary(time);
    }

    private Planned ordinary(long time) {
        if (mix == Mix.SKEWED && random.nextInt(20) == 0) {
            return at(time, person(), 0, amount(30));
        }
        if (mix == Mix.PAYROLL && made % (10L * BURST) == 0) {
            employer = shops + random.nextInt(employers);
            unpaid = BURST;
        }
        if (unpaid > 0 && (mix == Mix.PAYROLL || random.nextInt(3) == 0)) {
            unpaid--;
            return at(time, employer, employee(unpaid), amount(2500));
        }
        if (mix != Mix.PAYROLL && unpaid == 0 && random.nextInt(1000) == 0) {
            employer = shops + random.nextInt(employers);
            unpaid = 10 + employer % 200;
        }
        int source = person();
        int kind = random.nextInt(100);
        if (kind < 55) {
            return at(time, source, shop(source), amount(30));
        }
        if (kind < 90) {
            return at(time, source, friend(source), amount(60));
        }
        if (kind < 98) {
            int shop = ranked(shops);
            return at(time, shop, (shop * 7 + random.nextInt(6) * 13) % shops, amount(1000));
        }
        return at(time, source, person(), amount(200));
    }

    /** What an account is called. */
    public static AccountId name(int account) {
        return AccountId.of("A" + (10_000_000 + account));
    }

    private static Planned at(long time, int source, int target, long amount) {
        return new Planned(time, source, source == target ? target + 1 : target, amount);
    }

    /** Some are seventy times as active as others. */
    private int person() {
        long evenly = random.nextInt(1 << 20);
        long rank = (((evenly * evenly * evenly) >>> 20) * people) >>> 40;
        if (rank < people / 2840) {
            rank = random.nextInt(people);
        }
        return shops + employers + (int) (rank * 7919 % people);
    }

    /** One of three of its own, as a rule, or any. */
    private int shop(int person) {
        if (random.nextInt(4) == 0) {
            return ranked(shops);
        }
        long mixed = (person * 3L + random.nextInt(3)) * 0x9E37_79B9_7F4A_7C15L;
        long evenly = mixed >>> 44;
        return (int) ((((evenly * evenly) >>> 20) * shops) >>> 20);
    }

    /** The first comes up a hundred times as often as the last. */
    private int ranked(int count) {
        long evenly = random.nextInt(1 << 20);
        return (int) ((((evenly * evenly) >>> 20) * count) >>> 20);
    }

    /** One of twelve neighbours, as a rule, or of eight others. */
    private int friend(int account) {
        int person = account - shops - employers;
        int which = Math.min(random.nextInt(8), random.nextInt(8));
        int other = random.nextInt(10) < 7
                ? person / GROUP * GROUP + (person + 1 + which) % GROUP
                : (int) ((person * 31L + which + 1) * 2_654_435_761L % people);
        return shops + employers + Math.min(other, people - 1);
    }

    private int employee(int number) {
        return shops + employers + (int) ((employer * 31_337L + number * 7L) % people);
    }

    private long amount(int usual) {
        long cents = Math.max(1, usual * 100L * factors[random.nextInt(factors.length)] / 1000);
        if (mix != Mix.ROUND) {
            return cents;
        }
        for (int round : ROUND_AMOUNTS) {
            if (cents >= round) {
                return round;
            }
        }
        return 10_00;
    }
}
