package io.fintrans.transaction;

import java.util.Locale;

/** How many there are of something, as a sentence says it: {@code 1 payment}, {@code 2 payments}. */
public final class Count {
    private Count() {}

    /** @param noun in the singular; its plural has an s more */
    public static String of(long number, String noun) {
        return of(number, noun, noun + "s");
    }

    /**
     * @param one what follows the number 1, such as {@code record was}
     * @param many what follows any other number, such as {@code records were}
     */
    public static String of(long number, String one, String many) {
        return number + " " + (number == 1 ? one : many);
    }

    /** The same as {@link #of(long, String)}, with commas between thousands. */
    public static String grouped(long number, String noun) {
        return grouped(number, noun, noun + "s");
    }

    /** The same as {@link #of(long, String, String)}, with commas between thousands. */
    public static String grouped(long number, String one, String many) {
        return String.format(Locale.ROOT, "%,d %s", number, number == 1 ? one : many);
    }
}
