package io.fintrans.explain;

import java.util.Locale;

/** What a rule says of a pair at a time. */
public enum Verdict {
    /** What was measured is over the limit. */
    FOUND,
    /** It is not. */
    UNDER,
    /** A payment came before, so that this one is not the first. */
    RULED_OUT,
    /** It would be, but whether a payment came before was not held when the version came into force. */
    NOT_KNOWN,
    /** No payment counts. */
    NO_PAYMENT;

    /** The name in JSON, for example {@code ruled-out}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
