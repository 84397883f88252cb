package io.fintrans.rule;

import java.util.Locale;

/** What a version of a rule does while it is in force. */
public enum Mode {
    /** It raises alerts. */
    LIVE,
    /** It is judged like any other, but its alerts go to a topic of their own, which no operator has to look at. */
    SHADOW,
    /** It finds nothing, and ends what is in the shadow. What is live stays. */
    SHADOW_OFF,
    /** It finds nothing, and ends what is live and what is in the shadow. */
    OFF;

    /** Whether a version in this mode finds anything. */
    public boolean finds() {
        return this == LIVE || this == SHADOW;
    }

    /** For example {@code live} or {@code shadow-off}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
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
