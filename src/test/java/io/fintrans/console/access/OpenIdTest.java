package io.fintrans.console.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import io.fintrans.console.access.RogueProvider.Signature;
import io.fintrans.console.openid.OpenIdException;
import io.fintrans.console.openid.OpenIdException.Problem;
import io.fintrans.console.openid.OpenIdProvider;
import io.fintrans.console.openid.OpenIdSettings;
import io.fintrans.console.openid.OpenIdUser;
import io.fintrans.console.openid.PendingSignIn;
import io.fintrans.console.user.Password;
import io.fintrans.console.user.Role;
import io.fintrans.console.user.Tokens;
import io.fintrans.console.user.User;
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
        OpenIdProvider provider = new OpenIdProvider(settings("roles"), clock);
        String first = provider.question(begin(), BACK, false).toString();
        String second = provider.question(begin(), BACK, true).toString();
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
        AccessSettings.users(folder)
                .put(new User(
                        "ann", Role.VIEWER, Password.of("correct horse battery".toCharArray(), new SecureRandom())));
        refuses(Problem.NAME, claims -> claims.claim("preferred_username", "ANN"), Signature.RIGHT);
    }

    @Test
    void refusesAnswersThatWereNotAskedFor() {
        PendingSignIn pending = begin();
        OpenIdProvider provider = new OpenIdProvider(settings("roles"), clock);
        problem(provider, pending, "code=c0de&state=guessed", Problem.EXPIRED);
        problem(provider, pending, "code=c0de", Problem.EXPIRED);
        String state = "state=" + pending.state();
        problem(provider, pending, state + "&error=access_denied", Problem.REFUSED);
        problem(provider, pending, state, Problem.PROVIDER);
        problem(provider, pending, state + "&code=c0de&iss=https%3A%2F%2Felsewhere.example", Problem.PROVIDER);
        rogue.refuseCodes();
        problem(provider, pending, state + "&code=used", Problem.PROVIDER);
        rogue.close();
        problem(new OpenIdProvider(settings("roles"), clock), pending, state + "&code=c0de", Problem.PROVIDER);
    }

    @Test
    void knowsItsOwnTicketsForAWhile() {
        byte[] key = new byte[] {1, 2, 3};
        String ticket = PendingSignIn.ticket(new Tokens(), clock);
        PendingSignIn mine = PendingSignIn.of(ticket, key, clock).orElseThrow();
        assertThat(PendingSignIn.of(ticket, key, clock)).contains(mine);
        assertThat(PendingSignIn.of(ticket + "0", key, clock).orElseThrow().state())
                .as("more time")
                .isNotEqualTo(mine.state());
        assertThat(PendingSignIn.of(ticket, new byte[] {4}, clock).orElseThrow().state())
                .as("of another console")
                .isNotEqualTo(mine.state());
        Clock later = Clock.offset(clock, PendingSignIn.LIFE.plusSeconds(1));
        assertThat(PendingSignIn.of(ticket, key, later)).isEmpty();
        assertThat(PendingSignIn.of("none", key, clock)).isEmpty();
    }

    @Test
    void refusesAnotherNameOfTheSamePersonAndTheSameNameOfAnother() throws OpenIdException {
        assertThat(signIn("roles", any -> any, Signature.RIGHT).name()).isEqualTo("ann");
        refuses(Problem.NAME, claims -> claims.claim("preferred_username", "ann2"), Signature.RIGHT);
        refuses(Problem.NAME, claims -> claims.subject("4712"), Signature.RIGHT);
        assertThat(AccessSettings.subjects(folder).remove("ANN")).isTrue();
        assertThat(signIn("roles", claims -> claims.subject("4712"), Signature.RIGHT)
                        .name())
                .isEqualTo("ann");
    }

    @Test
    void asksAProviderThatDoesNotAnswerOnlyNowAndThen() {
        URI issuer = rogue.issuer();
        rogue.close();
        OpenIdProvider provider = new OpenIdProvider(settings(issuer, "roles"), clock);
        assertThatThrownBy(() -> provider.question(begin(), BACK, false)).isInstanceOf(OpenIdException.class);
        assertThatThrownBy(() -> provider.question(begin(), BACK, false))
                .isInstanceOf(OpenIdException.class)
                .hasMessageContaining("only just now");
    }

    @Test
    void refusesAProviderWhoseKeysTravelInTheClear() {
        rogue.hideKeysAt("ftp://elsewhere.example/keys");
        assertThatThrownBy(() -> new OpenIdProvider(settings("roles"), clock).question(begin(), BACK, false))
                .isInstanceOf(OpenIdException.class)
                .hasMessageContaining("jwks_uri must begin with");
    }

    @Test
    void wantsAnIssuerThatNobodyCanPretendToBe() {
        assertThatThrownBy(() -> settings(URI.create("http://login.example"), "roles"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("https://");
    }

    private void problem(OpenIdProvider provider, PendingSignIn pending, String answer, Problem expected) {
        assertThatThrownBy(() -> provider.answer(BACK, URLUtils.parseParameters(answer), pending))
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
        PendingSignIn pending = begin();
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
        Map<String, List<String>> answer =
                Map.of("code", List.of("c0de"), "state", List.of(pending.state().getValue()));
        return new OpenIdUser(settings, AccessSettings.users(folder), AccessSettings.subjects(folder))
                .read(new OpenIdProvider(settings, clock)
                        .answer(BACK, answer, pending)
                        .claims());
    }

    private PendingSignIn begin() {
        return PendingSignIn.of(PendingSignIn.ticket(new Tokens(), clock), new byte[] {1}, clock)
                .orElseThrow();
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
