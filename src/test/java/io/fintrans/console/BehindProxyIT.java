package io.fintrans.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.console.access.AccessSettings;
import io.fintrans.console.openid.OpenIdSettings;
import io.fintrans.console.user.Role;
import io.fintrans.console.user.User;
import io.fintrans.machine.Ports;
import io.fintrans.testing.TestBroker;
import io.fintrans.topic.Topics;
import io.fintrans.transaction.City;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A console behind a proxy, with a provider that does not answer. */
class BehindProxyIT {
    @TempDir
    private static Path folder;

    private static TestBroker broker;
    private static ConsoleRun run;

    @BeforeAll
    static void start() {
        broker = TestBroker.start();
        broker.create(new Topics(City.DEFAULTS, 1));
        OpenIdSettings nobody = new OpenIdSettings(
                URI.create("http://127.0.0.1:" + Ports.anyFree()),
                "fintrans",
                null,
                "nobody",
                List.of("openid"),
                "preferred_username",
                "roles",
                Map.of("viewer", Role.VIEWER));
        AccessSettings access = new AccessSettings(folder, true, true, URI.create("https://console.example"), nobody);
        run = new ConsoleRun(broker, new ConsoleSettings(City.DEFAULTS, "127.0.0.1", 0, null, folder, access));
    }

    @AfterAll
    static void stop() {
        run.close();
        broker.close();
    }

    @Test
    void believesOfAnAddressWhatTheProxyHasWrittenLast() {
        assertThat(addressOf("6.6.6.6, 10.0.0.1")).isEqualTo("10.0.0.1");
        assertThat(addressOf("6.6.6.6", "10.0.0.2")).as("in a line of its own").isEqualTo("10.0.0.2");
        assertThat(addressOf()).isEqualTo("127.0.0.1");
    }

    @Test
    void tellsBrowsersToComeOverTlsOnly() {
        HttpResponse<String> page = run.send(HttpRequest.newBuilder(URI.create(run.address + "/sign-in")));
        assertThat(page.headers().firstValue("Strict-Transport-Security")).isPresent();
    }

    @Test
    void sendsNobodyToTheProviderWhomAnotherSiteLeadsHere() {
        assertThat(leave("cross-site")).contains("/sign-in");
        assertThat(leave("same-origin")).as("it does not answer").contains("/sign-in?problem=provider");
    }

    private static Optional<String> leave(String from) {
        return run.send(HttpRequest.newBuilder(URI.create(run.address + "/sign-in/provider"))
                        .header("Sec-Fetch-Site", from))
                .headers()
                .firstValue("Location");
    }

    private static String addressOf(String... forwarded) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                URI.create(run.address + run.console().oneTimeLink(new User("vic", Role.VIEWER, null))));
        for (String each : forwarded) {
            request.header("X-Forwarded-For", each);
        }
        String cookie = ConsoleRun.cookie(run.send(request));
        return ConsoleRun.json(run.send(HttpRequest.newBuilder(URI.create(run.address + "/api/v1/sessions"))
                        .header("Cookie", cookie)))
                .path("items")
                .findValuesAsText("address")
                .get(0);
    }
}
