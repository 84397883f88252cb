package io.fintrans.console.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jwt.JWTClaimsSet;
import io.fintrans.console.access.OpenIdException.Problem;
import io.fintrans.console.access.PendingSignIns.Pending;
import io.fintrans.console.access.RogueProvider.Signature;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a provider of OpenID Connect may say, and what is not believed. */
class OpenIdTest {
    private static final URI BACK = URI.create("http://127.0.0.1:8088/sign-in/back");
    private static final Map<String, Role> ROLES = Map.of("viewer", Role.VIEWER, "fraud-team", Role.APPROVER);

    private final Clock clock = Clock.systemUTC();
    private final RogueProvider rogue = new RogueProvider();
    private final PendingSignIns signIns = new PendingSignIns(clock);

    @TempDir
    private Path folder;

    @AfterEach
    void stop() {
        rogue.close();
    }

    @Test
    void believesATokenThatIsRight() throws OpenIdException {
        assertThat(signIn("roles", any -> any, Signature.RIGHT)).isEqualTo(new User("ann", Role.APPROVER, null));
        assertThat(rogue.lastForm())
                .as("the proof of who asked")
                .contains("code_verifier=", "client_id=fintrans", "grant_type=authorization_code", "code=c0de");
    }

    @Test
    void asksWithAStateANonceAndAChallengeThatIsNew() throws OpenIdException {
        OpenIdProvider provider = new OpenIdProvider(settings("roles"));
        String first = provider.question(signIns.begin("a"), BACK, false).toString();
        String second = provider.question(signIns.begin("b"), BACK, true).toString();
        for (String name : List.of("state", "nonce", "code_challenge")) {
            assertThat(parameter(first, name)).hasSizeGreaterThan(30).isNotEqualTo(parameter(second, name));
        }
        assertThat(parameter(first, "code_challenge_method")).isEqualTo("S256");
        assertThat(parameter(first, "response_type")).isEqualTo("code");
        assertThat(first).doesNotContain("prompt=");
        assertThat(parameter(second, "prompt")).isEqualTo("login");
    }

    @Test
    void readsRolesFromWhereTheClaimSays() throws OpenIdException {
        assertThat(signIn(
                        "realm.roles",
                        claims ->
                                claims.claim("roles", null).claim("realm", Map.of("roles", List.of("other", "viewer"))),
                        Signature.RIGHT))
                .isEqualTo(new User("ann", Role.VIEWER, null));
        assertThat(signIn(
                        "https://bank.example/role",
                        claims -> claims.claim("https://bank.example/role", "viewer"),
                        Signature.RIGHT))
                .isEqualTo(new User("ann", Role.VIEWER, null));
    }

    @Test
    void refusesTokensThatAnyoneCouldHaveWritten() {
        refuses(Problem.PROVIDER, any -> any, Signature.OF_ANOTHER_KEY);
        refuses(Problem.PROVIDER, any -> any, Signature.SHARED_SECRET);
        refuses(Problem.PROVIDER, any -> any, Signature.NONE);
    }

    @Test
    void refusesTokensOfOtherOccasions() {
        refuses(Problem.PROVIDER, claims -> claims.claim("nonce", "of another day"), Signature.RIGHT);
        refuses(Problem.PROVIDER, claims -> claims.claim("nonce", null), Signature.RIGHT);
        refuses(Problem.PROVIDER, claims -> claims.audience("another program"), Signature.RIGHT);
        refuses(Problem.PROVIDER, claims -> claims.issuer("https://elsewhere.example"), Signature.RIGHT);
        refuses(Problem.PROVIDER, claims -> claims.expirationTime(in(-120)), Signature.RIGHT);
    }

    @Test
    void refusesWhoHasNoRoleOrNoName() {
        refuses(Problem.ROLE, claims -> claims.claim("roles", List.of("other")), Signature.RIGHT);
        refuses(Problem.ROLE, claims -> claims.claim("roles", null), Signature.RIGHT);
        refuses(Problem.ROLE, claims -> claims.claim("roles", Map.of("viewer", true)), Signature.RIGHT);
        refuses(Problem.NAME, claims -> claims.claim("preferred_username", "a b"), Signature.RIGHT);
        refuses(Problem.NAME, claims -> claims.claim("preferred_username", null), Signature.RIGHT);
        new UserFile(folder.resolve("users"))
                .put(new User(
                        "ann", Role.VIEWER, Password.of("correct horse battery".toCharArray(), new SecureRandom())));
        refuses(Problem.NAME, claims -> claims.claim("preferred_username", "ANN"), Signature.RIGHT);
    }

    @Test
    void refusesAnswersThatWereNotAskedFor() {
        Pending pending = signIns.begin("a");
        OpenIdProvider provider = new OpenIdProvider(settings("roles"));
        problem(provider, pending, "code=c0de&state=guessed", Problem.EXPIRED);
        problem(provider, pending, "code=c0de", Problem.EXPIRED);
        String state = "state=" + pending.state();
        problem(provider, pending, state + "&error=access_denied", Problem.REFUSED);
        problem(provider, pending, state + "&code=c0de&iss=https%3A%2F%2Felsewhere.example", Problem.PROVIDER);
        rogue.refuseCodes();
        problem(provider, pending, state + "&code=used", Problem.PROVIDER);
        rogue.close();
        problem(new OpenIdProvider(settings("roles")), pending, state + "&code=c0de", Problem.PROVIDER);
    }

    @Test
    void takesEachAnswerOnce() {
        signIns.begin("secret");
        assertThat(signIns.take("guessed")).isEmpty();
        assertThat(signIns.take("secret")).isPresent();
        assertThat(signIns.take("secret")).isEmpty();
    }

    @Test
    void wantsAnIssuerThatNobodyCanPretendToBe() {
        assertThatThrownBy(() -> settings(URI.create("http://login.example"), "roles"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("https://");
    }

    private void problem(OpenIdProvider provider, Pending pending, String answer, Problem expected) {
        assertThatThrownBy(() -> provider.answer(URI.create(BACK + "?" + answer), pending, BACK))
                .as(answer)
                .asInstanceOf(InstanceOfAssertFactories.type(OpenIdException.class))
                .extracting(OpenIdException::problem)
                .isEqualTo(expected);
    }

    private void refuses(Problem expected, UnaryOperator<JWTClaimsSet.Builder> change, Signature signature) {
        assertThatThrownBy(() -> signIn("roles", change, signature))
                .asInstanceOf(InstanceOfAssertFactories.type(OpenIdException.class))
                .extracting(OpenIdException::problem)
                .isEqualTo(expected);
    }

    private User signIn(String roleClaim, UnaryOperator<JWTClaimsSet.Builder> change, Signature signature)
            throws OpenIdException {
        OpenIdSettings settings = settings(roleClaim);
        Pending pending = signIns.begin("secret");
        JWTClaimsSet.Builder right = new JWTClaimsSet.Builder()
                .issuer(rogue.issuer().toString())
                .audience("fintrans")
                .subject("4711")
                .issueTime(in(0))
                .expirationTime(in(60))
                .claim("nonce", pending.nonce().getValue())
                .claim("preferred_username", "Ann")
                .claim("roles", List.of("viewer", "fraud-team", "other"));
        rogue.say(change.apply(right).build(), signature);
        URI answer = URI.create(BACK + "?code=c0de&state=" + pending.state());
        return new OpenIdUser(settings, new UserFile(folder.resolve("users")))
                .read(new OpenIdProvider(settings).answer(answer, pending, BACK).claims());
    }

    private Date in(int seconds) {
        return Date.from(clock.instant().plusSeconds(seconds));
    }

    private OpenIdSettings settings(String roleClaim) {
        return settings(rogue.issuer(), roleClaim);
    }

    private static OpenIdSettings settings(URI issuer, String roleClaim) {
        return new OpenIdSettings(
                issuer, "fintrans", null, "test", List.of("openid"), "preferred_username", roleClaim, ROLES);
    }

    private static String parameter(String url, String name) {
        return url.replaceFirst(".*[?&]" + name + "=", "").replaceFirst("&.*", "");
    }
}
