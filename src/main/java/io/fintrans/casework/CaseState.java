package io.fintrans.casework;

import java.util.Locale;

/** Where a case is on its way to a decision. */
public enum CaseState {
    /** Nobody has decided. */
    OPEN,
    /** One person has decided, and another one must approve. */
    PROPOSED,
    /** Decided, on all the evidence there was. */
    DECIDED,
    /** Decided, but the episode has gone on since; it is in no event and follows from the newest alert. */
    REOPENED;

    /** The name in JSON. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
