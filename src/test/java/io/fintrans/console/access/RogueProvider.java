package io.fintrans.console.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A provider that says over HTTP whatever a test wants it to: a real one never says what must be refused. */
final class RogueProvider implements AutoCloseable {
    /** How a token is signed. */
    enum Signature {
        RIGHT,
        OF_ANOTHER_KEY,
        SHARED_SECRET,
        NONE
    }

    private final HttpServer server;
    private final RSAKey key;
    private final RSAKey other;
    private Signature signature = Signature.RIGHT;
    private JWTClaimsSet claims = new JWTClaimsSet.Builder().build();
    private int tokenStatus = 200;
    private @Nullable String lastForm;

    RogueProvider() {
        try {
            key = new RSAKeyGenerator(2048).keyID("one").generate();
            other = new RSAKeyGenerator(2048).keyID("one").generate();
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        server.createContext("/.well-known/openid-configuration", exchange -> send(exchange, 200, description()));
        server.createContext("/keys", exchange -> send(exchange, 200, new JWKSet(key.toPublicJWK()).toString()));
        server.createContext("/token", this::token);
        server.start();
    }

    URI issuer() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** What the next tokens say, and how they are signed. */
    void say(JWTClaimsSet wanted, Signature how) {
        claims = wanted;
        signature = how;
    }

    void refuseCodes() {
        tokenStatus = 400;
    }

    /** The form of the last request for a token. */
    String lastForm() {
        return Objects.requireNonNull(lastForm);
    }

    private void token(HttpExchange exchange) throws IOException {
        lastForm = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        send(
                exchange,
                tokenStatus,
                tokenStatus == 200
                        ? "{\"access_token\":\"x\",\"token_type\":\"Bearer\",\"id_token\":\"" + signed().serialize()
                                + "\"}"
                        : "{\"error\":\"invalid_grant\"}");
    }

    private JWT signed() {
        try {
            if (signature == Signature.NONE) {
                return new PlainJWT(claims);
            }
            boolean shared = signature == Signature.SHARED_SECRET;
            SignedJWT token = new SignedJWT(
                    new JWSHeader.Builder(shared ? JWSAlgorithm.HS256 : JWSAlgorithm.RS256)
                            .keyID("one")
                            .build(),
                    claims);
            // The classic forgery: the public key, which everybody has, taken for a shared secret.
            token.sign(
                    shared
                            ? new MACSigner(key.toRSAPublicKey().getEncoded())
                            : new RSASSASigner(signature == Signature.RIGHT ? key : other));
            return token;
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private String description() {
        String issuer = issuer().toString();
        return new JWTClaimsSet.Builder()
                .claim("issuer", issuer)
                .claim("authorization_endpoint", issuer + "/authorize")
                .claim("token_endpoint", issuer + "/token")
                .claim("jwks_uri", issuer + "/keys")
                .claim("end_session_endpoint", issuer + "/goodbye")
                .claim("response_types_supported", List.of("code"))
                .claim("subject_types_supported", List.of("public"))
                .claim("id_token_signing_alg_values_supported", List.of("RS256", "HS256", "none"))
                .build()
                .toString();
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        exchange.getResponseHeaders().putAll(Map.of("Content-Type", List.of("application/json")));
        byte[] bytes = body.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
