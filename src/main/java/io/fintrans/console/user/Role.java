package io.fintrans.console.user;

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
    /** Also sees and ends the sessions of others. */
    ADMINISTRATOR;

    /** Whether who has this role may do what needs the other. */
    public boolean covers(Role needed) {
        return compareTo(needed) >= 0;
    }

    /** For example {@code viewer}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
