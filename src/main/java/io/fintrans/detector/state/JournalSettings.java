package io.fintrans.detector.state;

import io.fintrans.rule.Rulebook;
import io.fintrans.transaction.Count;

/**
 * The settings that make what a journal holds. A window is right only by those it was made with, so each record of the
 * journal names them.
 *
 * @param owners how many tasks the accounts are spread over
 * @param windowMillis W
 * @param latenessMillis L
 * @param threshold the one for all of the pair's total, in minor units; 0 if there is no such rule
 * @param rules digest of all rules together, {@link #DIGEST} bytes in hexadecimal digits
 */
public record JournalSettings(int owners, long windowMillis, long latenessMillis, long threshold, String rules) {
    /** Bytes of the digest. */
    static final int DIGEST = Rulebook.DIGEST;

    /** @throws IllegalArgumentException if what those have made cannot go on under these, with why */
    void check(InForce made, String application) {
        if (!made.application().equals(application)) {
            throw new IllegalArgumentException("it was written by the application " + made.application());
        }
        if (made.settings().owners() != owners) {
            throw new IllegalArgumentException("accounts were spread over "
                    + Count.of(made.settings().owners(), "task") + " when it was written, but now they are over "
                    + owners);
        }
    }

    /**
     * Settings, whose they are, and since when.
     *
     * @param application id of the detector
     * @param since the newest time of a payment that was handled under others, in milliseconds since 1970; {@link #ALWAYS} if there was
     *     none. Windows that end later than this and W hold only what was handled under these
     */
    public record InForce(String application, JournalSettings settings, long since) {
        /** Since the first payment. */
        public static final long ALWAYS = -1;
    }
}
