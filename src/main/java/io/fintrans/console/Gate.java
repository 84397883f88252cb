package io.fintrans.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.ForbiddenResponse;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import io.javalin.http.SameSite;
import io.javalin.http.UnauthorizedResponse;
import io.javalin.security.RouteRole;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Who gets in: every request passes here before its route, and no answer leaves without the headers that keep a page to itself. */
final class Gate {
    static final String CSRF_HEADER = "X-CSRF-Token";
    /** The prefix has browsers refuse it from other hosts, for other paths, and over connections that can be read. */
    static final String COOKIE = "__Host-fintrans";

    private static final String SESSION = "session";
    private static final int MISDIRECTED = 421;
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final Set<HandlerType> HARMLESS = Set.of(HandlerType.GET, HandlerType.HEAD);
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                    + " connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none';"
                    + " require-trusted-types-for 'script'";

    private final Sessions sessions;
    private final boolean behindProxy;

    Gate(Sessions sessions, boolean behindProxy) {
        this.sessions = sessions;
        this.behindProxy = behindProxy;
    }

    /** The headers of OWASP's secure headers project. */
    void protect(Context ctx) {
        ctx.header("Content-Security-Policy", POLICY);
        ctx.header("X-Content-Type-Options", "nosniff");
        ctx.header("X-Frame-Options", "DENY");
        ctx.header("Referrer-Policy", "no-referrer");
        ctx.header("Cross-Origin-Opener-Policy", "same-origin");
        ctx.header("Cross-Origin-Resource-Policy", "same-origin");
        ctx.header("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()");
        ctx.header("Cache-Control", "no-store");
        if (behindProxy) {
            ctx.header("Strict-Transport-Security", "max-age=31536000");
        } else {
            refuseOtherNames(ctx);
        }
    }

    /** A page of another site whose name was made to lead here, too, is not ours. */
    private static void refuseOtherNames(Context ctx) {
        String host = String.valueOf(ctx.header("Host")).replaceFirst(":[0-9]+$", "");
        if (!LOOPBACK.contains(host)) {
            throw new HttpResponseException(MISDIRECTED, "This console answers to localhost only.");
        }
    }

    /** Lets the request through to its route, or throws. */
    void check(Context ctx) {
        Role needed = needed(ctx.routeRoles());
        Optional<Session> session = Optional.ofNullable(ctx.cookie(COOKIE)).flatMap(sessions::find);
        session.ifPresent(each -> ctx.attribute(SESSION, each));
        boolean writes = !HARMLESS.contains(ctx.method());
        if (writes) {
            refuseOtherSites(ctx);
        }
        if (needed == Role.ANYONE) {
            return;
        }
        Session visitor = session.orElseThrow(() -> new UnauthorizedResponse("Sign in first."));
        if (!visitor.role().covers(needed)) {
            throw new ForbiddenResponse("This needs the role " + needed.code() + "; yours is "
                    + visitor.role().code() + ".");
        }
        if (writes && !isEqual(visitor.csrf(), ctx.header(CSRF_HEADER))) {
            throw new ForbiddenResponse("The page is out of date. Reload it.");
        }
    }

    private static void refuseOtherSites(Context ctx) {
        String origin = ctx.header("Origin");
        // A page that hides where it is says "null", which is nobody's host.
        if (origin != null && !origin.replaceFirst("^https?://", "").equals(ctx.header("Host"))) {
            throw new ForbiddenResponse("This came from another site.");
        }
    }

    /** Whose request it is. Of what a proxy was told only the last is its own word; all before it anyone can write. */
    String address(Context ctx) {
        String forwarded = behindProxy ? ctx.header("X-Forwarded-For") : null;
        return forwarded == null
                ? ctx.ip()
                : forwarded.substring(forwarded.lastIndexOf(',') + 1).strip();
    }

    /** A route without a role is a mistake, and nobody's. */
    private static Role needed(Set<RouteRole> roles) {
        if (roles.size() == 1 && roles.iterator().next() instanceof Role role) {
            return role;
        }
        throw new IllegalStateException("a route needs exactly one role");
    }

    private static boolean isEqual(String expected, @Nullable String given) {
        return given != null && MessageDigest.isEqual(expected.getBytes(UTF_8), given.getBytes(UTF_8));
    }

    /** Who is asking; only on routes that need a role. */
    static Session visitor(Context ctx) {
        return signedIn(ctx).orElseThrow(() -> new UnauthorizedResponse("Sign in first."));
    }

    static Optional<Session> signedIn(Context ctx) {
        return Optional.ofNullable(ctx.attribute(SESSION));
    }

    /** Begins a session. */
    Session welcome(Context ctx, User user) {
        String token = sessions.begin(user);
        Cookie cookie = new Cookie(COOKIE, token);
        cookie.setPath("/");
        cookie.setSecure(true);
        cookie.setHttpOnly(true);
        cookie.setSameSite(SameSite.STRICT);
        ctx.cookie(cookie);
        return sessions.find(token).orElseThrow();
    }

    /** Whether whoever made this request is still signed in, to be asked also when the request is long over. */
    BooleanSupplier stillIn(Context ctx) {
        String token = ctx.cookie(COOKIE);
        return () -> token != null && sessions.isOpen(token);
    }

    void goodbye(Context ctx) {
        Optional.ofNullable(ctx.cookie(COOKIE)).ifPresent(sessions::end);
        ctx.removeCookie(COOKIE, "/");
    }
}
