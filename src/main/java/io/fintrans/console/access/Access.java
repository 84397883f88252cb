package io.fintrans.console.access;

import io.fintrans.console.openid.OpenIdSettings;
import io.fintrans.console.user.PasswordCheck;
import io.fintrans.console.user.Tokens;
import io.fintrans.console.user.User;
import io.fintrans.console.user.UserFile;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Handler;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** Who may use a console, and the routes by which they come and go. */
public final class Access {
    private final Analysts analysts;
    private final OneTimeLinks links;
    private final Gate gate;
    private final PasswordCheck passwords = new PasswordCheck();
    private final List<Route> routes;

    /** @param signInPage sends the page where people sign in */
    public Access(AccessSettings settings, Clock clock, Handler signInPage) {
        UserFile users = settings.users();
        Sessions sessions = new Sessions(clock, users::hasStill);
        this.analysts = new Analysts(users, sessions);
        this.links = new OneTimeLinks(clock);
        this.gate = new Gate(sessions, settings);
        SignInLimit limit = new SignInLimit(clock);
        OpenIdSettings provider = settings.openId();
        OpenIdRoutes openId = provider == null ? null : new OpenIdRoutes(provider, settings, users, gate, clock);
        List<Route> all = new ArrayList<>();
        all.addAll(new SessionRoutes(gate, users, links, limit, passwords, openId, signInPage).routes());
        all.addAll(new AccountRoutes(gate, sessions, users, limit, passwords).routes());
        if (openId != null) {
            all.addAll(openId.routes());
        }
        this.routes = List.copyOf(all);
    }

    /** Signing in and out, and what users do about their own access. */
    public List<Route> routes() {
        return routes;
    }

    /** Has whatever still goes on end with the server. */
    public void endWith(JavalinConfig config) {
        passwords.endWith(config);
    }

    /** Stands before every route. */
    public Gate gate() {
        return gate;
    }

    /** Who may look after a case. */
    public Analysts analysts() {
        return analysts;
    }

    /** A path that signs this user in once within the next hour. */
    public String oneTimeLink(User user) {
        String secret = new Tokens().fresh();
        links.add(secret, user);
        return SessionRoutes.PAGE + "?token=" + secret;
    }
}
