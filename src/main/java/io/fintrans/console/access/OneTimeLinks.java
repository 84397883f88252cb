package io.fintrans.console.access;

import io.fintrans.console.user.User;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Links that sign a user in once: for a demo, where nobody has a password yet. */
final class OneTimeLinks {
    static final Duration LIFE = Duration.ofHours(1);

    private record Link(User user, long until) {}

    private final Clock clock;
    private final Map<String, Link> links = new HashMap<>();

    OneTimeLinks(Clock clock) {
        this.clock = clock;
    }

    synchronized void add(String secret, User user) {
        links.put(secret, new Link(user, clock.millis() + LIFE.toMillis()));
    }

    /** The user whom it signs in; nothing if it was used, is too old or never was one. */
    synchronized Optional<User> use(String secret) {
        Link link = links.remove(secret);
        return Optional.ofNullable(link)
                .filter(each -> clock.millis() <= each.until)
                .map(Link::user);
    }
}
