package io.fintrans.alert;

import java.util.Locale;

/** A pattern of laundering. */
public enum Typology {
    /** A large sum split into payments that each stay under a limit; also called smurfing. */
    STRUCTURING;

    /** For example {@code structuring}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
