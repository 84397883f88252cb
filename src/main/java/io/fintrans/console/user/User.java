package io.fintrans.console.user;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Someone who may sign in.
 *
 * @param name 1 to 64 characters of {@code A-Z a-z 0-9 . _ @ -}; capital letters become small ones, or one person could be two: Ann who
 *     proposes, and ann who approves
 * @param password nothing for one who comes by a one-time link or from a provider
 */
public record User(String name, Role role, @Nullable Password password) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._@-]{1,64}");

    /** @throws IllegalArgumentException if the name is none, or the role is nobody's */
    public User {
        // Before letters become small: other alphabets have letters that would become one of these.
        if (!isName(name)) {
            throw new IllegalArgumentException("A user's name is 1 to 64 characters of A-Z a-z 0-9 . _ @ -");
        }
        name = nameOf(name);
        if (role == Role.ANYONE) {
            throw new IllegalArgumentException("A user's role is viewer, analyst, approver or administrator");
        }
    }

    /** Whether names here can be like this. */
    public static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    /** What someone types as their name, as names are kept. */
    public static String nameOf(String typed) {
        return typed.toLowerCase(Locale.ROOT);
    }
}
