package io.fintrans.benchmark.quality;

import io.fintrans.alert.Severity;
import java.util.Locale;

/** Which of the findings count, by their severity. */
public enum Tier {
    /** What an analyst's list shows by itself: medium and up. */
    ALERTS(Severity.MEDIUM),
    /** Those of low severity, too, which are context for others. */
    ALL(Severity.LOW);

    private final Severity least;

    Tier(Severity least) {
        this.least = least;
    }

    boolean has(Severity severity) {
        return severity.compareTo(least) >= 0;
    }

    /** For example {@code alerts}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
