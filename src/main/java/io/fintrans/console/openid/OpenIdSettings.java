package io.fintrans.console.openid;

import io.fintrans.console.user.Role;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The provider that signs users in by OpenID Connect, and how to read what it says of them.
 *
 * @param issuer as the provider calls itself; {@code /.well-known/openid-configuration} below it describes it
 * @param clientId this console's name at the provider
 * @param clientSecret nothing for a public client
 * @param name what the page calls the provider
 * @param scopes what is asked for; {@code openid} is among them
 * @param userClaim the claim of the ID token that has the user's name. It must be one that users cannot change themselves
 * @param roleClaim the claim with a text or a list of them; dots lead into objects, as in {@code realm_access.roles}
 * @param roles what those texts mean here; who has several of them gets the highest role
 */
public record OpenIdSettings(
        URI issuer,
        String clientId,
        @Nullable String clientSecret,
        String name,
        List<String> scopes,
        String userClaim,
        String roleClaim,
        Map<String, Role> roles) {
    /** @throws IllegalArgumentException if the issuer can be listened to on the way, or openid is not asked for */
    public OpenIdSettings {
        scopes = List.copyOf(scopes);
        roles = Map.copyOf(roles);
        if (!"https".equals(issuer.getScheme()) && !isHere(issuer)) {
            throw new IllegalArgumentException("The issuer " + issuer
                    + " must begin with https://, or others could read and change what it says.");
        }
        if (!scopes.contains("openid")) {
            throw new IllegalArgumentException("The scopes must include openid.");
        }
        if (roles.containsValue(Role.ANYONE)) {
            throw new IllegalArgumentException("A role is viewer, analyst, approver or administrator.");
        }
    }

    private static boolean isHere(URI issuer) {
        try {
            return "http".equals(issuer.getScheme())
                    && issuer.getHost() != null
                    && InetAddress.getByName(issuer.getHost()).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    @Override
    public String toString() {
        return "OpenIdSettings[issuer=" + issuer + ", clientId=" + clientId + "]";
    }
}
