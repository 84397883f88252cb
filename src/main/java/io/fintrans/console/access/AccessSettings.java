package io.fintrans.console.access;

import io.fintrans.console.openid.OpenIdSettings;
import io.fintrans.console.openid.SubjectFile;
import io.fintrans.console.user.UserFile;
import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How people come to the console.
 *
 * @param folder with the file of local users, and with the names of those whom a provider signs in
 * @param encrypted whether browsers speak TLS, with the console itself or with a proxy before it
 * @param behindProxy whether a proxy says under which name it was asked for, and by whom
 * @param publicAddress scheme, host and port that browsers use; nothing if it is where the console listens
 * @param openId the provider that signs users in; nothing if there are local users only
 */
public record AccessSettings(
        Path folder,
        boolean encrypted,
        boolean behindProxy,
        @Nullable URI publicAddress,
        @Nullable OpenIdSettings openId) {
    /** @throws IllegalArgumentException if a provider would not know where to send browsers back to */
    public AccessSettings {
        if (openId != null && encrypted && publicAddress == null) {
            throw new IllegalArgumentException(
                    "A provider needs the public address: it is where it sends browsers back to.");
        }
    }

    /** For local users on this machine only. */
    public static AccessSettings onLoopback(Path folder) {
        return new AccessSettings(folder, false, false, null, null);
    }

    /** Whether there is nobody who could sign in but by a link that is printed: no local users, and no provider. */
    public boolean hasNobody() {
        return openId == null && users().all().isEmpty();
    }

    /** The local users. */
    public UserFile users() {
        return users(folder);
    }

    /** The local users that a console's folder has. */
    public static UserFile users(Path folder) {
        return new UserFile(folder.resolve("users"));
    }

    /** The names of those whom a provider signs in, as a console's folder has them. */
    public static SubjectFile subjects(Path folder) {
        return new SubjectFile(folder.resolve("openid-users"));
    }
}
