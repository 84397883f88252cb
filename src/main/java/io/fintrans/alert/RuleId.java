package io.fintrans.alert;

import java.util.regex.Pattern;

/**
 * Names a rule in one of its versions, as each alert does.
 *
 * @param name lower-case letters of ASCII, digits and dashes, up to 64, the first one a letter; for example {@code pair-total}
 * @param version from 1
 */
public record RuleId(String name, int version) {
    /** The rule of all alerts of forms 1 and 2, which name none: what one account sends another within the window. */
    public static final String PAIR_TOTAL = "pair-total";

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,63}");

    /** @throws IllegalArgumentException if the name or the version is none */
    public RuleId {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "a rule's name has 1 to 64 lower-case letters, digits and dashes, and begins with a letter");
        }
        if (version < 1) {
            throw new IllegalArgumentException("a rule's version is 1 or more but was: " + version);
        }
    }

    /** For example {@code pair-total, version 1}. */
    @Override
    public String toString() {
        return name + ", version " + version;
    }
}
