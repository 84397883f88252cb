package io.fintrans.console.user;

import com.nulabinc.zxcvbn.Strength;
import com.nulabinc.zxcvbn.Zxcvbn;
import java.nio.CharBuffer;
import java.util.ArrayList;
import java.util.List;

/** Refuses passwords that are long and guessed all the same: common ones, names, rows of keys, repetitions. */
public final class PasswordStrength {
    /** Of 0 to 4, as zxcvbn counts; 3 takes 10^8 guesses or more. */
    private static final int ENOUGH = 3;

    private static final List<String> OUR_WORDS = List.of("fintrans", "console", "laundering", "password");

    private PasswordStrength() {}

    /**
     * Checks a new password.
     *
     * @param user whose name it must not lean on
     * @throws IllegalArgumentException if it is easy to guess; the message says why
     */
    public static void check(char[] secret, String user) {
        List<String> words = new ArrayList<>(OUR_WORDS);
        words.add(user);
        Strength strength = new Zxcvbn().measure(CharBuffer.wrap(secret), words);
        if (strength.getScore() < ENOUGH) {
            String why = strength.getFeedback().getWarning();
            throw new IllegalArgumentException("This password is easy to guess"
                    + (why == null || why.isEmpty() ? "" : ": " + why)
                    + (why != null && why.endsWith(".") ? "" : ".")
                    + " Take some words that have nothing to do with each other.");
        }
    }
}
