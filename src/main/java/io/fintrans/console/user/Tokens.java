package io.fintrans.console.user;

import java.security.SecureRandom;
import java.util.Base64;

/** Makes what nobody guesses: for a cookie, a link, or a form. */
public final class Tokens {
    private static final int BYTES = 32;

    private final SecureRandom random = new SecureRandom();

    /** 256 bits, as characters that URLs and cookies take. */
    public String fresh() {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
