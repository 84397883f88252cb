package io.fintrans.transaction;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A city whose payments have a topic of their own, named like it.
 *
 * @param name a legal topic name of at most 64 characters, not one of fintrans' own
 */
public record City(String name) {
    private static final Pattern LEGAL = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    /** The five cities of the original demo. */
    public static final List<City> DEFAULTS =
            List.of(new City("London"), new City("NYC"), new City("SF"), new City("Moscow"), new City("Tokyo"));

    public City {
        if (!LEGAL.matcher(name).matches() || name.startsWith("fintrans.") || name.startsWith(".")) {
            throw new IllegalArgumentException(
                    "A city is 1 to 64 characters of A-Z a-z 0-9 . _ - and does not begin with a dot or 'fintrans.',"
                            + " but was: " + name);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
