package io.fintrans.backtest;

import io.fintrans.past.PastPayment;
import java.util.Collection;
import java.util.List;

/** Some of what is judged, and what was found in it. For one thread. */
interface Part {
    /** Judges one more payment. */
    void judge(PastPayment payment);

    /** Takes all findings as they are, since no more payments come. */
    void end();

    /** All findings, once it has ended. */
    Collection<Outcome> outcomes();

    /** Findings that are not told, since an account that they are about is allow-listed; once it has ended. */
    default Collection<Outcome> heldBack() {
        return List.of();
    }

    /** How often a hub was in the way of a rule. */
    default long damped() {
        return 0;
    }

    /** How many payments were judged. */
    Tally tally();

    /** Whether memory ever made the window shorter. */
    boolean isShortened();
}
