package io.fintrans.console.access;

import io.fintrans.console.user.User;
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
 * Makes guessing passwords slow: one who has failed a few times waits a minute before each further attempt. Counted for a name in one {@link
 * Network}, so that strangers elsewhere do not keep the user out; for a network; and, with far more attempts, for a user everywhere. What is
 * older than a quarter of an hour is forgotten.
 *
 * <p>Names that nobody has cannot be guessed a password for, so they do not count for their network: whoever invents names would keep out all
 * who are behind the same address. Nothing that is answered tells which names are invented.
 */
final class SignInLimit {
    private static final Logger LOG = LoggerFactory.getLogger(SignInLimit.class);

    static final int FREE_FAILURES = 5;
    static final int FREE_FAILURES_OF_NETWORK = 20;
    static final int FREE_FAILURES_OF_USER = 100;
    static final Duration PAUSE = Duration.ofMinutes(1);
    static final Duration MEMORY = Duration.ofMinutes(15);
    /** What names that are none have in common; a name can be as long as a request. */
    private static final String NO_NAME = "?";
    /** The oldest are forgotten first. */
    private static final int MOST = 10_000;

    private record Failures(int count, long lastAt) {}

    private record Key(String name, int free) {}

    /** The past of some keys. */
    private static final class Past extends LinkedHashMap<Key, Failures> {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Failures> eldest) {
            return size() > MOST;
        }
    }

    private final Clock clock;
    private final Past known = new Past();
    /** Apart from the others: thousands of inventions must not have a user's failures forgotten. */
    private final Past invented = new Past();

    SignInLimit(Clock clock) {
        this.clock = clock;
    }

    /**
     * Takes an attempt for a failure until {@link #succeeded} says otherwise: many at the same moment are as many attempts.
     *
     * @param isUser whether somebody has that name and a password
     * @throws HttpResponseException if it comes too soon after too many
     */
    void begin(Context ctx, String user, String address, boolean isUser) {
        long wait = secondsToWait(user, address, isUser);
        if (wait > 0) {
            LOG.warn("event=sign-in-refused address={} seconds={}", address, wait);
            ctx.header("Retry-After", Long.toString(wait));
            throw new HttpResponseException(
                    HttpStatus.TOO_MANY_REQUESTS.getCode(),
                    "Too many attempts. Try again in " + wait + (wait == 1 ? " second." : " seconds."));
        }
    }

    /** How many seconds this one must wait; with 0 the attempt has begun. */
    synchronized long secondsToWait(String user, String address, boolean isUser) {
        String network = Network.of(address);
        Past past = isUser ? known : invented;
        List<Key> counted = isUser
                ? List.of(nameAt(user, network), everywhere(user), users(network))
                : List.of(nameAt(user, network), inventions(network));
        long now = clock.millis();
        long wait = 0;
        for (Key key : counted) {
            wait = Math.max(wait, wait(past, key, now));
        }
        // Whoever fails with users' names waits with every other name, too, or could tell the two apart.
        wait = Math.max(wait, wait(known, users(network), now));
        if (wait <= 0) {
            counted.forEach(key -> count(past, key, now));
        }
        return Math.max(0, (wait + 999) / 1000);
    }

    /** Whether so many names are invented in that network that comparing passwords for them would only cost time. */
    synchronized boolean isFlooded(String address) {
        return past(invented, inventions(Network.of(address)), clock.millis()).count > FREE_FAILURES_OF_NETWORK;
    }

    private static long wait(Past all, Key key, long now) {
        Failures past = past(all, key, now);
        return past.count >= key.free ? past.lastAt + PAUSE.toMillis() - now : 0;
    }

    private static void count(Past all, Key key, long now) {
        Failures past = past(all, key, now);
        all.remove(key);
        all.put(key, new Failures(past.count + 1, now));
    }

    private static Failures past(Past all, Key key, long now) {
        Failures past = all.get(key);
        return past == null || now - past.lastAt > MEMORY.toMillis() ? new Failures(0, now) : past;
    }

    /** The attempt was none at guessing. */
    synchronized void succeeded(String user, String address) {
        String network = Network.of(address);
        known.remove(nameAt(user, network));
        for (Key key : List.of(everywhere(user), users(network))) {
            known.computeIfPresent(key, (any, past) -> new Failures(past.count - 1, past.lastAt));
        }
    }

    private static Key nameAt(String user, String network) {
        return new Key(name(user) + " at " + network, FREE_FAILURES);
    }

    private static Key everywhere(String user) {
        return new Key("user " + name(user), FREE_FAILURES_OF_USER);
    }

    private static Key users(String network) {
        return new Key("users at " + network, FREE_FAILURES_OF_NETWORK);
    }

    private static Key inventions(String network) {
        return new Key("inventions at " + network, Integer.MAX_VALUE);
    }

    private static String name(String user) {
        return User.isName(user) ? User.nameOf(user) : NO_NAME;
    }
}
