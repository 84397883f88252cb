package io.fintrans.alert;

import java.util.Locale;

/** What has become of an alert since it was raised. */
public enum AlertState {
    /** It says what it said then. */
    OPEN,
    /** It was written again, with what has come since. */
    AMENDED,
    /** What it said is not so any more: a late payment took away its ground, or its episode went into another one. */
    WITHDRAWN,
    /** Nothing can be added any more. */
    FINAL;

    /** For example {@code open}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
