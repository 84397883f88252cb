package io.fintrans.console.access;

import io.fintrans.console.user.Role;
import io.fintrans.console.user.User;
import org.jspecify.annotations.Nullable;

/**
 * A signed-in user's visit.
 *
 * @param id names it in lists; it is not the secret that its browser has
 * @param who as they were when they signed in
 * @param csrf what each of its writes must bring along: another site can make the browser send the cookie, but cannot know this
 * @param since when it began, in milliseconds since 1970
 * @param visitor from where, and with what
 * @param idToken the word of the provider that signed them in; nothing for others
 */
public record Session(
        String id,
        User who,
        String csrf,
        long since,
        Visitor visitor,
        @Nullable String idToken) {
    /**
     * What a browser says of itself.
     *
     * @param address of the browser, or of what it hides behind
     * @param program as the browser calls itself; anyone may write anything there
     */
    record Visitor(String address, String program) {}

    /** The name under which decisions are kept. */
    public String user() {
        return who.name();
    }

    /** What the user may do. */
    public Role role() {
        return who.role();
    }

    /** How the user came: {@code password}, {@code provider}, or {@code link} for a one-time link. */
    String signedInBy() {
        if (who.password() != null) {
            return "password";
        }
        return idToken == null ? "link" : "provider";
    }

    @Override
    public String toString() {
        return "Session[" + id + " of " + who.name() + "]";
    }
}
