package io.fintrans.console.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fintrans.console.access.Session.Visitor;
import io.fintrans.console.access.Sessions.Begun;
import io.fintrans.console.user.Role;
import io.fintrans.console.user.User;
import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.ForbiddenResponse;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import io.javalin.http.MethodNotAllowedResponse;
import io.javalin.http.SameSite;
import io.javalin.http.UnauthorizedResponse;
import io.javalin.security.RouteRole;
import java.security.MessageDigest;
import java.util.Collections;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Who gets in: every request passes here before its route, and no route answers without the headers that keep a page to itself. */
public final class Gate {
    /** Where a write brings the session's csrf along. */
    public static final String CSRF_HEADER = "X-CSRF-Token";
    /** The prefix has browsers refuse it from other hosts, for other paths, and over connections that can be read. */
    public static final String COOKIE = "__Host-fintrans";

    private static final String SESSION = "session";
    private static final int MISDIRECTED = 421;
    private static final int MOST_PROGRAM_CHARS = 256;
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                    + " connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none';"
                    + " require-trusted-types-for 'script'";

    private final Sessions sessions;
    private final AccessSettings settings;

    Gate(Sessions sessions, AccessSettings settings) {
        this.sessions = sessions;
        this.settings = settings;
    }

    /** The headers of OWASP's secure headers project. */
    public void protect(Context ctx) {
        ctx.header("Content-Security-Policy", POLICY);
        ctx.header("X-Content-Type-Options", "nosniff");
        ctx.header("X-Frame-Options", "DENY");
        ctx.header("Referrer-Policy", "no-referrer");
        ctx.header("Cross-Origin-Opener-Policy", "same-origin");
        ctx.header("Cross-Origin-Resource-Policy", "same-origin");
        ctx.header("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()");
        ctx.header("Cache-Control", "no-store");
        if (settings.encrypted()) {
            ctx.header("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
        } else {
            refuseOtherNames(ctx);
        }
    }

    /** A page of another site whose name was made to lead here, too, is not ours. Where TLS is spoken, certificates keep it out. */
    private static void refuseOtherNames(Context ctx) {
        String host = String.valueOf(ctx.header("Host")).replaceFirst(":[0-9]+$", "");
        if (!LOOPBACK.contains(host)) {
            throw new HttpResponseException(MISDIRECTED, "This console answers to localhost only.");
        }
    }

    /** Lets the request through to its route, or throws. */
    public void check(Context ctx) {
        Role needed = needed(ctx.routeRoles());
        Optional<Session> session = Optional.ofNullable(ctx.cookie(COOKIE)).flatMap(sessions::find);
        session.ifPresent(each -> ctx.attribute(SESSION, each));
        boolean writes = !ctx.method().equals(HandlerType.GET);
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

    /**
     * Whose request it is. Of what a proxy was told only the last is its own word, be it at the end of the line or in a line of its own; all
     * before it anyone can write.
     */
    String address(Context ctx) {
        String address = ctx.ip();
        if (settings.behindProxy()) {
            for (String line : Collections.list(ctx.req().getHeaders("X-Forwarded-For"))) {
                address = line.substring(line.lastIndexOf(',') + 1).strip();
            }
        }
        return LogText.of(address);
    }

    /** What has no role is no route: HEAD, which Javalin would answer with the route of GET, comes here without one. */
    private static Role needed(Set<RouteRole> roles) {
        if (roles.size() == 1 && roles.iterator().next() instanceof Role role) {
            return role;
        }
        throw new MethodNotAllowedResponse("This cannot be asked for in this way.");
    }

    private static boolean isEqual(String expected, @Nullable String given) {
        return given != null && MessageDigest.isEqual(expected.getBytes(UTF_8), given.getBytes(UTF_8));
    }

    /** Who is asking; only on routes that need a role. */
    public static Session visitor(Context ctx) {
        return signedIn(ctx).orElseThrow(() -> new UnauthorizedResponse("Sign in first."));
    }

    static Optional<Session> signedIn(Context ctx) {
        return Optional.ofNullable(ctx.attribute(SESSION));
    }

    /**
     * Begins a session, and ends the one before it, where the browser has brought that along: it does not when another site leads here.
     *
     * @param idToken of the provider that says who it is, if one does
     */
    Session welcome(Context ctx, User user, @Nullable String idToken) {
        Optional.ofNullable(ctx.cookie(COOKIE)).ifPresent(sessions::end);
        String program = Objects.requireNonNullElse(ctx.userAgent(), "");
        Visitor visitor =
                new Visitor(address(ctx), program.substring(0, Math.min(program.length(), MOST_PROGRAM_CHARS)));
        Begun begun = sessions.begin(user, visitor, idToken);
        ctx.cookie(cookie(COOKIE, begun.secret(), SameSite.STRICT));
        return begun.session();
    }

    /** A cookie that scripts do not see, and that goes back to this host only. */
    static Cookie cookie(String name, String value, SameSite sameSite) {
        Cookie cookie = new Cookie(name, value);
        cookie.setPath("/");
        cookie.setSecure(true);
        cookie.setHttpOnly(true);
        cookie.setSameSite(sameSite);
        return cookie;
    }

    /** Whether whoever made this request is still signed in, to be asked also when the request is long over. */
    public BooleanSupplier stillIn(Context ctx) {
        String token = ctx.cookie(COOKIE);
        return () -> token != null && sessions.isOpen(token);
    }

    void goodbye(Context ctx) {
        Optional.ofNullable(ctx.cookie(COOKIE)).ifPresent(sessions::end);
        forget(ctx, COOKIE, SameSite.STRICT);
    }

    /** Browsers take the end of such a cookie only from one that is as strict. */
    static void forget(Context ctx, String name, SameSite sameSite) {
        Cookie cookie = cookie(name, "", sameSite);
        cookie.setMaxAge(0);
        ctx.cookie(cookie);
    }
}
