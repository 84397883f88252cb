package io.fintrans.console.openid;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTParser;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.AuthenticationResponse;
import com.nimbusds.openid.connect.sdk.AuthenticationResponseParser;
import com.nimbusds.openid.connect.sdk.AuthenticationSuccessResponse;
import com.nimbusds.openid.connect.sdk.LogoutRequest;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.Prompt;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import io.fintrans.console.openid.OpenIdException.Problem;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Asks a provider of OpenID Connect who somebody is: authorization code flow with PKCE, a signed ID token whose signature, issuer,
 * audience, time and nonce are checked (OpenID Connect Core 1.0, section 3.1). It is asked for its description when the first
 * user wants to sign in, so a console starts without it.
 */
public final class OpenIdProvider {
    private static final int CONNECT_MS = 5_000;
    private static final int READ_MS = 10_000;
    private static final int MOST_KEY_BYTES = 1024 * 1024;
    private static final Duration FRESH = Duration.ofHours(1);
    private static final Duration FAILED = Duration.ofSeconds(10);
    /** Signatures that only the provider can make; one of a shared secret could be made by whoever has that, and "none" by anyone. */
    private static final Set<JWSAlgorithm> ALGORITHMS =
            Set.of(JWSAlgorithm.RS256, JWSAlgorithm.PS256, JWSAlgorithm.ES256, JWSAlgorithm.ES384, JWSAlgorithm.ES512);

    /** A provider as it describes itself, and what checks its tokens. */
    private record Known(OIDCProviderMetadata metadata, IDTokenValidator validator, long until) {}

    /**
     * Whom the provider has named.
     *
     * @param idToken its word for it
     */
    public record Named(IDTokenClaimsSet claims, String idToken) {}

    private final OpenIdSettings settings;
    private final ClientID client;
    private final Clock clock;
    private final ReentrantLock asking = new ReentrantLock();
    private volatile @Nullable Known known;
    private volatile long failedUntil;

    public OpenIdProvider(OpenIdSettings settings, Clock clock) {
        this.clock = clock;
        this.settings = settings;
        this.client = new ClientID(settings.clientId());
    }

    /**
     * Where to send a browser, so that it comes back to {@code back} with an answer.
     *
     * @param anew whether the provider is to ask also one whom it knows from before: else nobody could be somebody else
     */
    public URI question(PendingSignIn pending, URI back, boolean anew) throws OpenIdException {
        return new AuthenticationRequest.Builder(
                        ResponseType.CODE, new Scope(settings.scopes().toArray(String[]::new)), client, back)
                .endpointURI(known().metadata.getAuthorizationEndpointURI())
                .state(pending.state())
                .nonce(pending.nonce())
                .codeChallenge(pending.verifier(), CodeChallengeMethod.S256)
                .prompt(anew ? new Prompt(Prompt.Type.LOGIN) : null)
                .build()
                .toURI();
    }

    /**
     * Whom the answer names.
     *
     * @param answer what the browser has brought back
     */
    public Named answer(URI back, Map<String, List<String>> answer, PendingSignIn pending) throws OpenIdException {
        AuthorizationCode code = code(back, answer, pending);
        Known provider = known();
        try {
            HTTPRequest request =
                    request(provider.metadata, new AuthorizationCodeGrant(code, back, pending.verifier()));
            HTTPResponse answered = request.send();
            TokenResponse response = OIDCTokenResponseParser.parse(answered);
            if (!response.indicatesSuccess()) {
                throw new OpenIdException(
                        Problem.PROVIDER,
                        "it redeems no code: status " + answered.getStatusCode() + ", "
                                + response.toErrorResponse().getErrorObject().getCode());
            }
            JWT token = response.toSuccessResponse().getTokens().toOIDCTokens().getIDToken();
            if (token == null) {
                throw new OpenIdException(Problem.PROVIDER, "it gives no ID token");
            }
            return new Named(provider.validator.validate(token, pending.nonce()), token.getParsedString());
        } catch (IOException | ParseException | BadJOSEException | JOSEException e) {
            throw new OpenIdException(Problem.PROVIDER, e);
        }
    }

    private AuthorizationCode code(URI back, Map<String, List<String>> answer, PendingSignIn pending)
            throws OpenIdException {
        AuthenticationResponse response;
        try {
            response = AuthenticationResponseParser.parse(back, answer);
        } catch (ParseException e) {
            throw new OpenIdException(Problem.EXPIRED, e);
        }
        if (!pending.state().equals(response.getState())) {
            throw new OpenIdException(Problem.EXPIRED, "the state is not the one that was sent");
        }
        requireIssuer(response);
        if (!response.indicatesSuccess()) {
            throw new OpenIdException(
                    Problem.REFUSED,
                    "it says " + response.toErrorResponse().getErrorObject().getCode());
        }
        AuthenticationSuccessResponse success = response.toSuccessResponse();
        if (success.getAuthorizationCode() == null) {
            throw new OpenIdException(Problem.PROVIDER, "its answer has no code");
        }
        return success.getAuthorizationCode();
    }

    /** An answer that another provider has given, to a browser that was led there, says so (RFC 9207). */
    private void requireIssuer(AuthenticationResponse response) throws OpenIdException {
        Issuer issuer = response.getIssuer();
        boolean right = issuer == null
                ? !known().metadata.supportsAuthorizationResponseIssuerParam()
                : issuer.equals(new Issuer(settings.issuer()));
        if (!right) {
            throw new OpenIdException(Problem.PROVIDER, "another provider has answered: " + issuer);
        }
    }

    private HTTPRequest request(OIDCProviderMetadata metadata, AuthorizationCodeGrant grant) {
        TokenRequest.Builder builder;
        if (settings.clientSecret() == null) {
            builder = new TokenRequest.Builder(metadata.getTokenEndpointURI(), client, grant);
        } else {
            Secret secret = new Secret(settings.clientSecret());
            List<ClientAuthenticationMethod> methods = metadata.getTokenEndpointAuthMethods();
            boolean inBody = methods != null && !methods.contains(ClientAuthenticationMethod.CLIENT_SECRET_BASIC);
            builder = new TokenRequest.Builder(
                    metadata.getTokenEndpointURI(),
                    inBody ? new ClientSecretPost(client, secret) : new ClientSecretBasic(client, secret),
                    grant);
        }
        HTTPRequest request = builder.build().toHTTPRequest();
        request.setConnectTimeout(CONNECT_MS);
        request.setReadTimeout(READ_MS);
        request.setFollowRedirects(false);
        return request;
    }

    /** Where to send a browser to be signed out there as well, from where it comes back to {@code back}. */
    public Optional<URI> goodbye(String idToken, URI back) {
        try {
            URI endpoint = known().metadata.getEndSessionEndpointURI();
            return endpoint == null
                    ? Optional.empty()
                    : Optional.of(new LogoutRequest(endpoint, JWTParser.parse(idToken), back, null).toURI());
        } catch (OpenIdException | java.text.ParseException e) {
            return Optional.empty();
        }
    }

    /** The provider, read again from time to time. While one asks it, nobody else waits for it. */
    private Known known() throws OpenIdException {
        Known found = known;
        if (found != null && clock.millis() < found.until) {
            return found;
        }
        if (clock.millis() < failedUntil || !asking.tryLock()) {
            if (found != null) {
                return found;
            }
            throw new OpenIdException(Problem.PROVIDER, "it does not answer, or has been asked only just now");
        }
        try {
            found = read();
            known = found;
            return found;
        } catch (GeneralException | IOException | RuntimeException e) {
            failedUntil = clock.millis() + FAILED.toMillis();
            throw new OpenIdException(Problem.PROVIDER, e);
        } finally {
            asking.unlock();
        }
    }

    private Known read() throws GeneralException, IOException {
        OIDCProviderMetadata metadata =
                OIDCProviderMetadata.resolve(new Issuer(settings.issuer()), CONNECT_MS, READ_MS);
        requireSafe("authorization_endpoint", metadata.getAuthorizationEndpointURI());
        requireSafe("token_endpoint", metadata.getTokenEndpointURI());
        requireSafe("jwks_uri", metadata.getJWKSetURI());
        if (metadata.getEndSessionEndpointURI() != null) {
            requireSafe("end_session_endpoint", metadata.getEndSessionEndpointURI());
        }
        return new Known(metadata, validator(metadata), clock.millis() + FRESH.toMillis());
    }

    /** A provider inside may call itself by a name that is safe, and its parts by names that are not. */
    private void requireSafe(String name, @Nullable URI endpoint) throws GeneralException {
        String scheme = settings.issuer().getScheme();
        if (endpoint == null || !scheme.equals(endpoint.getScheme())) {
            throw new GeneralException("its " + name + " must begin with " + scheme + "://, but is: " + endpoint);
        }
    }

    private IDTokenValidator validator(OIDCProviderMetadata metadata) throws IOException {
        DefaultResourceRetriever retriever = new DefaultResourceRetriever(CONNECT_MS, READ_MS, MOST_KEY_BYTES);
        return new IDTokenValidator(
                new Issuer(settings.issuer()),
                client,
                new JWSVerificationKeySelector<SecurityContext>(
                        ALGORITHMS,
                        JWKSourceBuilder.<SecurityContext>create(
                                        metadata.getJWKSetURI().toURL(), retriever)
                                .refreshAheadCache(false)
                                .retrying(true)
                                .build()),
                null);
    }
}
