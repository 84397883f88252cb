package io.fintrans.console;

import static io.fintrans.console.ConsoleRun.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.fintrans.console.ConsoleRun.Visitor;
import io.fintrans.console.access.Gate;
import io.fintrans.console.access.Route;
import io.fintrans.console.record.AuditKey;
import io.fintrans.console.record.KeyRing;
import io.fintrans.console.user.Password;
import io.fintrans.console.user.Role;
import io.fintrans.console.user.User;
import io.fintrans.console.user.UserFile;
import io.fintrans.testing.TestBroker;
import io.fintrans.topic.Topics;
import io.fintrans.transaction.City;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The console over HTTP, on a real broker: who gets in, what they see, and that what they decide stays. */
class ConsoleIT {
    private static final int FREE_FAILURES = 5;
    private static TestBroker broker;
    private static int episodes;

    @TempDir
    private Path folder;

    /** Each test has users of its own, and all of them are the same console. */
    @TempDir
    private static Path keys;

    private ConsoleRun run;

    @BeforeAll
    static void startBroker() {
        broker = TestBroker.start();
        broker.create(new Topics(City.DEFAULTS, 2));
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @BeforeEach
    void start() throws IOException {
        KeyRing.open(keys, null);
        for (String file : List.of(AuditKey.PRIVATE_FILE, AuditKey.PUBLIC_FILE)) {
            Files.copy(keys.resolve(file), folder.resolve(file), StandardCopyOption.COPY_ATTRIBUTES);
        }
        run = new ConsoleRun(broker, folder);
    }

    @AfterEach
    void stop() {
        run.close();
    }

    private static String freshEpisode() {
        return String.format("%016x", 0xabc0L + ++episodes);
    }

    @Test
    void letsEachRoleDoWhatItMayAndNothingElse() {
        for (Role role : Role.values()) {
            Visitor visitor = role == Role.ANYONE ? new Visitor("none=1", "") : run.visitor("someone", role);
            for (Route route : run.console().routes()) {
                if (route.path().equals("/api/v1/session") && route.method().equals(HandlerType.DELETE)) {
                    continue;
                }
                String path = route.path()
                        .replace("{episode}", "0000000000000000")
                        .replace("<path>", "none.js")
                        .replaceAll("\\{[a-z]+}", "none");
                HttpRequest.Builder request = run.request(visitor, path)
                        .method(
                                route.method().name(),
                                route.method().equals(HandlerType.GET)
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofString("{}"));
                int status = run.status(request);
                String what = role + " " + route.method() + " " + route.path();
                if (role.covers(route.role())) {
                    assertThat(status).as(what).isNotIn(403, 500);
                } else {
                    assertThat(status).as(what).isEqualTo(role == Role.ANYONE ? 401 : 403);
                }
            }
        }
    }

    @Test
    void keepsOtherSitesOut() {
        Visitor analyst = run.visitor("ann", Role.ANALYST);
        String path = "/api/v1/cases/0000000000000000/comment";
        assertThat(run.send(run.request(new Visitor(analyst.cookie(), "guessed"), path)
                                .POST(BodyPublishers.ofString("{}")))
                        .statusCode())
                .as("without the page's token")
                .isEqualTo(403);
        assertThat(run.send(run.request(analyst, path)
                                .header("Origin", "https://elsewhere.example")
                                .POST(BodyPublishers.ofString("{}")))
                        .statusCode())
                .as("from another origin")
                .isEqualTo(403);
        assertThat(run.send(run.request(analyst, path).header("Origin", "null").POST(BodyPublishers.ofString("{}")))
                        .statusCode())
                .as("from a page that hides where it is")
                .isEqualTo(403);
        assertThat(run.get(analyst, "/api/v1/session").headers().map())
                .containsKeys(
                        "content-security-policy",
                        "x-content-type-options",
                        "referrer-policy",
                        "cross-origin-opener-policy")
                .containsEntry("cache-control", List.of("no-store"));
        assertThat(run.get(analyst, "/..%2f..%2flogback.xml").statusCode()).isBetween(400, 404);
    }

    @Test
    void signsInWithThePasswordAndMakesGuessingSlow() {
        new UserFile(folder.resolve("users"))
                .put(new User(
                        "bea", Role.VIEWER, Password.of("correct horse battery".toCharArray(), new SecureRandom())));
        assertThat(signIn("bea", "correct horse battery").statusCode()).isEqualTo(200);
        for (int i = 0; i < FREE_FAILURES; i++) {
            assertThat(signIn("bea", "wrong").statusCode()).isEqualTo(401);
            assertThat(signIn("nobody", "wrong").statusCode()).isEqualTo(401);
        }
        assertThat(signIn("nobody", "wrong").statusCode()).isEqualTo(429);
        HttpResponse<String> limited = signIn("bea", "correct horse battery");
        assertThat(limited.statusCode()).isEqualTo(429);
        assertThat(limited.headers().firstValue("Retry-After")).isPresent();
    }

    private HttpResponse<String> signIn(String user, String password) {
        return run.post(new Visitor("none=1", ""), "/api/v1/session", Map.of("user", user, "password", password));
    }

    @Test
    void answersNothingButWhatIsARoute() {
        Visitor viewer = run.visitor("vic", Role.VIEWER);
        for (String path : List.of("/", "/api/v1/session", "/api/v1/alerts")) {
            assertThat(run.send(run.request(viewer, path).method("HEAD", BodyPublishers.noBody()))
                            .statusCode())
                    .as("HEAD " + path)
                    .isEqualTo(405);
        }
    }

    @Test
    void usesALinkOnce() {
        String link = run.console().oneTimeLink(new User("cat", Role.VIEWER, null));
        HttpResponse<String> first = run.send(HttpRequest.newBuilder(URI.create(run.address + link)));
        assertThat(first.statusCode()).isEqualTo(303);
        assertThat(first.headers().firstValue("Set-Cookie").orElse(""))
                .contains(Gate.COOKIE, "HttpOnly", "Secure", "SameSite=Strict", "Path=/");
        HttpResponse<String> second = run.send(HttpRequest.newBuilder(URI.create(run.address + link)));
        assertThat(second.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(second.body()).contains("Sign in");
    }

    @Test
    void readsTheEvidenceBackFromKafka() {
        Visitor viewer = run.visitor("vic", Role.VIEWER);
        String episode = run.alert(freshEpisode(), 1, "516", "482", 4000, 3000, 3500);
        run.awaitEpisode(viewer, episode);

        JsonNode evidence = json(run.get(viewer, "/api/v1/cases/" + episode + "/evidence"));
        assertThat(evidence.path("items"))
                .hasSize(3)
                .allMatch(item -> item.path("verified").asBoolean());
        assertThat(evidence.path("items").get(1).path("running").asText()).isEqualTo("7000");
        assertThat(evidence.path("items").get(2).path("crosses").asBoolean()).isTrue();
        assertThat(evidence.path("notes").get(0).asText()).startsWith("Without any one of the payments 1, 2 and 3 ");
        JsonNode shown = json(run.get(viewer, "/api/v1/cases/" + episode));
        assertThat(shown.path("reason").asText())
                .isEqualTo(
                        "Account 516 sent account 482 USD 10,500 in 3 payments within an hour, which is more than USD 10,000.");
        assertThat(shown.path("alert").path("line").asText())
                .isEqualTo("POTENTIAL MONEY LAUNDERING: 516 -> 482 totalling 10500 now");
        assertThat(run.get(viewer, "/cases/" + episode + "/report").body())
                .contains("Account 516 sent account 482 USD 10,500");
    }

    @Test
    void saysOfAPaymentThatKafkaHasAnother() {
        Visitor viewer = run.visitor("vic", Role.VIEWER);
        String episode = run.alert(freshEpisode(), 1, "61", "62", 6000, 7000);
        run.awaitEpisode(viewer, episode);
        String forged = run.forge(freshEpisode(), "63");
        run.awaitEpisode(viewer, forged);

        assertThat(json(run.get(viewer, "/api/v1/cases/" + forged + "/evidence"))
                        .path("items"))
                .hasSize(2)
                .noneMatch(item -> item.path("verified").asBoolean());
    }

    @Test
    void wantsTwoPeopleRefusesTheLateOneAndForgetsNothing() {
        Visitor ann = run.visitor("ann", Role.APPROVER);
        Visitor bob = run.visitor("bob", Role.APPROVER);
        String episode = run.alert(freshEpisode(), 1, "7", "8", 9000, 9000);
        run.awaitEpisode(ann, episode);
        String path = "/api/v1/cases/" + episode;

        Map<String, Object> confirm = Map.of(
                "version", 0, "step", 1, "request", "r-" + episode, "disposition", "confirmed", "reason", "a mule");
        assertThat(json(run.post(ann, path + "/decide", confirm)).path("state").asText())
                .isEqualTo("proposed");
        assertThat(json(run.post(ann, path + "/decide", confirm))
                        .path("version")
                        .asInt())
                .as("the same request again does nothing twice")
                .isEqualTo(1);
        assertThat(run.post(ann, path + "/approve", action(1, "own", "sure")).statusCode())
                .as("four eyes")
                .isEqualTo(403);
        HttpResponse<String> late = run.post(bob, path + "/approve", action(0, "late", "has not seen it"));
        assertThat(late.statusCode()).isEqualTo(409);
        assertThat(json(late).path("changed").get(0).path("action").asText()).isEqualTo("decide");
        assertThat(run.post(bob, path + "/approve", action(1, "ok", " ")).statusCode())
                .as("no reason")
                .isEqualTo(422);
        assertThat(json(run.post(bob, path + "/approve", action(1, "ok", "agreed")))
                        .path("state")
                        .asText())
                .isEqualTo("decided");

        run.close();
        run = new ConsoleRun(broker, folder);
        Visitor again = run.visitor("vic", Role.VIEWER);
        run.awaitEpisode(again, episode);
        assertThat(json(run.get(again, path)).path("state").asText()).isEqualTo("decided");
        JsonNode history = json(run.get(again, "/api/v1/history"));
        assertThat(history.path("audit").path("state").asText()).isEqualTo("clean");
        assertThat(history.path("items").get(0).path("actor").asText()).isEqualTo("bob");

        run.alert(episode, 2, "7", "8", 9000, 9000, 9000);
        await().untilAsserted(() -> assertThat(
                        json(run.get(again, path)).path("state").asText())
                .as("new evidence opens it again")
                .isEqualTo("reopened"));
    }

    private static Map<String, Object> action(int version, String request, String reason) {
        return Map.of("version", version, "step", 1, "request", request + "-" + episodes, "reason", reason);
    }
}
