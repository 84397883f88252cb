package io.fintrans.console.access;

import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How people come to the console.
 *
 * @param users the file of local users
 * @param encrypted whether browsers speak TLS, with the console itself or with a proxy before it
 * @param behindProxy whether a proxy says under which name it was asked for, and by whom
 * @param publicAddress scheme, host and port that browsers use; nothing if it is where the console listens
 * @param openId the provider that signs users in; nothing if there are local users only
 */
public record AccessSettings(
        Path users,
        boolean encrypted,
        boolean behindProxy,
        @Nullable URI publicAddress,
        @Nullable OpenIdSettings openId) {
    /** The file of local users in a console's folder. */
    public static final String USERS = "users";

    /** For local users on this machine only. */
    public static AccessSettings onLoopback(Path users) {
        return new AccessSettings(users, false, false, null, null);
    }
}
