package io.fintrans.console.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fintrans.console.openid.OpenIdException;
import io.fintrans.console.openid.OpenIdException.Problem;
import io.fintrans.console.openid.OpenIdProvider;
import io.fintrans.console.openid.OpenIdProvider.Named;
import io.fintrans.console.openid.OpenIdSettings;
import io.fintrans.console.openid.OpenIdUser;
import io.fintrans.console.openid.PendingSignIn;
import io.fintrans.console.user.Role;
import io.fintrans.console.user.Tokens;
import io.fintrans.console.user.User;
import io.fintrans.console.user.UserFile;
import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.HttpStatus;
import io.javalin.http.SameSite;
import java.net.URI;
import java.time.Clock;
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
    private final OpenIdProvider provider;
    private final OpenIdUser user;
    private final Gate gate;
    private final Clock clock;
    private final Tokens tokens = new Tokens();
    private final byte[] key = tokens.fresh().getBytes(UTF_8);

    OpenIdRoutes(OpenIdSettings settings, AccessSettings access, UserFile locals, Gate gate, Clock clock) {
        this.settings = settings;
        this.publicAddress = access.publicAddress();
        this.provider = new OpenIdProvider(settings, clock);
        this.user = new OpenIdUser(settings, locals, AccessSettings.subjects(access.folder()));
        this.gate = gate;
        this.clock = clock;
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
        // Else any page could sign its visitors in here without their doing, or as somebody else.
        if ("cross-site".equals(ctx.header("Sec-Fetch-Site"))) {
            ctx.redirect(SessionRoutes.PAGE, HttpStatus.SEE_OTHER);
            return;
        }
        String ticket = PendingSignIn.ticket(tokens, clock);
        try {
            PendingSignIn pending = PendingSignIn.of(ticket, key, clock).orElseThrow();
            URI question = provider.question(pending, here(ctx, BACK), ctx.queryParam("anew") != null);
            Cookie cookie = Gate.cookie(COOKIE, ticket, SameSite.LAX);
            cookie.setMaxAge((int) PendingSignIn.LIFE.toSeconds());
            ctx.cookie(cookie);
            ctx.redirect(question.toString(), HttpStatus.SEE_OTHER);
        } catch (OpenIdException e) {
            refuse(ctx, e);
        }
    }

    private void back(Context ctx) {
        Optional<PendingSignIn> begun =
                Optional.ofNullable(ctx.cookie(COOKIE)).flatMap(ticket -> PendingSignIn.of(ticket, key, clock));
        Gate.forget(ctx, COOKIE, SameSite.LAX);
        try {
            PendingSignIn mine =
                    begun.orElseThrow(() -> new OpenIdException(Problem.EXPIRED, "nothing was begun in this browser"));
            URI back = here(ctx, BACK);
            Named named = provider.answer(back, ctx.queryParamMap(), mine);
            User visitor = user.read(named.claims());
            LOG.info(
                    "event=signed-in user={} role={} address={} subject=\"{}\" by={}",
                    visitor.name(),
                    visitor.role().code(),
                    gate.address(ctx),
                    LogText.of(named.claims().getSubject().getValue()),
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
                LogText.of(e.getMessage()));
        String problem = e.problem().name().toLowerCase(Locale.ROOT);
        ctx.redirect(SessionRoutes.PAGE + "?problem=" + problem, HttpStatus.SEE_OTHER);
    }

    private URI here(Context ctx, String path) {
        // Without a public address the console is on loopback, and the gate has looked at the name.
        return URI.create((publicAddress == null ? "http://" + ctx.header("Host") : publicAddress.toString()) + path);
    }
}
