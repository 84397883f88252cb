package io.fintrans.generator;

import io.fintrans.generator.pattern.LargeFirst;
import io.fintrans.generator.pattern.LaunderedTraffic;
import io.fintrans.generator.pattern.NetworkLaundering;
import io.fintrans.generator.pattern.OrdinaryTraffic;
import io.fintrans.generator.pattern.OriginalTraffic;
import io.fintrans.generator.pattern.Planned;
import io.fintrans.generator.pattern.Traffic;
import io.fintrans.transaction.City;
import io.fintrans.transaction.Money;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the generator makes, how fast and how much of it. Payments depend on everything here but pace, count and duration,
 * except that the pace says how many laundering schemes go on at one time.
 *
 * @param cities where the payments are made; each is a topic
 * @param count after how many payments it ends, null for never
 * @param duration after how long it ends, null for never
 * @param seed the same seed makes the same payments
 * @param accounts from 2 to {@link #MOST_ACCOUNTS}; exactly 1000 for {@link Profile#ORIGINAL}
 * @param laundering hidden payments of a million, from 0 to half of that; 0 for {@link Profile#ORIGINAL}
 * @param limit what each hidden payment stays under and no honest pair reaches, from 100.00
 * @param span about how long one hidden sum takes
 * @param largeFirst from which on a first payment is large, from 1.00; null if none are hidden
 * @param network laundering over several accounts that is hidden, too; null for none
 */
public record GeneratorSettings(
        Profile profile,
        List<City> cities,
        Pace pace,
        @Nullable Long count,
        @Nullable Duration duration,
        long seed,
        int accounts,
        int laundering,
        Money limit,
        Duration span,
        @Nullable Money largeFirst,
        @Nullable NetworkTraffic network) {
    /** What an account costs here is some hundred bytes. */
    public static final int MOST_ACCOUNTS = 2_000_000;

    /** At an unlimited pace, the span is counted as if it were this one. */
    private static final Pace NOMINAL = new Pace(100_000, 1000);

    private static final long LEAST_LIMIT = 10_000;
    private static final long LEAST_LARGE = 100;

    public GeneratorSettings {
        cities = List.copyOf(cities);
        require(!cities.isEmpty(), "At least one city is needed");
        require(count == null || count >= 0, "The count must be 0 or more but was: " + count);
        require(
                accounts >= 2 && accounts <= MOST_ACCOUNTS,
                "The accounts must be 2 to " + MOST_ACCOUNTS + " but were: " + accounts);
        require(
                laundering >= 0 && laundering <= LaunderedTraffic.SHARE_UNIT / 2,
                "The share of laundering must be 0 to 0.5");
        require(
                limit.minorUnits() >= LEAST_LIMIT && limit.minorUnits() <= Money.MAX_MINOR_UNITS / 100,
                "The limit must be 100 to 100000000000 but was: " + limit);
        require(
                largeFirst == null
                        || (largeFirst.minorUnits() >= LEAST_LARGE
                                && largeFirst.minorUnits() <= Money.MAX_MINOR_UNITS / 100),
                "A large first payment must be 1 to 100000000000 but was: " + largeFirst);
        require(
                network == null || (network.share() > 0 && accounts >= NetworkLaundering.LEAST_ACCOUNTS),
                "Laundering over several accounts is hidden among " + NetworkLaundering.LEAST_ACCOUNTS
                        + " accounts or more, and is a part of --laundering, which was 0; or leave --network out");
        require(
                largeFirst == null || laundering > 0,
                "Without laundering no large first payment is hidden; leave --large-first out, or set --laundering");
        if (profile == Profile.ORIGINAL) {
            require(
                    accounts == OriginalTraffic.ACCOUNTS,
                    "The profile original always has 1000 accounts; leave --accounts out, or use the profile ordinary");
            require(
                    laundering == 0 && network == null,
                    "The profile original hides no laundering; leave --laundering out, or use the profile ordinary");
        }
    }

    /** The payments, from the first. */
    public Traffic traffic() {
        return traffic(Long.MAX_VALUE);
    }

    /** The same, but no pattern over several accounts is begun that may not be over at the count, if there is one. */
    public Traffic finishedTraffic() {
        return traffic(
                count == null || network == null || pace.isUnlimited()
                        ? Long.MAX_VALUE
                        : count - pace.dueAfter(network.longest().toMillis()));
    }

    private Traffic traffic(long last) {
        int places = cities.size();
        if (profile == Profile.ORIGINAL) {
            return new OriginalTraffic(places, seed);
        }
        long cents = limit.minorUnits();
        int awake = network == null ? accounts : accounts - NetworkTraffic.sleepers(accounts);
        OrdinaryTraffic honest = new OrdinaryTraffic(places, awake, cents, seed);
        if (!hides()) {
            return honest;
        }
        Pace counted = pace.isUnlimited() ? NOMINAL : pace;
        long payments = counted.dueAfter(span.toMillis());
        int schemesAtOnce = LaunderedTraffic.schemesAtOnce(laundering, payments);
        LargeFirst first =
                largeFirst == null ? null : new LargeFirst(honest, places, awake, largeFirst.minorUnits(), seed);
        List<Planned> planned =
                network == null ? List.of() : network.planned(places, accounts, cents, counted, last, seed);
        return new LaunderedTraffic(honest, laundering, schemesAtOnce, places, awake, cents, seed, first, planned);
    }

    /** Whether any payment is laundering, and has a label. */
    public boolean hides() {
        return laundering > 0 || network != null;
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise + ".");
        }
    }
}
