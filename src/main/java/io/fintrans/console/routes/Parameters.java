package io.fintrans.console.routes;

import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import java.math.BigDecimal;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The parameters of a request: what strangers write where a number is wanted is refused with a sentence. */
public final class Parameters {
    private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,18}");
    /** More digits than any amount has; no exponents, with which a few letters would be a number of gigabytes. */
    private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,24}(\\.[0-9]{1,9})?");

    private final Function<String, @Nullable String> given;

    /** No character is written so. */
    private static final Pattern MALFORMED = Pattern.compile("%(?![0-9A-Fa-f]{2})");

    /**
     * Makes something of what a request asks for, or refuses the request with a sentence.
     *
     * @throws BadRequestResponse if a parameter is none that can be asked for
     */
    public static <T> T read(Context ctx, Function<Function<String, @Nullable String>, T> reader) {
        String query = ctx.queryString();
        if (query != null && MALFORMED.matcher(query).find()) {
            throw new BadRequestResponse(
                    "The query has a % without two hexadecimal digits behind it; a % itself is %25.");
        }
        try {
            return reader.apply(ctx::queryParam);
        } catch (IllegalArgumentException e) {
            throw new BadRequestResponse(String.valueOf(e.getMessage()));
        }
    }

    /** @param given the value of a name, or null */
    Parameters(Function<String, @Nullable String> given) {
        this.given = given;
    }

    /** The value, or null if there is none or nothing in it. */
    @Nullable
    String text(String name) {
        String value = given.apply(name);
        return value == null || value.isBlank() ? null : value.strip();
    }

    String text(String name, String usual) {
        String value = text(name);
        return value == null ? usual : value;
    }

    /**
     * A whole number between these, or one of them.
     *
     * @throws IllegalArgumentException if it is none
     */
    int number(String name, int usual, int least, int most) {
        Long value = number(name);
        if (value != null && (value < least || value > most)) {
            throw new IllegalArgumentException(name + " must be " + least + " to " + most + " but was: " + value);
        }
        return value == null ? usual : value.intValue();
    }

    /**
     * One of these words.
     *
     * @throws IllegalArgumentException if it is none of them
     */
    String oneOf(String name, String usual, String other) {
        String value = text(name, usual);
        if (!value.equals(usual) && !value.equals(other)) {
            throw new IllegalArgumentException(name + " must be " + usual + " or " + other + ".");
        }
        return value;
    }

    /**
     * A whole number of up to 18 digits, or null if there is none.
     *
     * @throws IllegalArgumentException if it is something else
     */
    @Nullable
    Long number(String name) {
        String value = text(name);
        if (value == null) {
            return null;
        }
        if (!WHOLE.matcher(value).matches()) {
            throw new IllegalArgumentException(name + " must be a whole number of at most 18 digits.");
        }
        return Long.valueOf(value);
    }

    /**
     * An amount, in whatever currency, or null if there is none.
     *
     * @throws IllegalArgumentException if it is something else
     */
    @Nullable
    BigDecimal amount(String name) {
        String value = text(name);
        if (value == null) {
            return null;
        }
        if (!DECIMAL.matcher(value).matches()) {
            throw new IllegalArgumentException(name + " must be an amount of 0 or more, such as 10000 or 99.50.");
        }
        return new BigDecimal(value);
    }
}
