package io.fintrans.detector.state;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The settings that make what a journal holds. A window is right only by those it was made with, so each record of the
 * journal names them.
 *
 * @param owners how many tasks the accounts are spread over
 * @param windowMillis W
 * @param latenessMillis L
 * @param threshold the one for all, in minor units
 * @param thresholds digest of all thresholds together, {@link #DIGEST} bytes in hexadecimal digits
 */
public record JournalSettings(int owners, long windowMillis, long latenessMillis, long threshold, String thresholds) {
    /** Bytes of the digest. */
    public static final int DIGEST = 16;

    /** The digest of all thresholds, from their text. */
    public static String digest(String thresholds) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(thresholds.getBytes(UTF_8));
            return HexFormat.of().formatHex(hash, 0, DIGEST);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
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
