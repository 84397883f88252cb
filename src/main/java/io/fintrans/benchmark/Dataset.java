package io.fintrans.benchmark;

import io.fintrans.transaction.City;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The payments of one measurement. The n-th payment is a function of n and the fields, so nothing is kept, every run has the same
 * payments, and what must be found in them can be computed without Kafka.
 *
 * <p>Most payments are small ones between ordinary pairs. Hidden among them are planted pairs with {@value #BURST} payments each, one
 * burst after the other: the even ones pass {@link #THRESHOLD}, the odd ones come to exactly that and so do not.
 *
 * @param prefix of the names of the cities, may be empty
 * @param records how many payments
 * @param pairs how many ordinary pairs, at least {@value #MIN_PAIRS}
 * @param endMillis the time of the last payment, in milliseconds since 1970
 */
public record Dataset(String prefix, Layout layout, long records, int pairs, long endMillis) {
    /** What a pair's total must pass, in whole US dollars. */
    public static final int THRESHOLD = 10_000;
    /** Below this, a hub would have more targets than there are accounts. */
    public static final int MIN_PAIRS = 10_000;
    /** The payments are this many a second, in event time. */
    public static final int PER_SECOND = 10_000;

    private static final long SEED = 0x46696e5472616e73L;
    private static final int FIRST_ACCOUNT = 1_000_000;
    private static final int PAIRS_PER_ACCOUNT = 10;
    private static final int ACCOUNTS_PER_HUB = 100;
    private static final int MOST_PLANTED = 2_000;
    private static final int BURST = 12;
    private static final int LARGEST_ORDINARY_AMOUNT = 150;

    public Dataset {
        if (pairs < MIN_PAIRS || records < 1) {
            throw new IllegalArgumentException("A data set needs at least one record and " + MIN_PAIRS
                    + " pairs, but was asked for " + records + " records over " + pairs + " pairs");
        }
    }

    /** The cities whose topics hold the payments. */
    public List<City> cities() {
        return City.DEFAULTS.stream()
                .map(city -> new City(prefix + city.name()))
                .toList();
    }

    /** How many pairs are hidden among the ordinary ones, half of which pass the threshold. */
    public int planted() {
        return (int) Math.min(MOST_PLANTED, records / (BURST * PAIRS_PER_ACCOUNT));
    }

    /** @param n from 0 to {@code records - 1} */
    public DatasetPayment payment(long n) {
        long random = mix(SEED + n * 0x9E3779B97F4A7C15L);
        int city = (int) (((random >>> 8) & 0xff) % City.DEFAULTS.size());
        long time = endMillis - (records - 1 - n) * 1_000 / PER_SECOND;
        long slot = slot(n);
        return slot >= 0 ? planted(slot, city, time) : ordinary(random, city, time);
    }

    /** The pairs, as {@link DatasetPayment#pairName}, whose total is over the threshold. All payments are within one window. */
    public Set<String> pairsOverThreshold() {
        long[] totals = new long[pairs + planted()];
        Set<String> over = new HashSet<>();
        for (long n = 0; n < records; n++) {
            DatasetPayment payment = payment(n);
            totals[payment.pair()] += payment.amount();
            if (totals[payment.pair()] > THRESHOLD) {
                over.add(payment.pairName());
            }
        }
        return over;
    }

    /** The number of a planted payment, or -1 for an ordinary one. */
    private long slot(long n) {
        long slots = (long) planted() * BURST;
        if (slots == 0) {
            return -1;
        }
        long distance = records / slots;
        return n % distance == 0 && n / distance < slots ? n / distance : -1;
    }

    private DatasetPayment planted(long slot, int city, long time) {
        int number = (int) (slot / BURST);
        boolean last = slot % BURST == BURST - 1;
        int share = THRESHOLD / BURST;
        int exact = last ? THRESHOLD - share * (BURST - 1) : share;
        int amount = number % 2 == 0 ? exact + 1 : exact;
        int source = FIRST_ACCOUNT + accounts() + number;
        return new DatasetPayment(pairs + number, source, FIRST_ACCOUNT + number % accounts(), amount, city, time);
    }

    private DatasetPayment ordinary(long random, int city, long time) {
        int amount = 1 + (int) ((random >>> 48) % LARGEST_ORDINARY_AMOUNT);
        int pair = (int) ((((random >>> 16) & 0xffff_ffffL) * pairs) >>> 32);
        int first = 0;
        int sources = accounts();
        int index = pair;
        if (layout == Layout.SKEWED) {
            int hubs = accounts() / ACCOUNTS_PER_HUB;
            boolean hub = pair < pairs / 2;
            first = hub ? 0 : hubs;
            sources = hub ? hubs : accounts() - hubs;
            index = hub ? pair : pair - pairs / 2;
        }
        int source = first + index % sources;
        int target = (source + 1 + index / sources) % accounts();
        return new DatasetPayment(pair, FIRST_ACCOUNT + source, FIRST_ACCOUNT + target, amount, city, time);
    }

    private int accounts() {
        return pairs / PAIRS_PER_ACCOUNT;
    }

    /** The finalizer of SplitMix64: Steele, Lea, Flood, "Fast splittable pseudorandom number generators" (2014). */
    private static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
