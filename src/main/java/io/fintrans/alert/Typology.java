package io.fintrans.alert;

import java.util.Locale;

/** A pattern of laundering. */
public enum Typology {
    /** What one account sent another within a window passed a threshold, in however many payments. */
    PAIR_TOTAL,
    /** A large sum split into payments that each stay under a limit; also called smurfing. */
    STRUCTURING;

    /** For example {@code pair-total}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** @throws IllegalArgumentException if there is none of that code */
    static Typology of(String code) {
        for (Typology typology : values()) {
            if (typology.code().equals(code)) {
                return typology;
            }
        }
        throw new IllegalArgumentException("There is no typology " + code);
    }
}
