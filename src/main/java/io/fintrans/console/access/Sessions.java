package io.fintrans.console.access;

import io.fintrans.console.access.Session.Visitor;
import io.fintrans.console.user.Tokens;
import io.fintrans.console.user.User;
import java.time.Clock;
import java.time.Duration;
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
    /** More than one person needs; the oldest is ended for another one. */
    static final int MOST_OF_A_USER = 20;

    /** A session and when its user was last heard of, in milliseconds since 1970. */
    record Open(Session session, long usedAt) {}

    /** A session, and the secret by which its browser is known. */
    record Begun(String secret, Session session) {}

    private final Tokens tokens = new Tokens();
    private final Clock clock;
    private final Predicate<User> isSame;
    private final Map<String, Open> open = new HashMap<>();

    /** @param isSame whether a user is still as they were when they signed in */
    Sessions(Clock clock, Predicate<User> isSame) {
        this.clock = clock;
        this.isSame = isSame;
    }

    /**
     * Begins a session.
     *
     * @param idToken see {@link Session#idToken()}
     * @return it, and the secret that names it
     */
    synchronized Begun begin(User user, Visitor visitor, @Nullable String idToken) {
        long now = clock.millis();
        open.values().removeIf(each -> isOver(each, now));
        List<Open> mine = all(each -> each.user().equals(user.name()));
        if (mine.size() >= MOST_OF_A_USER) {
            Session oldest = mine.get(mine.size() - 1).session;
            endAll(oldest::equals);
        }
        Begun begun =
                new Begun(tokens.fresh(), new Session(tokens.fresh(), user, tokens.fresh(), now, visitor, idToken));
        open.put(begun.secret, new Open(begun.session, now));
        return begun;
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

    /** Ends those; returns whose they were, each as often as there were sessions. */
    synchronized List<String> endAll(Predicate<Session> unwanted) {
        List<String> users =
                all(unwanted).stream().map(each -> each.session.user()).toList();
        open.values().removeIf(each -> unwanted.test(each.session));
        return users;
    }

    private boolean isOver(Open each, long now) {
        return now - each.usedAt > IDLE.toMillis()
                || now - each.session.since() > LONGEST.toMillis()
                || !isSame.test(each.session.who());
    }
}
