package io.fintrans.console;

import io.javalin.security.RouteRole;
import java.util.Locale;

/** What a user may do. Each role may do everything that those before it may. */
public enum Role implements RouteRole {
    /** Not signed in. */
    ANYONE,
    /** Looks. */
    VIEWER,
    /** Assigns, comments, mutes, decides, and proposes what needs a second person. */
    ANALYST,
    /** Is that second person. */
    APPROVER,
    /** Whatever the others may; nothing needs it yet. */
    ADMINISTRATOR;

    boolean covers(Role needed) {
        return compareTo(needed) >= 0;
    }

    /** For example {@code viewer}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
