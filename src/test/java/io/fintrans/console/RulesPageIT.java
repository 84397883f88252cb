package io.fintrans.console;

import static io.fintrans.console.ConsoleRun.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.fintrans.alert.Typology;
import io.fintrans.console.ConsoleRun.Visitor;
import io.fintrans.console.access.AccessSettings;
import io.fintrans.console.user.Password;
import io.fintrans.console.user.Role;
import io.fintrans.console.user.User;
import io.fintrans.rule.Mode;
import io.fintrans.rule.RuleDraft;
import io.fintrans.rule.log.RuleChange;
import io.fintrans.rule.log.RuleChange.Author;
import io.fintrans.rule.log.RuleChange.Proposed;
import io.fintrans.rule.log.RuleChangeJson;
import io.fintrans.testing.RuleTopic;
import io.fintrans.topic.Topics;
import io.fintrans.transaction.Application;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** What people see and do about rules on the page. */
class RulesPageIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    private ConsoleScene scene;
    private RuleTopic rules;

    @BeforeEach
    void begin() {
        scene = new ConsoleScene(folder);
        rules = new RuleTopic(scene.broker, Application.DEFAULT).begin(Duration.ofSeconds(2));
    }

    @AfterEach
    void close() {
        rules.close();
        scene.close();
    }

    @Test
    void oneProposesAndAnotherApproves() {
        knowSomebody();
        try (Browser ann = scene.browser("ann", Role.ANALYST);
                Browser ben = scene.browser("ben", Role.APPROVER)) {
            ann.keys("g", "r");
            ann.awaitText("h1", "Rules");
            ann.awaitText("table.rules", "threshold=10000");
            assertThat(ann.texts("table.rules")).contains("pair-total", "live", "in force", "24h", "always", "detect");
            assertThat(ann.texts("main")).contains("The rules of fintrans-detector, as of ", "because of detect");
            ann.keys("j");
            ann.keys(Keys.TAB, Keys.ENTER);
            ann.awaitText(".rule-form", "A new version of pair-total");
            ann.choose("#rule-mode", "shadow: it is tried, and alerts nobody");
            ann.type("#rule-parameters", "threshold=8000");
            ann.click(".rule-form button.primary");
            ann.awaitText(".rule-form", "Give a reason");
            ann.type("#rule-why", "half of them are missed");
            ann.click(".rule-form button.primary");
            ann.awaitText(".done", "Proposed. Someone else has to approve it.");
            ann.awaitText("table.proposals", "threshold=8000");
            assertThat(ann.texts("table.proposals")).contains("someone else has to approve it", "Withdraw");
            assertThat(ann.texts("table.proposals")).doesNotContain("Approve");

            ben.open(scene.run.address + "/#/rules");
            ben.awaitText("table.proposals", "half of them are missed");
            ben.click("table.proposals button");
            ben.type("#rule-why", "let us see");
            ben.click(".rule-form button.primary");
            ben.awaitText(".done", "pair-total, version 2, is shadow for payments from");
            ben.awaitText("table.changes", "approved proposal");
            ann.awaitText("table.rules", "shadow");
            assertThat(ann.complaints()).isEmpty();
            assertThat(ben.complaints()).isEmpty();
        }
        assertThat(rules.read().rulebook().newest("pair-total").orElseThrow().mode())
                .isEqualTo(Mode.SHADOW);
    }

    @Test
    void showsWhatOnlyOneOfThemFound() {
        knowSomebody();
        Instant from = Instant.now().plusSeconds(3);
        rules.write(new RuleChange.Set(
                rules.author("ben"), RuleTopic.pairTotal("8000").in(Mode.SHADOW).at(2, from)));
        await().atMost(PATIENCE).until(() -> Instant.now().isAfter(from.plusSeconds(5)));
        scene.alert("11", "12", 6000, 6000);
        scene.alert("15", "16", 6000, 7000);
        scene.run.shadow("00000000000000b1", "11", "12", 6000, 6000);
        scene.run.shadow("00000000000000b2", "13", "14", 5000, 4000);
        try (Browser ann = scene.browser("ann", Role.VIEWER)) {
            ann.open(scene.run.address + "/#/rules/pair-total");
            ann.awaitText(
                    ".comparison", "2 findings live, 2 findings in the shadow. 1 only in the shadow, 1 only live.");
            assertThat(ann.texts(".comparison")).contains("13", "14", "15", "16", "9000 USD", "13000 USD");
            assertThat(ann.texts("table.rules")).doesNotContain("Change…");
            ann.click(".comparison a[href='#/shadow/00000000000000b2']");
            ann.awaitText("main", "found, as said");
            assertThat(ann.texts("main")).contains("nobody decides about it", "USD 9,000", "pair-total, version");
            ann.back();
            ann.awaitText(".comparison", "1 only live");
            assertThat(ann.complaints()).isEmpty();
        }
    }

    @Test
    void withoutUsersAChangeCountsAtOnce() {
        Visitor analyst = scene.run.visitor("ann", Role.ANALYST);
        assertThat(change(analyst, "5000").statusCode()).isEqualTo(403);
        Visitor approver = scene.run.visitor("operator", Role.APPROVER);
        HttpResponse<String> changed = change(approver, "5000");
        assertThat(changed.statusCode()).as(changed.body()).isEqualTo(200);
        assertThat(json(changed).at("/done/version").asInt()).isEqualTo(2);
        assertThat(json(changed).at("/atOnce").asBoolean()).isTrue();
        assertThat(change(approver, "5000").body()).contains("That is so already");
        assertThat(change(approver, "-5").statusCode()).isEqualTo(422);
        assertThat(reason(approver, "\u200b \u2060").body()).contains("Give a reason");
        assertThat(reason(approver, "\ud800").statusCode()).isEqualTo(422);
        Visitor viewer = scene.run.visitor("vic", Role.VIEWER);
        assertThat(change(viewer, "5").statusCode()).isEqualTo(403);
        assertThat(change(new Visitor(approver.cookie(), "wrong"), "5").statusCode())
                .isEqualTo(403);
    }

    @Test
    void whoProposesItCannotApproveIt() {
        knowSomebody();
        Visitor ann = scene.run.visitor("ann", Role.APPROVER);
        JsonNode proposed = json(change(ann, "5000"));
        String path = "/api/v1/rules/proposals/" + proposed.at("/done/offset").asText();
        HttpResponse<String> own = scene.run.post(ann, path + "/approve", Map.of("why", "mine"));
        assertThat(own.statusCode()).isEqualTo(403);
        assertThat(own.body()).contains("Four eyes");
        Visitor bob = scene.run.visitor("bob", Role.ANALYST);
        assertThat(scene.run.post(bob, path + "/approve", Map.of("why", "ok")).statusCode())
                .isEqualTo(403);
        assertThat(scene.run
                        .post(ann, path + "/decline", Map.of("why", "second thoughts"))
                        .statusCode())
                .isEqualTo(200);
        assertThat(scene.run
                        .post(ann, "/api/v1/rules/proposals/x/decline", Map.of("why", "ok"))
                        .statusCode())
                .isEqualTo(404);
        assertThat(rules.read().rulebook().specs()).hasSize(1);
    }

    /** Whatever strangers write into the topic, the page shows the rules, and what would not be seen. */
    @Test
    void showsForgedRecordsAsWhatTheyAre() {
        String hidden = "an\u202en\u200b<img src=x>";
        Map<String, String> many = new TreeMap<>(Map.of("threshold", "5"));
        for (int i = 0; i < 3000; i++) {
            many.put("threshold.account." + "x".repeat(40) + i, "7");
        }
        forge(RuleChangeJson.write(new Proposed(
                new Author(Application.DEFAULT, hidden, hidden, Instant.now()), RuleTopic.pairTotal("5"))));
        forge(RuleChangeJson.write(new RuleChange.Set(
                new Author(Application.DEFAULT, hidden, hidden, Instant.now()),
                new RuleDraft("pair-total", Typology.PAIR_TOTAL, Mode.LIVE, Duration.ofDays(1), many)
                        .at(2, Instant.now().plusSeconds(600)))));
        forge(RuleChangeJson.write(new RuleChange.First(
                new Author("somebody-else", "x", "", Instant.now()),
                List.of(RuleTopic.pairTotal("77777").first()),
                Duration.ofSeconds(1))));
        forge(new byte[900_000]);
        forge("{\"form\":1,\"rules\":[[[[".getBytes(UTF_8));
        knowSomebody();
        Visitor visitor = scene.run.visitor("vic", Role.VIEWER);
        await().atMost(PATIENCE)
                .until(() -> json(scene.run.get(visitor, "/api/v1/rules"))
                                .path("unreadable")
                                .asInt()
                        == 2);
        HttpResponse<String> answer = scene.run.get(visitor, "/api/v1/rules");
        assertThat(answer.body().length()).isLessThan(100_000);
        assertThat(answer.body()).doesNotContain("77777");
        try (Browser ann = scene.browser("ann", Role.APPROVER)) {
            ann.look(360, 780, true);
            ann.open(scene.run.address + "/#/rules");
            ann.awaitText("table.changes", "an\\u{202e}n\\u{200b}<img src=x>");
            ann.awaitText("main", "2 records are no changes");
            assertThat(ann.texts("table.rules")).contains("and more");
            assertThat(LayoutAudit.unreadable(ann)).isEmpty();
            assertThat(ann.complaints()).isEmpty();
        }
    }

    @Test
    void saysSinceWhenItKnowsNothingNew() {
        try (Browser ann = scene.browser("ann", Role.APPROVER)) {
            ann.open(scene.run.address + "/#/rules");
            ann.awaitText("table.rules", "threshold=10000");
            assertThat(ann.texts("main")).contains("a change counts at once");
            scene.broker.pause();
            try {
                ann.awaitText(".problem", "Kafka does not answer");
                assertThat(ann.texts("main")).contains("as of ", "threshold=10000");
            } finally {
                scene.broker.resume();
            }
            ann.await("Kafka to be back", page -> !page.texts(".problem").contains("Kafka does not answer"));
        }
    }

    private void forge(byte[] value) {
        scene.run.send(new ProducerRecord<>(Topics.RULES, 0, null, value));
    }

    private void knowSomebody() {
        AccessSettings.users(folder)
                .put(new User(
                        "cat", Role.VIEWER, Password.of("correct horse battery".toCharArray(), new SecureRandom())));
    }

    private HttpResponse<String> change(Visitor visitor, String threshold) {
        return change(visitor, threshold, "a test");
    }

    private HttpResponse<String> reason(Visitor visitor, String why) {
        return change(visitor, "6000", why);
    }

    private HttpResponse<String> change(Visitor visitor, String threshold, String why) {
        return scene.run.post(
                visitor,
                "/api/v1/rules",
                Map.of(
                        "rule",
                        Map.of(
                                "name", "pair-total",
                                "typology", "pair-total",
                                "mode", "live",
                                "windowMillis", 3_600_000,
                                "parameters", Map.of("threshold", threshold)),
                        "why",
                        why));
    }
}
