package io.fintrans.console;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The sessions of this console; they end with it, with signing out, and after a time without a request. */
final class Sessions {
    static final Duration IDLE = Duration.ofHours(1);
    static final Duration LONGEST = Duration.ofHours(12);
    private static final int TOKEN_BYTES = 32;
    /** More than any office has; a bound is what matters. */
    private static final int MOST = 10_000;

    private record Entry(Session session, long beganAt, long usedAt) {}

    private final SecureRandom random;
    private final Clock clock;
    private final Map<String, Entry> entries = new HashMap<>();

    Sessions(SecureRandom random, Clock clock) {
        this.random = random;
        this.clock = clock;
    }

    /** Begins a session and returns the secret that names it. */
    synchronized String begin(User user) {
        long now = clock.millis();
        entries.values().removeIf(entry -> isOver(entry, now));
        if (entries.size() >= MOST) {
            throw new IllegalStateException("There are too many sessions.");
        }
        String token = secret();
        entries.put(token, new Entry(new Session(user.name(), user.role(), secret()), now, now));
        return token;
    }

    synchronized Optional<Session> find(String token) {
        Entry entry = entries.get(token);
        long now = clock.millis();
        if (entry == null || isOver(entry, now)) {
            return Optional.empty();
        }
        entries.put(token, new Entry(entry.session, entry.beganAt, now));
        return Optional.of(entry.session);
    }

    /** Whether it is open; asking does not prolong it. */
    synchronized boolean isOpen(String token) {
        Entry entry = entries.get(token);
        return entry != null && !isOver(entry, clock.millis());
    }

    synchronized void end(String token) {
        entries.remove(token);
    }

    private static boolean isOver(Entry entry, long now) {
        return now - entry.usedAt > IDLE.toMillis() || now - entry.beganAt > LONGEST.toMillis();
    }

    /** 256 bits that nobody guesses, for a URL or a cookie. */
    String secret() {
        byte[] bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
