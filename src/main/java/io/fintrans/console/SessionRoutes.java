package io.fintrans.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import io.javalin.http.UnauthorizedResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Signing in and out. */
final class SessionRoutes {
    private static final Logger LOG = LoggerFactory.getLogger(SessionRoutes.class);
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Gate gate;
    private final UserFile users;
    private final OneTimeLinks links;
    private final SignInLimit limit;

    SessionRoutes(Gate gate, UserFile users, OneTimeLinks links, SignInLimit limit) {
        this.gate = gate;
        this.users = users;
        this.links = links;
        this.limit = limit;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/api/v1/session", Role.VIEWER, this::show),
                Route.post("/api/v1/session", Role.ANYONE, this::signIn),
                Route.delete("/api/v1/session", Role.VIEWER, this::signOut),
                Route.get("/sign-in", Role.ANYONE, this::page));
    }

    private void show(Context ctx) {
        show(ctx, Gate.visitor(ctx));
    }

    private void show(Context ctx, Session session) {
        ctx.json(Map.of(
                "user", session.user(),
                "role", session.role().code(),
                "csrf", session.csrf(),
                "accounts", users.assignable(session)));
    }

    private void signIn(Context ctx) throws IOException {
        JsonNode body = MAPPER.readTree(ctx.bodyAsBytes());
        String name = body.path("user").asText();
        char[] secret = body.path("password").asText().toCharArray();
        if (name.isEmpty() || secret.length == 0) {
            throw new BadRequestResponse("Give a user and a password.");
        }
        List<String> who = List.of("user " + name, "address " + gate.address(ctx));
        long wait = who.stream().mapToLong(limit::secondsToWait).max().orElse(0);
        if (wait > 0) {
            ctx.header("Retry-After", Long.toString(wait));
            throw new HttpResponseException(
                    HttpStatus.TOO_MANY_REQUESTS.getCode(), "Too many attempts. Try again in " + wait + " seconds.");
        }
        Optional<User> user = users.find(name);
        Password password = user.map(User::password).orElse(null);
        boolean right = (password == null ? Password.OF_NOBODY : password).matches(secret);
        if (user.isEmpty() || password == null || !right) {
            who.forEach(limit::failed);
            LOG.warn("event=sign-in-failed address={}", gate.address(ctx));
            throw new UnauthorizedResponse("User or password is wrong.");
        }
        who.forEach(limit::succeeded);
        show(ctx, begin(ctx, user.get()));
    }

    private Session begin(Context ctx, User user) {
        LOG.info("event=signed-in user={} role={}", user.name(), user.role().code());
        return gate.welcome(ctx, user);
    }

    private void signOut(Context ctx) {
        gate.goodbye(ctx);
        ctx.status(HttpStatus.NO_CONTENT);
    }

    private void page(Context ctx) throws IOException {
        String token = ctx.queryParam("token");
        Optional<User> user = token == null ? Optional.empty() : links.use(token);
        if (user.isPresent()) {
            begin(ctx, user.get());
            ctx.redirect("/", HttpStatus.SEE_OTHER);
        } else if (token != null && Gate.signedIn(ctx).isPresent()) {
            ctx.redirect("/", HttpStatus.SEE_OTHER);
        } else {
            PageRoutes.send(ctx, "sign-in.html");
        }
    }
}
