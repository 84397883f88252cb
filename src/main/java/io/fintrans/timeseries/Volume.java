package io.fintrans.timeseries;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Currency;

/**
 * What the payments of one second in one partition of a city's topic add up to, so far. Volumes of the same second can be added: over
 * partitions they are the city's.
 *
 * @param city its topic
 * @param second of the payments' times, in seconds since 1970
 * @param partition of the city's topic
 * @param currency of all amounts
 * @param count of payments, more than zero
 * @param total of their amounts, in minor units
 * @param smallest of them, in minor units
 * @param largest of them, in minor units
 * @param offset the highest among theirs
 * @param amounts how they are distributed
 */
public record Volume(
        String city,
        long second,
        int partition,
        Currency currency,
        long count,
        long total,
        long smallest,
        long largest,
        long offset,
        Distribution amounts) {
    /** The key in {@code fintrans.volumes}: city, second and partition, with a space between. */
    public byte[] key() {
        return key(city, second, partition);
    }

    /** The key of such a volume. */
    public static byte[] key(String city, long second, int partition) {
        return (city + ' ' + second + ' ' + partition).getBytes(UTF_8);
    }

    /** An amount that so many thousandths of the payments do not exceed, in minor units; exact to 1/32. */
    public long quantile(int permille) {
        return Math.max(smallest, Math.min(largest, amounts.quantile(permille)));
    }
}
