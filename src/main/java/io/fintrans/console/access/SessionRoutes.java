package io.fintrans.console.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fintrans.console.user.Password;
import io.fintrans.console.user.PasswordCheck;
import io.fintrans.console.user.Role;
import io.fintrans.console.user.User;
import io.fintrans.console.user.UserFile;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HttpStatus;
import io.javalin.http.UnauthorizedResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Signing in with a password or a link, and out. */
final class SessionRoutes {
    /** Where people sign in. */
    static final String PAGE = "/sign-in";

    private static final Logger LOG = LoggerFactory.getLogger(SessionRoutes.class);
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Gate gate;
    private final UserFile users;
    private final OneTimeLinks links;
    private final SignInLimit limit;
    private final PasswordCheck passwords;
    private final @Nullable OpenIdRoutes openId;
    private final Handler page;

    /** @param page sends the page where people sign in */
    SessionRoutes(
            Gate gate,
            UserFile users,
            OneTimeLinks links,
            SignInLimit limit,
            PasswordCheck passwords,
            @Nullable OpenIdRoutes openId,
            Handler page) {
        this.gate = gate;
        this.users = users;
        this.links = links;
        this.limit = limit;
        this.passwords = passwords;
        this.openId = openId;
        this.page = page;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/api/v1/session", Role.VIEWER, ctx -> show(ctx, Gate.visitor(ctx))),
                Route.post("/api/v1/session", Role.ANYONE, this::signIn),
                Route.delete("/api/v1/session", Role.VIEWER, this::signOut),
                Route.get("/api/v1/sign-in", Role.ANYONE, this::ways),
                Route.get(PAGE, Role.ANYONE, this::page));
    }

    /** Answers with who has signed in. */
    void show(Context ctx, Session session) {
        ctx.json(Map.of(
                "user", session.user(),
                "role", session.role().code(),
                "csrf", session.csrf()));
    }

    /** The ways to sign in, for a page that cannot know them yet. */
    private void ways(Context ctx) {
        Map<String, Object> ways = new LinkedHashMap<>();
        ways.put("passwords", openId == null || !users.all().isEmpty());
        ways.put("provider", openId == null ? null : openId.name());
        ctx.json(ways);
    }

    private void signIn(Context ctx) throws IOException {
        JsonNode body = MAPPER.readTree(ctx.bodyAsBytes());
        String name = body.path("user").asText();
        char[] secret = body.path("password").asText().toCharArray();
        if (name.isEmpty() || secret.length == 0) {
            throw new BadRequestResponse("Give a user and a password.");
        }
        if (secret.length > Password.MAX_CHARS) {
            throw new BadRequestResponse("A password has at most " + Password.MAX_CHARS + " characters.");
        }
        String address = gate.address(ctx);
        boolean isUser = users.find(name).map(User::password).isPresent();
        limit.begin(ctx, name, address, isUser);
        if (!isUser && limit.isFlooded(address)) {
            passwords.asIfInTurn(ctx, () -> refuse(null, address));
        } else {
            passwords.inTurn(ctx, () -> signIn(ctx, name, secret, address));
        }
    }

    private void signIn(Context ctx, String name, char[] secret, String address) {
        Optional<User> user = users.find(name);
        if (!passwords.matches(user.map(User::password).orElse(null), secret)) {
            refuse(user.orElse(null), address);
        }
        limit.succeeded(name, address);
        show(ctx, begin(ctx, user.orElseThrow()));
    }

    private static void refuse(@Nullable User user, String address) {
        LOG.warn("event=sign-in-failed user=\"{}\" address={}", user == null ? "nobody" : user.name(), address);
        throw new UnauthorizedResponse("User or password is wrong.");
    }

    private Session begin(Context ctx, User user) {
        LOG.info(
                "event=signed-in user={} role={} address={}",
                user.name(),
                user.role().code(),
                gate.address(ctx));
        return gate.welcome(ctx, user, null);
    }

    /** Answers with where to go: a provider that has signed the user in can sign them out, too. */
    private void signOut(Context ctx) {
        Session visitor = Gate.visitor(ctx);
        String idToken = visitor.idToken();
        gate.goodbye(ctx);
        LOG.info("event=signed-out user={} address={}", visitor.user(), gate.address(ctx));
        String next = openId == null || idToken == null ? PAGE : openId.goodbye(ctx, idToken);
        ctx.json(Map.of("next", next));
    }

    private void page(Context ctx) throws Exception {
        String token = ctx.queryParam("token");
        Optional<User> user = token == null ? Optional.empty() : links.use(token);
        if (user.isPresent()) {
            begin(ctx, user.get());
            ctx.redirect("/", HttpStatus.SEE_OTHER);
        } else if (token != null && Gate.signedIn(ctx).isPresent()) {
            ctx.redirect("/", HttpStatus.SEE_OTHER);
        } else {
            page.handle(ctx);
        }
    }
}
