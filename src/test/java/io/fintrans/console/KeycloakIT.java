package io.fintrans.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.console.access.AccessSettings;
import io.fintrans.console.openid.OpenIdSettings;
import io.fintrans.console.user.Role;
import io.fintrans.machine.Ports;
import io.fintrans.testing.TestBroker;
import io.fintrans.testing.TestKeycloak;
import io.fintrans.topic.Topics;
import io.fintrans.transaction.City;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Signing in by OpenID Connect at a real Keycloak, in a real browser. */
@Tag("keycloak")
class KeycloakIT {
    private static final String SECRET = "correct horse battery";

    @TempDir
    private static Path folder;

    private static TestBroker broker;
    private static TestKeycloak keycloak;
    private static ConsoleRun run;

    @BeforeAll
    static void start() {
        int port = Ports.anyFree();
        URI address = URI.create("http://127.0.0.1:" + port);
        keycloak = TestKeycloak.start(address);
        broker = TestBroker.start();
        broker.create(new Topics(City.DEFAULTS, 1));
        OpenIdSettings openId = new OpenIdSettings(
                keycloak.issuer(),
                "fintrans",
                "of-the-console",
                "the bank",
                List.of("openid", "profile"),
                "preferred_username",
                "roles",
                Map.of("viewer", Role.VIEWER, "fraud-approver", Role.APPROVER));
        AccessSettings access = new AccessSettings(folder, false, false, null, openId);
        run = new ConsoleRun(broker, new ConsoleSettings(City.DEFAULTS, "127.0.0.1", port, null, folder, access));
    }

    @AfterAll
    static void stop() {
        run.close();
        broker.close();
        keycloak.close();
    }

    @Test
    void signsInAndOutAtTheProvider() {
        try (Browser browser = new Browser(run.address + "/sign-in")) {
            browser.awaitText("#provider", "Sign in with the bank");
            browser.picture("sign-in-provider");
            browser.click("#provider");
            enter(browser, "ann");
            browser.awaitText("#who", "ann · approver");
            browser.awaitText("#connection", "live");
            browser.open(run.address + "/#/account");
            browser.awaitText("main", "Chrome on Linux");
            browser.picture("account");
            assertThat(browser.complaints()).isEmpty();

            browser.click("#sign-out");
            browser.awaitText("#provider", "Sign in with the bank");
            browser.click("#provider");
            browser.awaitText("body", "Sign in to your account");
            enter(browser, "bob");
            browser.awaitText("#provider-problem", "have no role in this console");
            browser.click("#provider");
            browser.awaitText("body", "Please re-authenticate");
        }
    }

    @Test
    void refusesAnAnswerThatWasNotAskedForInThisBrowser() {
        HttpResponse<String> sent = run.send(HttpRequest.newBuilder(URI.create(run.address + "/sign-in/provider")));
        String question = sent.headers().firstValue("Location").orElseThrow();
        assertThat(question)
                .startsWith(keycloak.issuer().toString())
                .contains("code_challenge_method=S256", "response_type=code");
        assertThat(sent.headers().firstValue("Set-Cookie").orElseThrow())
                .contains("__Host-fintrans-sign-in=", "SameSite=Lax", "HttpOnly", "Secure");

        HttpResponse<String> elsewhere =
                run.send(HttpRequest.newBuilder(URI.create(run.address + "/sign-in/back?code=x&state=y")));
        assertThat(elsewhere.headers().firstValue("Location")).contains("/sign-in?problem=expired");
        HttpResponse<String> forged =
                run.send(HttpRequest.newBuilder(URI.create(run.address + "/sign-in/back?code=x&state=y"))
                        .header("Cookie", ConsoleRun.cookie(sent)));
        assertThat(forged.headers().firstValue("Location")).contains("/sign-in?problem=expired");
        assertThat(forged.headers().allValues("Set-Cookie")).noneMatch(cookie -> cookie.startsWith("__Host-fintrans="));
    }

    private static void enter(Browser browser, String user) {
        browser.type("#username", user);
        browser.type("#password", SECRET);
        browser.click("#kc-login");
    }
}
