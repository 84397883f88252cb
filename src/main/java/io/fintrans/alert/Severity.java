package io.fintrans.alert;

import java.util.Locale;

/** How far a finding is beyond its limit, from its step alone, so that whoever has the payments can compute it again. */
public enum Severity {
    /** The first step. */
    LOW,
    /** Steps 2 to 4. */
    MEDIUM,
    /** Step 5 and all beyond. */
    HIGH;

    /** @param step as of {@link AlertId#step} */
    public static Severity ofStep(long step) {
        if (step < 2) {
            return LOW;
        }
        return step < 5 ? MEDIUM : HIGH;
    }

    /** For example {@code low}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
