package io.fintrans.generator;

import io.fintrans.generator.pattern.LookAlikes;
import io.fintrans.generator.pattern.NetworkLaundering;
import io.fintrans.generator.pattern.NetworkShape;
import io.fintrans.generator.pattern.Planned;
import io.fintrans.generator.pattern.Range;
import java.time.Duration;
import java.util.List;

/**
 * Laundering over several accounts and what looks like it, with times instead of numbers of payments.
 *
 * @param share hidden payments of a million
 * @param size how many accounts take the same part
 * @param shortest from a pattern's first payment to its last, at least
 * @param longest the same, at most; innocent look-alikes come again after so long
 * @param kept how much of what came is handed on at least, in thousandths
 * @param noise after so many of a hundred hidden payments their source pays something honest
 * @param hubEvery sudden hubs come once while each other kind comes so often; 0 for never
 * @param asleep how long accounts are silent that wake
 * @param lookAlikes innocent look-alikes of a million payments
 */
public record NetworkTraffic(
        int share,
        Range size,
        Duration shortest,
        Duration longest,
        int kept,
        int noise,
        int hubEvery,
        Duration asleep,
        int lookAlikes) {
    /** One account in so many sleeps. */
    private static final int ACCOUNTS_PER_SLEEPER = 50;

    public NetworkTraffic {
        if (shortest.compareTo(longest) > 0) {
            throw new IllegalArgumentException("The shortest span of a pattern, " + shortest
                    + ", must not be longer than the longest, " + longest + ".");
        }
    }

    /** How many of the accounts sleep; they take no part in anything else. */
    static int sleepers(int accounts) {
        return accounts / ACCOUNTS_PER_SLEEPER;
    }

    /**
     * What is planned ahead.
     *
     * @param accounts all of them, those that sleep too
     * @param limit several payments of a pattern stay under it together, in cents
     * @param last after so many payments no pattern is begun any more
     */
    List<Planned> planned(int cities, int accounts, long limit, Pace pace, long last, long seed) {
        Range span = new Range(pace.dueAfter(shortest.toMillis()), pace.dueAfter(longest.toMillis()));
        int sleepers = sleepers(accounts);
        NetworkShape shape = new NetworkShape(
                share, size, span, kept, noise, hubEvery, pace.dueAfter(asleep.toMillis()), sleepers, last);
        NetworkLaundering hidden = new NetworkLaundering(cities, accounts, limit, shape, seed);
        return lookAlikes == 0
                ? List.of(hidden)
                : List.of(hidden, new LookAlikes(cities, accounts - sleepers, limit, lookAlikes, span.most(), seed));
    }
}
