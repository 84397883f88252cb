package io.fintrans.console.access;

import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.Nonce;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Those who were sent to the provider and are not back yet. Each may come back once, in the browser that was sent. */
final class PendingSignIns {
    static final Duration LIFE = Duration.ofMinutes(10);
    /** The oldest are forgotten first. */
    private static final int MOST = 10_000;

    /**
     * What the provider's answer must fit.
     *
     * @param state comes back with the browser
     * @param nonce comes back in the ID token
     * @param verifier proves that who redeems the code is who asked for it (PKCE, RFC 7636)
     */
    record Pending(State state, Nonce nonce, CodeVerifier verifier, long until) {}

    private final Clock clock;
    private final Map<String, Pending> pending = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Pending> eldest) {
            return size() > MOST;
        }
    };

    PendingSignIns(Clock clock) {
        this.clock = clock;
    }

    /** @param secret what the browser keeps in a cookie meanwhile */
    synchronized Pending begin(String secret) {
        Pending begun = new Pending(new State(), new Nonce(), new CodeVerifier(), clock.millis() + LIFE.toMillis());
        pending.put(secret, begun);
        return begun;
    }

    /** What was begun with this secret; nothing if it has come back already, is too old, or never was. */
    synchronized Optional<Pending> take(String secret) {
        return Optional.ofNullable(pending.remove(secret)).filter(each -> clock.millis() <= each.until);
    }
}
