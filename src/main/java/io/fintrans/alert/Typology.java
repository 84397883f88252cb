package io.fintrans.alert;

import java.util.Locale;

/** A pattern of laundering. */
public enum Typology {
    /** What one account sent another within a window passed a threshold, in however many payments. */
    PAIR_TOTAL("totalling"),
    /** A large sum split into payments that each stay under a limit; also called smurfing. */
    STRUCTURING("split into"),
    /** The first payment in a long time from one account to another, and a large one. */
    LARGE_FIRST("beginning with");

    private final String verb;

    Typology(String verb) {
        this.verb = verb;
    }

    /** For example {@code pair-total}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What stands between subject and measure in the operator's line. */
    String verb() {
        return verb;
    }

    /** @throws IllegalArgumentException if there is none of that code */
    public static Typology of(String code) {
        for (Typology typology : values()) {
            if (typology.code().equals(code)) {
                return typology;
            }
        }
        throw new IllegalArgumentException("There is no typology " + code);
    }
}
