package io.fintrans.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.fintrans.console.ConsoleRun.Visitor;
import io.fintrans.console.access.Route;
import io.fintrans.console.user.Password;
import io.fintrans.console.user.Role;
import io.fintrans.console.user.User;
import io.fintrans.console.user.UserFile;
import io.fintrans.rule.Mode;
import io.fintrans.rule.RuleDraft;
import io.fintrans.rule.log.RuleChange;
import io.fintrans.testing.RuleTopic;
import io.fintrans.testing.TestBroker;
import io.fintrans.topic.Topics;
import io.fintrans.transaction.Application;
import io.fintrans.transaction.City;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the OpenAPI document says is what a console does: the same routes for the same roles, and answers as described. */
class OpenApiIT {
    private static final String CASE = "/api/v1/cases/{episode}";
    private static final String SECRET = "correct horse battery";
    private static final String EPISODE = "00000000000000a1";

    private final ApiDocument api = new ApiDocument();
    private final Set<String> answered = new HashSet<>();
    private final TestBroker broker = TestBroker.start();

    @TempDir
    private Path folder;

    private ConsoleRun run;
    private Visitor ann;
    private Visitor bob;
    private int version;

    @BeforeEach
    void start() {
        broker.create(new Topics(City.DEFAULTS, 2));
        run = new ConsoleRun(broker, folder);
        ann = run.visitor("ann", Role.APPROVER);
        bob = run.visitor("bob", Role.APPROVER);
    }

    @AfterEach
    void stop() {
        run.close();
        broker.close();
    }

    @Test
    void listsEveryRouteAndNothingElse() {
        Set<String> routes = new TreeSet<>();
        for (Route route : run.console().routes()) {
            routes.add(route.method() + " " + route.path() + " " + route.role().code());
        }
        routes.removeIf(route -> !route.contains(" /api/"));
        assertThat(api.operations()).isEqualTo(routes);
        assertThat(run.get(ann, "/api/v1/openapi.json").body()).startsWith("{").contains("\"openapi\": \"3.1.0\"");
        assertThat(run.get(ann, "/openapi.json").statusCode())
                .as("only for those who are signed in")
                .isEqualTo(404);
    }

    @Test
    void describesEveryAnswer() {
        run.alert(EPISODE, 1, "516", "482", 4000, 3000, 3500);
        run.alert("00000000000000a2", 1, "482", "7", 9000, 9000);
        run.awaitEpisode(ann, EPISODE);
        run.awaitEpisode(ann, "00000000000000a2");

        get(CASE);
        act(ann, "assign", "assignee", "bob");
        act(ann, "comment", "text", "a mule?");
        act(ann, "decide", "disposition", "confirmed", "reason", "a mule");
        act(bob, "approve", "reason", "agreed");
        act(bob, "decide", "disposition", "inconclusive", "reason", "perhaps not");
        get(CASE);
        act(ann, "decline", "reason", "a mule all the same");
        act(ann, "mute", "until", Clock.systemUTC().millis() + 3_600_000, "reason", "seen");
        get(CASE);
        get("/api/v1/alerts?state=all&muted=true");
        get("/api/v1/mutes");
        mute(bob, "/approve", "reason", "seen it");
        mute(ann, "/unmute", "reason", "look again");
        act(ann, "mute", "until", Clock.systemUTC().millis() + 3_600_000, "reason", "seen");
        act(ann, "unmute", "reason", "look again");
        act(ann, "assign", "assignee", null);
        together("assign", ann, "assignee", "bob");
        together("decide", ann, "disposition", "confirmed", "reason", "a mule again");
        together("approve", bob, "reason", "agreed");
        together("decide", ann, "disposition", "inconclusive", "reason", "perhaps");
        together("decline", bob, "reason", "no");
        get("/api/v1/alerts?state=all&muted=true&grouped=true&held=true");
        for (String path : new String[] {"/evidence", "/evidence/earlier", "/flow", "/export"}) {
            get(CASE + path);
        }
        get("/api/v1/history?verdict=confirmed&person=ann&from=0&to=9999999999999");
        get("/api/v1/history/export");
        get("/api/v1/explain?subject=pair%20516%20482");
        get("/api/v1/accounts?account=516");
        get("/api/v1/volumes");
        get("/api/v1/progress");
        get("/api/v1/session");
        refusals();
        comeAndGo();
        rules();
        assertThat(answered).as("every answer in JSON was looked at").containsAll(described());
    }

    /** Now that there is a user, a change needs a second person. */
    private void rules() {
        RuleDraft tried = RuleTopic.pairTotal("8000").in(Mode.SHADOW);
        try (RuleTopic rules = new RuleTopic(broker, Application.DEFAULT)) {
            rules.begin();
            rules.write(new RuleChange.Set(
                    rules.author("eve"), tried.at(2, Instant.now().plus(RuleTopic.NOTICE.plusSeconds(5)))));
        }
        run.shadow("00000000000000b1", "516", "482", 4000, 4500);
        get("/api/v1/rules");
        await().until(() -> run.get(ann, "/api/v1/shadow/00000000000000b1").statusCode() == 200);
        check(run.get(ann, "/api/v1/shadow/00000000000000b1"), "get", "/api/v1/shadow/{episode}", 200);
        String comparison = "/api/v1/rules/{name}/comparison";
        check(run.get(ann, comparison.replace("{name}", "pair-total")), "get", comparison, 200);
        check(run.get(ann, comparison.replace("{name}", "none")), "get", comparison, 404);
        for (String answer : List.of("approve", "decline")) {
            Map<String, Object> rule = Map.of(
                    "name", "pair-total",
                    "typology", "pair-total",
                    "mode", "live",
                    "windowMillis", 3_600_000,
                    "parameters", Map.of("threshold", answer.equals("approve") ? "5000" : "6000"));
            JsonNode proposed = check(
                    run.post(ann, "/api/v1/rules", Map.of("rule", rule, "why", "a test")),
                    "post",
                    "/api/v1/rules",
                    200);
            String template = "/api/v1/rules/proposals/{offset}/" + answer;
            String path =
                    template.replace("{offset}", proposed.at("/done/offset").asText());
            check(run.post(bob, path, Map.of("why", "as discussed")), "post", template, 200);
            check(run.post(bob, path, Map.of("why", "once more")), "post", template, 409);
            check(run.post(bob, path, Map.of("why", " ")), "post", template, 422);
        }
    }

    private void refusals() {
        post(ann, "/decide", 409, body(0, "disposition", "confirmed", "reason", "late"));
        post(ann, "/approve", 422, body(version, "reason", "nothing is proposed"));
        check(
                run.send(run.request(ann, path(CASE) + "/comment").POST(BodyPublishers.ofString("{"))),
                "post",
                CASE + "/comment",
                400);
        check(run.get(ann, "/api/v1/cases/none"), "get", CASE, 404);
        check(run.get(new Visitor("none=1", ""), "/api/v1/session"), "get", "/api/v1/session", 401);
        check(run.get(ann, "/api/v1/alerts?sort=age"), "get", "/api/v1/alerts", 400);
        check(
                run.post(new Visitor("none=1", ""), "/api/v1/session", Map.of("user", "ann", "password", "no")),
                "post",
                "/api/v1/session",
                401);
    }

    private void comeAndGo() {
        new UserFile(folder.resolve("users"))
                .put(new User("cat", Role.VIEWER, Password.of(SECRET.toCharArray(), new SecureRandom())));
        get("/api/v1/sign-in");
        HttpResponse<String> welcome = signIn("CAT", SECRET);
        String csrf =
                check(welcome, "post", "/api/v1/session", 200).path("csrf").asText();
        Visitor cat = new Visitor(ConsoleRun.cookie(welcome), csrf);
        check(run.get(cat, "/api/v1/sessions"), "get", "/api/v1/sessions", 200);
        changePassword(cat, "wrong", SECRET, 403);
        changePassword(cat, SECRET, "short", 422);
        HttpResponse<String> changed = changePassword(cat, SECRET, "another " + SECRET, 200);
        csrf = ConsoleRun.json(changed).path("csrf").asText();
        assertThat(run.get(cat, "/api/v1/session").statusCode()).isEqualTo(401);
        cat = new Visitor(ConsoleRun.cookie(changed), csrf);
        Visitor elsewhere = new Visitor(ConsoleRun.cookie(signIn("cat", "another " + SECRET)), "");
        JsonNode sessions = ConsoleRun.json(run.get(cat, "/api/v1/sessions")).path("items");
        assertThat(sessions).as("two of cat; not those of ann and bob").hasSize(2);
        String other = sessions.get(sessions.get(0).path("current").asBoolean() ? 1 : 0)
                .path("id")
                .asText();
        assertThat(run.send(run.request(bob, "/api/v1/sessions/" + other).DELETE())
                        .statusCode())
                .isEqualTo(404);
        assertThat(run.send(run.request(cat, "/api/v1/sessions/" + other).DELETE())
                        .statusCode())
                .isEqualTo(204);
        assertThat(run.get(elsewhere, "/api/v1/session").statusCode()).isEqualTo(401);
        check(run.send(run.request(cat, "/api/v1/session").DELETE()), "delete", "/api/v1/session", 200);
        assertThat(run.get(cat, "/api/v1/session").statusCode()).isEqualTo(401);
    }

    private HttpResponse<String> signIn(String user, String password) {
        return run.post(new Visitor("none=1", ""), "/api/v1/session", Map.of("user", user, "password", password));
    }

    private HttpResponse<String> changePassword(Visitor visitor, String old, String wanted, int status) {
        HttpResponse<String> answer = run.post(visitor, "/api/v1/password", Map.of("old", old, "new", wanted));
        check(answer, "post", "/api/v1/password", status);
        return answer;
    }

    /** The operations that answer with JSON when all is well. */
    private Set<String> described() {
        Set<String> all = new TreeSet<>();
        for (String operation : api.operations()) {
            String[] words = operation.split(" ", -1);
            all.add(words[0] + " " + words[1]);
        }
        all.removeAll(Set.of(
                "GET /api/v1/stream",
                "GET /api/v1/openapi.json",
                "DELETE /api/v1/sessions/{id}",
                "GET /api/v1/accounts/payments"));
        return all;
    }

    private void get(String path) {
        check(run.get(ann, path(path)), "get", path.replaceFirst("\\?.*", ""), 200);
    }

    private void act(Visitor visitor, String action, @Nullable Object... fields) {
        JsonNode changed = post(visitor, "/" + action, 200, body(version, fields));
        version = changed.path("version").asInt();
    }

    private void together(String action, Visitor visitor, Object... fields) {
        String path = "/api/v1/investigations/" + action;
        Map<String, Object> body = body(0, fields);
        body.remove("version");
        body.remove("step");
        body.put("cases", List.of(Map.of("episode", EPISODE, "version", version++, "step", 1)));
        assertThat(check(run.post(visitor, path, body), "post", path, 200)
                        .at("/results/0/done")
                        .asBoolean())
                .as(action)
                .isTrue();
    }

    private void mute(Visitor visitor, String action, @Nullable Object... fields) {
        String template = "/api/v1/mutes/{episode}" + action;
        check(run.post(visitor, path(template), body(version, fields)), "post", template, 200);
        version++;
    }

    private JsonNode post(Visitor visitor, String action, int status, Map<String, Object> body) {
        api.checkRequest("post", CASE + action, ConsoleRun.MAPPER.valueToTree(body));
        return check(run.post(visitor, path(CASE) + action, body), "post", CASE + action, status);
    }

    private static Map<String, Object> body(int version, @Nullable Object... fields) {
        Map<String, Object> body = new HashMap<>(Map.of("version", version, "step", 1));
        body.put("request", "r-" + System.nanoTime());
        for (int i = 0; i < fields.length; i += 2) {
            body.put((String) fields[i], fields[i + 1]);
        }
        return body;
    }

    private JsonNode check(HttpResponse<String> answer, String method, String path, int status) {
        String what = method.toUpperCase(Locale.ROOT) + " " + path;
        assertThat(answer.statusCode()).as(what + " " + answer.body()).isEqualTo(status);
        JsonNode json = ConsoleRun.json(answer);
        api.check(what + " " + status, json, api.answer(api.operation(method, path), status));
        if (status == 200) {
            answered.add(what);
        }
        return json;
    }

    private static String path(String template) {
        return template.replace("{episode}", EPISODE);
    }
}
