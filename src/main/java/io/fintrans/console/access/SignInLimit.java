package io.fintrans.console.access;

import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes guessing passwords slow: one who has failed a few times waits a minute before each further attempt. Counted for a user at one address,
 * so that strangers elsewhere do not keep the user out; for an address; and, with far more attempts, for a user at all addresses. What is
 * older than a quarter of an hour is forgotten.
 */
final class SignInLimit {
    private static final Logger LOG = LoggerFactory.getLogger(SignInLimit.class);

    static final int FREE_FAILURES = 5;
    static final int FREE_FAILURES_OF_ADDRESS = 20;
    static final int FREE_FAILURES_OF_USER = 100;
    static final Duration PAUSE = Duration.ofMinutes(1);
    static final Duration MEMORY = Duration.ofMinutes(15);
    /** What names that are none have in common; a name can be as long as a request. */
    private static final String NO_NAME = "?";
    /** The oldest are forgotten first. */
    private static final int MOST = 10_000;

    private record Failures(int count, long lastAt) {}

    private record Key(String name, int free) {}

    private final Clock clock;
    private final Map<Key, Failures> failures = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Failures> eldest) {
            return size() > MOST;
        }
    };

    SignInLimit(Clock clock) {
        this.clock = clock;
    }

    /**
     * Takes an attempt for a failure until {@link #succeeded} says otherwise: many at the same moment are as many attempts.
     *
     * @throws HttpResponseException if it comes too soon after too many
     */
    void begin(Context ctx, String user, String address) {
        long wait = secondsToWait(user, address);
        if (wait > 0) {
            LOG.warn("event=sign-in-refused address={} seconds={}", address, wait);
            ctx.header("Retry-After", Long.toString(wait));
            throw new HttpResponseException(
                    HttpStatus.TOO_MANY_REQUESTS.getCode(), "Too many attempts. Try again in " + wait + " seconds.");
        }
    }

    /** How many seconds this one must wait; with 0 the attempt has begun. */
    synchronized long secondsToWait(String user, String address) {
        long now = clock.millis();
        long wait = 0;
        for (Key key : keys(user, address)) {
            Failures past = past(key, now);
            if (past.count >= key.free) {
                wait = Math.max(wait, past.lastAt + PAUSE.toMillis() - now);
            }
        }
        if (wait <= 0) {
            for (Key key : keys(user, address)) {
                Failures past = past(key, now);
                failures.remove(key);
                failures.put(key, new Failures(past.count + 1, now));
            }
        }
        return Math.max(0, (wait + 999) / 1000);
    }

    private Failures past(Key key, long now) {
        Failures past = failures.get(key);
        return past == null || now - past.lastAt > MEMORY.toMillis() ? new Failures(0, now) : past;
    }

    /** The attempt was none at guessing. */
    synchronized void succeeded(String user, String address) {
        failures.remove(keys(user, address).get(0));
        for (Key key : keys(user, address)) {
            failures.computeIfPresent(key, (any, past) -> new Failures(past.count - 1, past.lastAt));
        }
    }

    private static List<Key> keys(String user, String address) {
        String name = User.isName(user) ? User.nameOf(user) : NO_NAME;
        return List.of(
                new Key(name + " at " + address, FREE_FAILURES),
                new Key("address " + address, FREE_FAILURES_OF_ADDRESS),
                new Key("user " + name, FREE_FAILURES_OF_USER));
    }
}
