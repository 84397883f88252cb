package io.fintrans.console.openid;

import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import io.fintrans.console.openid.OpenIdException.Problem;
import io.fintrans.console.user.Role;
import io.fintrans.console.user.User;
import io.fintrans.console.user.UserFile;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads a user of this console from the claims of an ID token. */
public final class OpenIdUser {
    private final OpenIdSettings settings;
    private final UserFile locals;
    private final SubjectFile subjects;

    /**
     * Reads.
     *
     * @param locals whose names nobody else may have
     * @param subjects who has which of the other names
     */
    public OpenIdUser(OpenIdSettings settings, UserFile locals, SubjectFile subjects) {
        this.settings = settings;
        this.locals = locals;
        this.subjects = subjects;
    }

    public User read(IDTokenClaimsSet claims) throws OpenIdException {
        Map<String, Object> json;
        try {
            json = claims.toJWTClaimsSet().toJSONObject();
        } catch (ParseException e) {
            throw new OpenIdException(Problem.PROVIDER, e);
        }
        if (!(at(json, settings.userClaim()) instanceof String name)) {
            throw new OpenIdException(Problem.NAME, "the ID token has no text " + settings.userClaim());
        }
        Role role = highest(at(json, settings.roleClaim()))
                .orElseThrow(() -> new OpenIdException(
                        Problem.ROLE,
                        "none of the roles in " + settings.roleClaim() + " of the ID token is one of "
                                + settings.roles().keySet()));
        User user;
        try {
            user = new User(name, role, null);
        } catch (IllegalArgumentException e) {
            throw new OpenIdException(Problem.NAME, e);
        }
        // Else a decision would not say which of the two has made it.
        if (locals.find(user.name()).isPresent()) {
            throw new OpenIdException(Problem.NAME, "a local user is called " + user.name() + ", too");
        }
        subjects.require(
                user.name(), settings.issuer().toString(), claims.getSubject().getValue());
        return user;
    }

    private Optional<Role> highest(@Nullable Object claim) {
        Stream<?> texts = claim instanceof Collection<?> many ? many.stream() : Stream.ofNullable(claim);
        return texts.map(text -> settings.roles().get(String.valueOf(text)))
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder());
    }

    /** What lies at the end of the path. A name with dots in it, such as a URL, is found as it is. */
    private static @Nullable Object at(Map<?, ?> json, String path) {
        if (json.containsKey(path)) {
            return json.get(path);
        }
        int dot = path.indexOf('.');
        return dot > 0 && json.get(path.substring(0, dot)) instanceof Map<?, ?> inner
                ? at(inner, path.substring(dot + 1))
                : null;
    }
}
