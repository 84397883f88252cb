package io.fintrans.console.why;

import io.fintrans.alert.Subject;
import io.fintrans.console.access.Route;
import io.fintrans.console.user.Role;
import io.fintrans.explain.AskedPayments;
import io.fintrans.explain.WhyNot;
import io.fintrans.format.Formats;
import io.fintrans.past.CityPast;
import io.fintrans.past.Stretch;
import io.fintrans.rule.Rulebook;
import io.fintrans.rule.log.RuleLog;
import io.fintrans.rule.log.RuleReader;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import io.javalin.http.ServiceUnavailableResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.jspecify.annotations.Nullable;

/** Why there is no finding about an account or a pair: it reads the payments of the window, for two who ask at a time, and not for too long. */
public final class WhyRoutes {
    private static final int AT_ONCE = 2;
    private static final Duration LONGEST = Duration.ofSeconds(20);

    private final List<String> cities;
    private final String application;
    private final Map<String, Object> clientProperties;
    private final Clock clock;
    private final Semaphore places = new Semaphore(AT_ONCE);

    /** @param application the detector whose rules are asked for */
    public WhyRoutes(List<String> cities, String application, Map<String, Object> clientProperties, Clock clock) {
        this.cities = List.copyOf(cities);
        this.application = application;
        this.clientProperties = Map.copyOf(clientProperties);
        this.clock = clock;
    }

    public List<Route> routes() {
        return List.of(Route.get("/api/v1/explain", Role.VIEWER, this::explain));
    }

    private void explain(Context ctx) {
        Subject subject = subject(ctx.queryParam("subject"));
        Instant at = at(ctx.queryParam("at"));
        if (!places.tryAcquire()) {
            throw new ServiceUnavailableResponse("Others ask this at the moment. Try again in a moment.");
        }
        try {
            ctx.json(answer(subject, at));
        } catch (AuthorizationException | AuthenticationException e) {
            throw new ServiceUnavailableResponse(
                    "The console may not read the rules, the cities' topics or what was rejected. Whoever runs it finds in the"
                            + " manual what it needs.");
        } finally {
            places.release();
        }
    }

    private static Subject subject(@Nullable String text) {
        try {
            Subject subject = Subject.parse(text == null ? "" : text);
            if (!(subject instanceof Subject.Accounts)) {
                return subject;
            }
        } catch (IllegalArgumentException e) {
            throw refused(e);
        }
        throw refused(null);
    }

    private static BadRequestResponse refused(@Nullable Exception cause) {
        BadRequestResponse refused =
                new BadRequestResponse("subject must be such as \"pair 516 482\" or \"account 516\".");
        refused.initCause(cause);
        return refused;
    }

    private Instant at(@Nullable String text) {
        if (text == null) {
            return clock.instant();
        }
        if (!text.matches("[0-9]{1,15}")) {
            throw new BadRequestResponse("at must be a time in milliseconds since 1970.");
        }
        return Instant.ofEpochMilli(Long.parseLong(text));
    }

    private Map<String, Object> answer(Subject subject, Instant at) {
        WhyNot whyNot = new WhyNot(rules(), WhyNot.USUAL_LATENESS, at);
        AskedPayments asked = new AskedPayments(subject);
        long end = System.nanoTime() + LONGEST.toNanos();
        try (CityPast past = new CityPast(clientProperties, Formats.STANDARD, clock)) {
            Stretch stretch = past.stretch(cities, whyNot.from(), at.plus(WhyNot.USUAL_LATENESS));
            past.read(stretch, past.rejected(application), asked, read -> {
                if (System.nanoTime() > end) {
                    throw new ServiceUnavailableResponse("There are more payments in the window than can be read in "
                            + LONGEST.toSeconds() + " s. Ask fintrans explain --subject \"" + subject.key() + "\".");
                }
                return true;
            });
        }
        return whyNot.answer(asked).json();
    }

    private Rulebook rules() {
        try (RuleReader reader = new RuleReader(clientProperties, new RuleLog(application))) {
            reader.readIfThere();
            return reader.log().rulebook();
        }
    }
}
