package io.fintrans.console.openid;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.Nonce;
import io.fintrans.console.user.Tokens;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Someone who was sent to the provider and is not back yet: what the provider's answer must fit. All of it is made from a ticket that their
 * browser keeps in a cookie and a key that only this console has, so that nothing is kept here, where strangers could fill it up.
 *
 * @param state comes back with the browser
 * @param nonce comes back in the ID token
 * @param verifier proves that who redeems the code is who asked for it (PKCE, RFC 7636)
 */
public record PendingSignIn(State state, Nonce nonce, CodeVerifier verifier) {
    public static final Duration LIFE = Duration.ofMinutes(10);
    private static final String ALGORITHM = "HmacSHA256";

    /** A new ticket. */
    public static String ticket(Tokens tokens, Clock clock) {
        return tokens.fresh() + "." + clock.instant().plus(LIFE).toEpochMilli();
    }

    /** What was begun with this ticket; nothing if it is none, or too old. Who changes the time in it gets another state. */
    public static Optional<PendingSignIn> of(String ticket, byte[] key, Clock clock) {
        try {
            long until = Long.parseLong(ticket.substring(ticket.lastIndexOf('.') + 1));
            return until < clock.millis()
                    ? Optional.empty()
                    : Optional.of(new PendingSignIn(
                            new State(derive("state", ticket, key)),
                            new Nonce(derive("nonce", ticket, key)),
                            new CodeVerifier(derive("verifier", ticket, key))));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static String derive(String what, String ticket, byte[] key) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(mac.doFinal((what + " " + ticket).getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has HMAC with SHA-256", e);
        }
    }
}
