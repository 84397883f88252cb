package io.fintrans.generator.pattern;

/**
 * What laundering over several accounts looks like that is hidden.
 *
 * @param share hidden payments of a million
 * @param size how many accounts take the same part, such as the ones in the middle of a scatter-gather; kinds that need more have more
 * @param span from the first payment of a pattern to its last, counted in payments of the traffic
 * @param kept how much of what came is handed on at least, in thousandths
 * @param noise after so many of a hundred of its payments, an account that takes part pays something honest
 * @param hubEvery sudden hubs, of some 270 small payments each, come once while each other kind comes so often; 0 for never
 * @param asleep before payment number so many of the traffic, no account wakes; those that will are silent after they have paid once
 * @param sleepers how many accounts, the last ones, may wake; they take no other part
 * @param last after so many payments of the traffic nothing is begun any more
 */
public record NetworkShape(
        int share, Range size, Range span, int kept, int noise, int hubEvery, long asleep, int sleepers, long last) {
    /** The fewest accounts that take the same part, and the most. */
    public static final Range SIZES = new Range(3, 20);

    public NetworkShape {
        if (size.least() < SIZES.least() || size.most() > SIZES.most()) {
            throw new IllegalArgumentException(
                    "the accounts that take the same part are " + SIZES.least() + " to " + SIZES.most());
        }
        if (kept < 1 || kept > 1000 || noise < 0 || noise > 100) {
            throw new IllegalArgumentException(
                    "what is handed on is 1 to 1000 thousandths, noise 0 to 100 of a hundred");
        }
    }
}
