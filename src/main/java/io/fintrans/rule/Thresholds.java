package io.fintrans.rule;

import io.fintrans.transaction.AccountId;
import io.fintrans.transaction.Money;
import java.util.HashMap;
import java.util.Map;
import java.util.Map.Entry;
import java.util.TreeMap;

/**
 * What a total must pass: one threshold for all, others for payments in some cities or from some accounts.
 *
 * <p>For a window that ends with a payment, the longest matching prefix of the source account decides; without one, the
 * payment's city; without that, the threshold for all.
 */
public final class Thresholds {
    private final long standard;
    private final Map<String, Long> byCity;
    private final Map<AccountId, Long> byAccountPrefix;
    private final long lowestOfCities;

    private Thresholds(long standard, Map<String, Long> byCity, Map<AccountId, Long> byAccountPrefix) {
        this.standard = standard;
        this.byCity = Map.copyOf(byCity);
        this.byAccountPrefix = new TreeMap<>(byAccountPrefix);
        this.lowestOfCities = byCity.values().stream().reduce(standard, Math::min);
    }

    /** One threshold for all, more than zero. */
    public static Thresholds of(Money standard) {
        return new Thresholds(positive("threshold", standard), Map.of(), Map.of());
    }

    /**
     * These thresholds with exceptions.
     *
     * @param settings keys {@code threshold.city.NAME} and {@code threshold.account.PREFIX}, values in dollars
     * @throws IllegalArgumentException for any other key, and for values that are not an amount over zero
     */
    public Thresholds with(Map<String, String> settings) {
        Map<String, Long> cities = new HashMap<>(byCity);
        Map<AccountId, Long> prefixes = new HashMap<>(byAccountPrefix);
        settings.forEach((key, value) -> {
            if (key.startsWith("threshold.city.")) {
                cities.put(key.substring("threshold.city.".length()), amount(key, value));
            } else if (key.startsWith("threshold.account.")) {
                prefixes.put(AccountId.of(key.substring("threshold.account.".length())), amount(key, value));
            } else {
                throw new IllegalArgumentException(key
                        + " is not a setting; allowed are threshold, threshold.city.NAME and threshold.account.PREFIX");
            }
        });
        return new Thresholds(standard, cities, prefixes);
    }

    /** The threshold for a window that ends with a payment of {@code source} in {@code city}, in minor units. */
    public long of(AccountId source, String city) {
        long ofSource = ofPrefix(source);
        return ofSource > 0 ? ofSource : byCity.getOrDefault(city, standard);
    }

    /** A total of {@code source} up to this many minor units is under the threshold, in whatever city. */
    public long lowest(AccountId source) {
        long ofSource = ofPrefix(source);
        return ofSource > 0 ? ofSource : lowestOfCities;
    }

    /** The one for all, in minor units. */
    public long standard() {
        return standard;
    }

    /** All thresholds in one text, which two equal sets share and no two different ones. */
    public String text() {
        StringBuilder text = new StringBuilder("all=" + standard);
        new TreeMap<>(byCity)
                .forEach((city, amount) ->
                        text.append("\ncity ").append(city).append('=').append(amount));
        byAccountPrefix.forEach((prefix, amount) ->
                text.append("\naccount ").append(prefix).append('=').append(amount));
        return text.toString();
    }

    /** Zero if no prefix matches. */
    private long ofPrefix(AccountId source) {
        if (byAccountPrefix.isEmpty()) {
            return 0;
        }
        long threshold = 0;
        int longest = 0;
        for (Entry<AccountId, Long> entry : byAccountPrefix.entrySet()) {
            if (entry.getKey().length() > longest && source.startsWith(entry.getKey())) {
                threshold = entry.getValue();
                longest = entry.getKey().length();
            }
        }
        return threshold;
    }

    private static long amount(String key, String value) {
        try {
            return positive(key, Money.parseTyped(value.trim(), Money.USD));
        } catch (ArithmeticException | NumberFormatException e) {
            throw new IllegalArgumentException(key + " must be an amount such as 10000 or 99.50 but was: " + value, e);
        }
    }

    private static long positive(String key, Money amount) {
        if (amount.minorUnits() <= 0) {
            throw new IllegalArgumentException(key + " must be more than zero but was: " + amount);
        }
        return amount.minorUnits();
    }
}
