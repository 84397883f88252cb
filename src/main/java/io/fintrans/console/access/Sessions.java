package io.fintrans.console.access;

import io.fintrans.console.access.Session.Visitor;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The sessions of this console. They end with it, with signing out, after a time without a request, and when the user is not
 * the same any more: removed, with another role, or with another password.
 */
final class Sessions {
    static final Duration IDLE = Duration.ofHours(1);
    static final Duration LONGEST = Duration.ofHours(12);
    private static final int TOKEN_BYTES = 32;
    /** More than any office has; a bound is what matters. */
    private static final int MOST = 10_000;

    /** A session and when its user was last heard of, in milliseconds since 1970. */
    record Open(Session session, long usedAt) {}

    private final SecureRandom random;
    private final Clock clock;
    private final Predicate<User> isSame;
    private final Map<String, Open> open = new HashMap<>();

    /** @param isSame whether a user is still as they were when they signed in */
    Sessions(SecureRandom random, Clock clock, Predicate<User> isSame) {
        this.random = random;
        this.clock = clock;
        this.isSame = isSame;
    }

    /**
     * Begins a session.
     *
     * @param idToken see {@link Session#idToken()}
     * @return the secret that names it
     */
    synchronized String begin(User user, Visitor visitor, @Nullable String idToken) {
        long now = clock.millis();
        open.values().removeIf(each -> isOver(each, now));
        if (open.size() >= MOST) {
            throw new IllegalStateException("There are too many sessions.");
        }
        String token = secret();
        open.put(token, new Open(new Session(secret(), user, secret(), now, visitor, idToken), now));
        return token;
    }

    synchronized Optional<Session> find(String token) {
        Open found = open.get(token);
        long now = clock.millis();
        if (found == null || isOver(found, now)) {
            return Optional.empty();
        }
        open.put(token, new Open(found.session, now));
        return Optional.of(found.session);
    }

    /** Whether it is open; asking does not prolong it. */
    synchronized boolean isOpen(String token) {
        Open found = open.get(token);
        return found != null && !isOver(found, clock.millis());
    }

    /** Those that are open and wanted, the newest first. */
    synchronized List<Open> all(Predicate<Session> wanted) {
        long now = clock.millis();
        return open.values().stream()
                .filter(each -> !isOver(each, now) && wanted.test(each.session))
                .sorted(Comparator.comparingLong((Open each) -> each.session.since())
                        .reversed())
                .toList();
    }

    synchronized void end(String token) {
        open.remove(token);
    }

    /** Ends those; returns whether there were any. */
    synchronized boolean endAll(Predicate<Session> unwanted) {
        return open.values().removeIf(each -> unwanted.test(each.session));
    }

    private boolean isOver(Open each, long now) {
        return now - each.usedAt > IDLE.toMillis()
                || now - each.session.since() > LONGEST.toMillis()
                || !isSame.test(each.session.who());
    }

    /** 256 bits that nobody guesses, for a URL or a cookie. */
    String secret() {
        byte[] bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
