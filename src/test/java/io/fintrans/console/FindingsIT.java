package io.fintrans.console;

import static io.fintrans.console.ConsoleScene.decide;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.fintrans.alert.Alert;
import io.fintrans.alert.AlertId;
import io.fintrans.alert.Edge.Part;
import io.fintrans.alert.Measure;
import io.fintrans.alert.Subgraph;
import io.fintrans.alert.Subject;
import io.fintrans.alert.Typology;
import io.fintrans.console.ConsoleRun.Visitor;
import io.fintrans.console.user.Role;
import io.fintrans.testing.TestAlert;
import io.fintrans.transaction.AccountId;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A finding about a pair, one about an account and one about several go all the way from the list to the paper. */
class FindingsIT {
    private static final int MANY = 60;

    @TempDir
    private static Path folder;

    private static ConsoleScene scene;
    private static FindingScene findings;
    private static Browser ann;
    private static Visitor viewer;
    private static String pair = "";
    private static String account = "";
    private static String circle = "";

    @BeforeAll
    static void start() {
        scene = new ConsoleScene(folder);
        findings = new FindingScene(scene.run);
        scene.alert("total-from", "total-to", 25_500);
        pair = findings.publish(findings.justUnder("just-from", "just-to", 4));
        account = findings.publish(
                TestAlert.like(findings.fanIn("mule", MANY).build(), new AlertId("0000000000000fab", 20)));
        circle = findings.publish(findings.circle("ring-a", "ring-b", "ring-c", "ring-d", "ring-e"));
        ann = scene.browser("ann", Role.APPROVER);
        viewer = scene.run.visitor("vic", Role.VIEWER);
        scene.run.awaitEpisode(viewer, circle);
    }

    @AfterAll
    static void close() {
        scene.close();
    }

    @AfterEach
    void nothingToComplainAbout() {
        assertThat(ann.complaints()).isEmpty();
        ann.look(1440, 900, false);
        ann.open("about:blank");
    }

    private static void open(String path, String css, String text) {
        ann.open("about:blank");
        ann.open(scene.run.address + path);
        ann.awaitText(css, text);
    }

    /** The rows of the list, each as its cells say. */
    private static String list(String query) {
        open("/#/alerts?" + query, ".pager", "of ");
        return said("tbody");
    }

    /** What elements say, whatever lines it is on. */
    private static String said(String css) {
        return ann.texts(css).replaceAll("\\s+", " ");
    }

    @Test
    void areListedWithWhatWasMeasuredAndItsLimit() {
        String rows = list("state=all");
        assertThat(rows).contains("account mule", "60 payments", "20.0× of 3", "Payments just under a limit");
        assertThat(rows).contains("accounts ring-a + 4 more", "1.6× of 3,000", "Large first payment");
        assertThat(rows).contains("just-from", "just-to", "4 payments");
        assertThat(rows).contains("total-from", "total-to", "2.5× of 10,000");
        assertThat(ann.script(
                        "return [...document.querySelectorAll('tbody .severity')].map(each => each.innerText.trim() +"
                                + " each.querySelectorAll('path').length).join()"))
                .asString()
                .contains("medium1", "high1");
    }

    @Test
    void areFilteredByRuleSeverityAndAnyAccountThatTakesPart() {
        assertThat(list("rule=structuring&state=all"))
                .contains("mule", "just-from")
                .doesNotContain("total-from", "ring-a");
        assertThat(list("severity=high&state=all")).contains("mule").doesNotContain("just-from", "ring-a");
        assertThat(list("q=ring-D&state=all")).contains("ring-a").doesNotContain("mule");
        assertThat(list("q=mule-s7&state=all"))
                .as("who only pays into it")
                .contains("mule")
                .doesNotContain("ring-a");
        open("/#/alerts?state=all", "tbody", "just-from");
        ann.choose("#filter-severity", "High");
        ann.await(
                "only the high one",
                page -> said("tbody").contains("mule") && !said("tbody").contains("just-from"));
        assertThat(items("state=all&account=mule-s59")).containsExactly(account);
        assertThat(items("state=all&city=Tokyo&min=4900&max=5100")).containsExactly(circle);
        assertThat(items("state=all&sort=severity").get(0)).isEqualTo(account);
        assertThat(items("state=all&sort=subject&order=asc").get(0)).isEqualTo(account);
    }

    private static List<String> items(String query) {
        return json("/api/v1/alerts?" + query).path("items").findValuesAsText("episode");
    }

    private static JsonNode json(String path) {
        return ConsoleRun.json(scene.run.get(viewer, path));
    }

    @Test
    void areExplainedWithTheirMeasuresAndTheirEvidence() {
        open("/#/cases/" + account, ".facts", "Each was read back from Kafka");
        assertThat(said(".reason"))
                .contains("Account mule took part in 60 payments that each stay just under a limit, within an hour.")
                .contains("3 payments are suspicious");
        assertThat(said(".measures")).contains("payments 60 payments 3 payments", "total 55,770 USD none");
        assertThat(said(".evidence thead")).contains("From", "To", "Part").doesNotContain("Running total");
        assertThat(ann.script("return document.querySelectorAll('.evidence tbody tr').length"))
                .isEqualTo(60L);
        assertThat(said(".evidence tbody")).contains("mule-s59 mule in");
        assertThat(ann.script("return document.querySelector('.facts .canvas canvas').ariaLabel"))
                .asString()
                .startsWith("60 payments between ")
                .doesNotContain("threshold");
    }

    @Test
    void areDrawnAsTheyAre() {
        open("/#/cases/" + circle, ".flow", "The evidence as a picture");
        ann.await(
                "the picture",
                page -> !page.script("return document.querySelectorAll('.graph canvas').length")
                        .equals(0L));
        ann.click(".flow summary");
        assertThat(said(".flow li")).contains("ring-a → ring-b 5,000 USD", "ring-e → ring-a 4,600 USD");
        JsonNode flow = json("/api/v1/cases/" + circle + "/flow");
        assertThat(flow.path("nodes").findValuesAsText("column")).containsExactly("0", "1", "2", "3", "4");
        JsonNode fan = json("/api/v1/cases/" + account + "/flow");
        assertThat(fan.path("edges")).hasSize(60);
        assertThat(fan.path("nodes").get(60).path("role").asText()).isEqualTo("subject");
        assertThat(fan.path("nodes").get(60).path("column").asInt()).isEqualTo(1);
        assertThat(json("/api/v1/cases/" + pair + "/flow").path("of").asText()).isEqualTo("episodes");
    }

    @Test
    void areDecidedAndKeepTheDecisionWhenTheyChange() {
        TestAlert first = findings.circle("turn-a", "turn-b", "turn-c");
        String episode = findings.publish(first);
        scene.run.awaitEpisode(viewer, episode);
        open("/#/cases/" + episode, "h1", "turn-a");
        decide(ann, "false-positive", "one family");
        ann.awaitText(".status", "false positive");

        Alert decided = first.build();
        scene.run.publish(TestAlert.like(decided)
                .revised(Clock.systemUTC().instant().plusSeconds(60))
                .build());
        ann.awaitText(".why", "After the decision, this finding was amended");
        assertThat(said(".head")).contains("false positive", "amended since");

        scene.run.publish(TestAlert.like(decided).mergedInto(account).build());
        ann.awaitText(
                ".why",
                "After the decision, this finding was withdrawn: a late payment joined it with episode " + account);
        assertThat(said(".head")).contains("false positive", "withdrawn since");
        assertThat(ann.script("return document.querySelector('.why a[href*=cases]').hash"))
                .isEqualTo("#/cases/" + account);
        assertThat(list("q=turn-b&state=decided")).contains("withdrawn since");
        assertThat(json("/api/v1/cases/" + episode + "/export")
                        .path("case")
                        .path("alert")
                        .path("mergedInto")
                        .asText())
                .isEqualTo(account);
        open(
                "/cases/" + episode + "/report",
                "main",
                "joined it with episode " + account + ", which goes on for both.");
        open("/#/cases/" + episode, "h1", "turn-a");

        scene.run.publish(TestAlert.like(decided, new AlertId(episode, 3)).build());
        await().untilAsserted(() -> assertThat(
                        json("/api/v1/cases/" + episode).path("state").asText())
                .isEqualTo("reopened"));
    }

    @Test
    void areMutedAndShownAgain() {
        String noisy = findings.publish(findings.fanIn("payroll", 5));
        scene.alert("payroll", "payee", 12_000);
        scene.run.awaitEpisode(viewer, noisy);
        open("/#/cases/" + noisy, ".actions", "Mute the account");
        decide(ann, "mute", "a known employer");
        ann.awaitText(".why", "This account is muted until");
        assertThat(list("q=payroll")).contains("payee").doesNotContain("account payroll");
        open("/#/mutes", "tbody", "payroll");
        ann.click("tbody button");
        ann.type("#mute-reason", "not any more");
        ann.click(".mute-form .primary");
        ann.awaitText("main", "Nothing is muted");
        assertThat(list("q=payroll")).contains("account payroll");
        open("/#/history", "tbody", "ended the muting of the account");
        assertThat(said("tbody")).contains("muted the account until", "account payroll");
        assertThat(json("/api/v1/history").path("audit").path("state").asText()).isEqualTo("clean");
        String csv = scene.run.get(viewer, "/api/v1/history/export?format=csv").body();
        assertThat(csv).contains("muted the account").contains(",\"account payroll\"");
    }

    @Test
    void areExportedAndPrinted() {
        JsonNode export = json("/api/v1/cases/" + circle + "/export");
        assertThat(export.path("case").path("alert").path("accounts")).hasSize(5);
        assertThat(export.path("evidence").path("items").get(4).path("part").asText())
                .isEqualTo("hop");
        open("/cases/" + account + "/report", "main", "Account mule took part in 60 payments");
        assertThat(said("dl")).contains("Severity", "high", "Limit: payments", "3 payments");
        assertThat(said(".payments")).contains("From", "To", "Part", "mule-s59");
    }

    @Test
    void areDescribedByTheApisDocument() {
        ApiDocument api = new ApiDocument();
        for (String episode : List.of(pair, account, circle)) {
            for (String part : List.of("", "/evidence", "/flow")) {
                check(api, "/api/v1/cases/{episode}" + part, "/api/v1/cases/" + episode + part);
            }
        }
        check(api, "/api/v1/alerts", "/api/v1/alerts");
    }

    private static void check(ApiDocument api, String route, String path) {
        api.check(path, json(path), api.answer(api.operation("get", route), 200));
    }

    @Test
    void fitOnThePageWhateverAStrangerWrites() {
        List<AccountId> many = IntStream.range(0, Subject.MOST_ACCOUNTS)
                .mapToObj(i -> AccountId.of(String.format("%064d", i)))
                .toList();
        for (int i = 0; i < MANY; i++) {
            findings.pays(many.get(i).toString(), many.get(i + 1).toString(), 100 + i, Part.HOP, Subgraph.MOST - 1 - i);
        }
        String strange = findings.publish(findings.finding(new Subject.Accounts(many))
                .rule(
                        "x".repeat(64),
                        Integer.MAX_VALUE,
                        Typology.STRUCTURING,
                        Measure.count("x".repeat(32), Long.MAX_VALUE / 5, 1),
                        Measure.money("y".repeat(32), Long.MAX_VALUE / 5, 0)));
        scene.run.awaitEpisode(viewer, strange);
        SoftAssertions found = new SoftAssertions();
        for (int width : List.of(1440, 360)) {
            ann.look(width, 900, false);
            open("/#/alerts?q=" + "0".repeat(40), "tbody", "more");
            found.assertThat(wider()).as("the list at " + width).isLessThanOrEqualTo(0);
            for (String episode : List.of(strange, account, circle)) {
                open("/#/cases/" + episode, ".facts", "Each was read back from Kafka");
                found.assertThat(wider()).as(episode + " at " + width).isLessThanOrEqualTo(0);
                found.assertThat(AxeAudit.violations(ann))
                        .as(episode + " at " + width)
                        .isEmpty();
                found.assertThat(LayoutAudit.unreadable(ann))
                        .as(episode + " at " + width)
                        .isEmpty();
            }
        }
        found.assertAll();
    }

    /** How many pixels of the page are beyond the edge of the screen. */
    private static long wider() {
        return (long) ann.script("return document.documentElement.scrollWidth - innerWidth");
    }
}
