package io.fintrans.rule;

import java.util.Locale;

/** What a version of a rule does while it is in force. */
public enum Mode {
    /** It raises alerts. */
    LIVE,
    /** It is judged like any other, but its alerts go to a topic of their own, which no operator has to look at. */
    SHADOW,
    /** It finds nothing. */
    OFF;

    /** For example {@code live}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException if there is none of that code */
    public static Mode of(String code) {
        for (Mode mode : values()) {
            if (mode.code().equals(code)) {
                return mode;
            }
        }
        throw new IllegalArgumentException("There is no mode " + code);
    }
}
