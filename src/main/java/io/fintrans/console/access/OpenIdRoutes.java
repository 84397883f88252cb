package io.fintrans.console.access;

import io.fintrans.console.access.OpenIdException.Problem;
import io.fintrans.console.access.OpenIdProvider.Named;
import io.fintrans.console.access.PendingSignIns.Pending;
import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.HttpStatus;
import io.javalin.http.SameSite;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Signing in at a provider: there, and back again. */
final class OpenIdRoutes {
    /** Where the provider sends browsers back to; it must know this address of the console. */
    static final String BACK = "/sign-in/back";

    /** Which browser it was that was sent there. Unlike a session's it comes along when another site leads here. */
    private static final String COOKIE = "__Host-fintrans-sign-in";

    private static final Logger LOG = LoggerFactory.getLogger(OpenIdRoutes.class);

    private final OpenIdSettings settings;
    private final @Nullable URI publicAddress;
    private final boolean encrypted;
    private final OpenIdProvider provider;
    private final OpenIdUser user;
    private final PendingSignIns pending;
    private final Sessions sessions;
    private final Gate gate;

    OpenIdRoutes(
            OpenIdSettings settings,
            AccessSettings access,
            UserFile locals,
            PendingSignIns pending,
            Sessions sessions,
            Gate gate) {
        this.settings = settings;
        this.publicAddress = access.publicAddress();
        this.encrypted = access.encrypted();
        this.provider = new OpenIdProvider(settings);
        this.user = new OpenIdUser(settings, locals);
        this.pending = pending;
        this.sessions = sessions;
        this.gate = gate;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/sign-in/provider", Role.ANYONE, this::leave), Route.get(BACK, Role.ANYONE, this::back));
    }

    /** What the page calls the provider. */
    String name() {
        return settings.name();
    }

    /** Where to send a browser after signing out here. */
    String goodbye(Context ctx, String idToken) {
        return provider.goodbye(idToken, here(ctx, SessionRoutes.PAGE))
                .map(URI::toString)
                .orElse(SessionRoutes.PAGE);
    }

    private void leave(Context ctx) {
        String secret = sessions.secret();
        try {
            URI question = provider.question(pending.begin(secret), here(ctx, BACK), ctx.queryParam("anew") != null);
            Cookie cookie = Gate.cookie(COOKIE, secret, SameSite.LAX);
            cookie.setMaxAge((int) PendingSignIns.LIFE.toSeconds());
            ctx.cookie(cookie);
            ctx.redirect(question.toString(), HttpStatus.SEE_OTHER);
        } catch (OpenIdException e) {
            refuse(ctx, e);
        }
    }

    private void back(Context ctx) {
        Optional<Pending> begun = Optional.ofNullable(ctx.cookie(COOKIE)).flatMap(pending::take);
        Gate.forget(ctx, COOKIE, SameSite.LAX);
        try {
            Pending mine =
                    begun.orElseThrow(() -> new OpenIdException(Problem.EXPIRED, "nothing was begun in this browser"));
            URI back = here(ctx, BACK);
            Named named = provider.answer(URI.create(back + "?" + ctx.queryString()), mine, back);
            User visitor = user.read(named.claims());
            LOG.info(
                    "event=signed-in user={} role={} subject=\"{}\" by={}",
                    visitor.name(),
                    visitor.role().code(),
                    line(named.claims().getSubject().getValue()),
                    settings.issuer());
            gate.welcome(ctx, visitor, named.idToken());
            ctx.redirect("/", HttpStatus.SEE_OTHER);
        } catch (OpenIdException e) {
            refuse(ctx, e);
        }
    }

    private void refuse(Context ctx, OpenIdException e) {
        LOG.warn(
                "event=sign-in-failed by={} address={} problem={} why=\"{}\"",
                settings.issuer(),
                gate.address(ctx),
                e.problem(),
                line(String.valueOf(e.getMessage())));
        String problem = e.problem().name().toLowerCase(Locale.ROOT);
        ctx.redirect(SessionRoutes.PAGE + "?problem=" + problem, HttpStatus.SEE_OTHER);
    }

    /** What others have written must not begin a line of the log. */
    private static String line(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }

    private URI here(Context ctx, String path) {
        // Without a public address the name was checked: by the gate, or by the certificate.
        String base = publicAddress == null
                ? (encrypted ? "https://" : "http://") + ctx.header("Host")
                : publicAddress.toString();
        return URI.create(base + path);
    }
}
