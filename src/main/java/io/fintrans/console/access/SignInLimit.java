package io.fintrans.console.access;

import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes guessing passwords slow: after five failures each further one costs a minute, for the user and for the address alike. */
final class SignInLimit {
    static final int FREE_FAILURES = 5;
    static final Duration PAUSE = Duration.ofMinutes(1);
    /** The oldest are forgotten first. */
    private static final int MOST = 10_000;

    private record Failures(int count, long lastAt) {}

    private final Clock clock;
    private final Map<String, Failures> failures = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
            return size() > MOST;
        }
    };

    SignInLimit(Clock clock) {
        this.clock = clock;
    }

    /** Refuses the request if one of these must wait. */
    void check(Context ctx, List<String> who) {
        long wait = who.stream().mapToLong(this::secondsToWait).max().orElse(0);
        if (wait > 0) {
            ctx.header("Retry-After", Long.toString(wait));
            throw new HttpResponseException(
                    HttpStatus.TOO_MANY_REQUESTS.getCode(), "Too many attempts. Try again in " + wait + " seconds.");
        }
    }

    /** How many seconds this one must wait; 0 if it may try. */
    synchronized long secondsToWait(String who) {
        Failures past = failures.get(who);
        if (past == null || past.count < FREE_FAILURES) {
            return 0;
        }
        long left = past.lastAt + PAUSE.toMillis() - clock.millis();
        return Math.max(0, (left + 999) / 1000);
    }

    synchronized void failed(String who) {
        Failures past = failures.remove(who);
        failures.put(who, new Failures(past == null ? 1 : past.count + 1, clock.millis()));
    }

    synchronized void succeeded(String who) {
        failures.remove(who);
    }
}
