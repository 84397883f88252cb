package io.fintrans.console.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fintrans.console.user.Password;
import io.fintrans.console.user.PasswordCheck;
import io.fintrans.console.user.PasswordStrength;
import io.fintrans.console.user.Role;
import io.fintrans.console.user.User;
import io.fintrans.console.user.UserFile;
import io.javalin.http.Context;
import io.javalin.http.ForbiddenResponse;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import io.javalin.http.UnauthorizedResponse;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What users do about their own access: a new password, and an end to sessions. Administrators end those of others, too. */
final class AccountRoutes {
    private static final Logger LOG = LoggerFactory.getLogger(AccountRoutes.class);
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Gate gate;
    private final Sessions sessions;
    private final UserFile users;
    private final SignInLimit limit;
    private final PasswordCheck passwords;

    AccountRoutes(Gate gate, Sessions sessions, UserFile users, SignInLimit limit, PasswordCheck passwords) {
        this.gate = gate;
        this.sessions = sessions;
        this.users = users;
        this.limit = limit;
        this.passwords = passwords;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/api/v1/sessions", Role.VIEWER, this::list),
                Route.delete("/api/v1/sessions/{id}", Role.VIEWER, this::end),
                Route.post("/api/v1/password", Role.VIEWER, this::changePassword));
    }

    private void list(Context ctx) {
        Session visitor = Gate.visitor(ctx);
        ctx.json(Map.of(
                "hasPassword",
                visitor.who().password() != null,
                "signedInBy",
                visitor.signedInBy(),
                "items",
                sessions.all(each -> mayEnd(visitor, each)).stream()
                        .map(each -> json(each, visitor))
                        .toList()));
    }

    private static boolean mayEnd(Session visitor, Session other) {
        return visitor.role().covers(Role.ADMINISTRATOR) || visitor.user().equals(other.user());
    }

    private static Map<String, Object> json(Sessions.Open open, Session visitor) {
        Session session = open.session();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", session.id());
        json.put("user", session.user());
        json.put("role", session.role().code());
        json.put("since", session.since());
        json.put("usedAt", open.usedAt());
        json.put("address", session.visitor().address());
        json.put("program", session.visitor().program());
        json.put("current", session.id().equals(visitor.id()));
        return json;
    }

    private void end(Context ctx) {
        Session visitor = Gate.visitor(ctx);
        String id = ctx.pathParam("id");
        List<String> ended = sessions.endAll(each -> each.id().equals(id) && mayEnd(visitor, each));
        if (ended.isEmpty()) {
            throw new NotFoundResponse("There is no such session, or not any more.");
        }
        LOG.info("event=session-ended user={} by={} address={}", ended.get(0), visitor.user(), gate.address(ctx));
        ctx.status(HttpStatus.NO_CONTENT);
    }

    private void changePassword(Context ctx) throws IOException {
        JsonNode body = MAPPER.readTree(ctx.bodyAsBytes());
        User user = Gate.visitor(ctx).who();
        Password password = user.password();
        if (password == null) {
            throw new IllegalArgumentException("You have no password here: a link or a provider has signed you in.");
        }
        limit.begin(ctx, user.name(), gate.address(ctx), true);
        char[] old = body.path("old").asText().toCharArray();
        char[] secret = body.path("new").asText().toCharArray();
        passwords.inTurn(ctx, () -> {
            if (!passwords.matches(password, old)) {
                throw new ForbiddenResponse("The old password is wrong.");
            }
            limit.succeeded(user.name(), gate.address(ctx));
            changePassword(ctx, user, secret);
        });
    }

    /** Ends all other sessions of the user: who knew the old password must not stay. */
    private void changePassword(Context ctx, User user, char[] secret) {
        PasswordStrength.check(secret, user.name());
        User changed = new User(user.name(), user.role(), Password.of(secret, new SecureRandom()));
        // Who was removed or given another role meanwhile does not come back by this.
        if (!users.replace(user, changed)) {
            throw new UnauthorizedResponse("Your account was changed meanwhile. Sign in again.");
        }
        LOG.info("event=password-changed user={} address={}", user.name(), gate.address(ctx));
        ctx.json(Map.of("csrf", gate.welcome(ctx, changed, null).csrf()));
    }
}
