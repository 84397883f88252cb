package io.fintrans.casework;

import java.util.regex.Pattern;

/**
 * A console's word that it wrote something: what form 2 has and form 1 has not.
 *
 * @param cluster id of the Kafka cluster that it was written for
 * @param key id of the console's key, 32 lowercase hexadecimal digits
 * @param value Ed25519, 128 lowercase hexadecimal digits
 */
public record ConsoleSignature(String cluster, String key, String value) {
    /** What stands in the place of a signature before there is one. */
    public static final String NO_VALUE = "0".repeat(128);

    private static final Pattern CLUSTER = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final Pattern KEY = Pattern.compile("[0-9a-f]{32}");
    private static final Pattern VALUE = Pattern.compile("[0-9a-f]{128}");

    /** @throws IllegalArgumentException if a value is none that a signature can have */
    public ConsoleSignature {
        if (!CLUSTER.matcher(cluster).matches()) {
            throw new IllegalArgumentException("The id of a cluster is 1 to 64 characters of A-Z a-z 0-9 _ and -.");
        }
        if (!KEY.matcher(key).matches()) {
            throw new IllegalArgumentException("The id of a key is 32 digits of 0-9 a-f.");
        }
        if (!VALUE.matcher(value).matches()) {
            throw new IllegalArgumentException("A signature is 128 digits of 0-9 a-f.");
        }
    }
}
