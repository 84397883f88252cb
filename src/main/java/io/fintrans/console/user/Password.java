package io.fintrans.console.user;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * A password as it is kept: PBKDF2 with HMAC-SHA-256 and a salt of its own, so that who reads the file must guess each password by itself.
 *
 * @param iterations at least as many as OWASP's password storage cheat sheet asks for when it is made
 * @param salt in Base64
 * @param hash in Base64
 */
public record Password(int iterations, String salt, String hash) {
    private static final int ITERATIONS = 600_000;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BITS = 256;
    /** As long as a passphrase needs, and no longer than is cheap to hash. */
    public static final int MAX_CHARS = 256;

    private static final int MIN_CHARS = 12;
    /** What a user who does not exist is compared with, so that this takes as long. */
    static final Password OF_NOBODY = new Password(ITERATIONS, encode(new byte[SALT_BYTES]), encode(new byte[32]));

    /**
     * Makes one.
     *
     * @throws IllegalArgumentException if it is shorter than 12 characters or longer than 256
     */
    public static Password of(char[] secret, SecureRandom random) {
        if (secret.length < MIN_CHARS || secret.length > MAX_CHARS) {
            throw new IllegalArgumentException("A password has " + MIN_CHARS + " to " + MAX_CHARS + " characters.");
        }
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return new Password(ITERATIONS, encode(salt), encode(derive(secret, salt, ITERATIONS)));
    }

    /** Whether this is the password, in the same time whatever is wrong with it. */
    boolean matches(char[] secret) {
        if (secret.length > MAX_CHARS) {
            return false;
        }
        byte[] derived = derive(secret, Base64.getDecoder().decode(salt), iterations);
        return MessageDigest.isEqual(derived, Base64.getDecoder().decode(hash));
    }

    private static byte[] derive(char[] secret, byte[] salt, int iterations) {
        PBEKeySpec spec = new PBEKeySpec(secret, salt, iterations, HASH_BITS);
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(spec)
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has PBKDF2 with HMAC-SHA-256", e);
        } finally {
            spec.clearPassword();
        }
    }

    private static String encode(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    @Override
    public String toString() {
        return "[hidden]";
    }
}
