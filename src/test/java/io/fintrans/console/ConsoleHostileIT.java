package io.fintrans.console;

import static io.fintrans.console.ConsoleScene.decide;
import static io.fintrans.console.Hostile.inAddress;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fintrans.alert.AlertJson;
import io.fintrans.alert.Edge;
import io.fintrans.alert.Subject;
import io.fintrans.casework.CaseAction;
import io.fintrans.casework.CaseCommand;
import io.fintrans.console.record.CaseLog;
import io.fintrans.console.record.Checkpoints;
import io.fintrans.console.record.KeyRing;
import io.fintrans.console.user.Role;
import io.fintrans.console.user.User;
import io.fintrans.testing.TestAlert;
import io.fintrans.testing.TestEdge;
import io.fintrans.testing.TestKeys;
import io.fintrans.transaction.Coordinates;
import io.fintrans.transaction.Money;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a stranger writes is text, never markup: in every view, tooltip, address, report and export. */
class ConsoleHostileIT {
    private static final String SOURCE = Hostile.ACCOUNTS.get(0);
    private static final String TARGET = Hostile.ACCOUNTS.get(3);

    @TempDir
    private static Path folder;

    @TempDir
    private static Path elsewhere;

    private static ConsoleScene scene;
    private static Browser ann;
    private static String episode;
    private static String forged;

    @BeforeAll
    static void start() throws Exception {
        TestKeys.trustEachOther(folder, elsewhere);
        scene = new ConsoleScene(folder);
        episode = scene.alert(SOURCE, TARGET, 6000, 6000);
        forged = forgedAlert("00000000000000ff");
        ann = scene.browser("ann", Role.ANALYST);
        actAsStrangers();
    }

    @AfterAll
    static void close() {
        scene.close();
    }

    /** Refused requests are complaints, too; the page says them to the user. */
    @AfterEach
    void noDialogAndNothingAgainstThePolicy() {
        assertThat(ann.complaints()).allMatch(each -> each.contains("the server responded with a status of 4"));
        assertThat(ann.script(
                        "return document.querySelectorAll('img[src=x], svg[onload], [autofocus][onfocus]').length"))
                .isEqualTo(0L);
    }

    /** By a console that takes any name: this one takes only those of its users. */
    private static void actAsStrangers() throws Exception {
        try (Checkpoints checkpoints = Checkpoints.open(elsewhere, Clock.systemUTC());
                CaseLog log = CaseLog.open(
                        Map.of("bootstrap.servers", scene.broker.address()),
                        Clock.systemUTC(),
                        KeyRing.open(elsewhere, null),
                        checkpoints,
                        event -> {})) {
            assertThat(log.awaitReplayed(Duration.ofSeconds(30))).isTrue();
            int version = 0;
            for (String text : Hostile.TEXTS) {
                for (CaseAction action : List.of(new CaseAction.Comment(text), new CaseAction.Assign(text))) {
                    log.submit(new CaseCommand(
                            episode, Subject.pair(SOURCE, TARGET), version, 1, "request-" + version++, text, action));
                }
            }
        }
    }

    /** Its payments are in topics that cannot be. */
    private static String forgedAlert(String id) {
        Instant at = Clock.systemUTC().instant();
        List<Edge> evidence = new ArrayList<>();
        for (String topic : Hostile.TEXTS) {
            evidence.add(TestEdge.of(new Coordinates(topic, -1, 7), at, Money.usd(2_000_00)));
        }
        scene.run.publish(TestAlert.of(id, 1)
                .pair(Hostile.ACCOUNTS.get(1), Hostile.ACCOUNTS.get(6))
                .total(evidence.size() * 2_000_00L)
                .at(at)
                .evidence(evidence)
                .build());
        return id;
    }

    private static void shows(String css, List<String> texts) {
        texts.forEach(text -> ann.awaitText(css, text));
    }

    @Test
    void commentsNamesAndReasonsAreTextInTheCaseTheHistoryAndTheReport() {
        ann.open(scene.run.address + "/#/cases/" + episode);
        shows(".events", Hostile.TEXTS);
        decide(ann, "comment", String.join(" ", Hostile.TEXTS));
        ann.awaitText(".events", String.join(" ", Hostile.TEXTS));
        decide(ann, "confirmed", Hostile.TEXTS.get(0));
        ann.awaitText(".status", "Proposed as");
        decide(ann, "mute", Hostile.TEXTS.get(3));
        ann.awaitText(".caution", Hostile.TEXTS.get(3));
        ann.open(scene.run.address + "/#/alerts?state=all&muted=true&q=" + SOURCE);
        ann.awaitText("tbody", Hostile.TEXTS.get(Hostile.TEXTS.size() - 1));
        ann.open(scene.run.address + "/#/history");
        shows("tbody", Hostile.TEXTS);
        ann.open(scene.run.address + "/cases/" + episode + "/report");
        shows("main", Hostile.TEXTS);
        assertThat(ann.script("return document.querySelectorAll('main img, main svg, main script, main a').length"))
                .isEqualTo(0L);
    }

    @Test
    void citiesOfAForgedAlertAreTextInTheListTheEvidenceAndTheTooltip() {
        ann.open(scene.run.address + "/#/alerts?muted=true&severity=any");
        shows("tbody", Hostile.TEXTS.subList(0, 3));
        ann.open(scene.run.address + "/#/cases/" + forged);
        ann.awaitText(".facts", "9 could not be found in Kafka");
        shows(".evidence", Hostile.TEXTS);
        ann.await("the time line", page -> {
            page.hover(".facts canvas", 0, 0);
            return page.script(
                            "return Chart.getChart(document.querySelector('.facts canvas')).tooltip.body[0].lines[0]")
                    .toString()
                    .startsWith("2,000 in ");
        });
        ann.open(scene.run.address + "/cases/" + forged + "/report");
        shows("main", Hostile.TEXTS);
    }

    @Test
    void accountsMayBeNamedLikeAnythingTheirCharactersAllow() {
        for (String account : Hostile.ACCOUNTS) {
            String id = scene.alert(account, "of-" + account.substring(0, Math.min(40, account.length())), 6000, 6000);
            ann.open(scene.run.address + "/#/alerts?q=" + account);
            ann.awaitText("tbody", account);
            ann.open(scene.run.address + "/#/cases/" + id);
            ann.awaitText(".evidence", "same");
            ann.await("the graph", page ->
                    (boolean) page.script("return document.querySelector('.graph canvas') !== null"));
            ann.click(".flow summary");
            ann.awaitText(".flow li", account);
            new AcceptedScene(scene.run).counts(1_700_000_000_000L, account + " " + other(account) + " 700");
            ann.open(scene.run.address + "/#/accounts/" + account);
            ann.awaitText(".of-account-payments tbody", other(account));
            assertThat(ann.texts(".of-account h2")).as(account).contains("Findings (");
        }
    }

    private static String other(String account) {
        return account.substring(0, 2) + "-other";
    }

    @Test
    void theSearchAndEveryPartOfTheAddressAreText() {
        for (String text : Hostile.TEXTS) {
            StringBuilder query = new StringBuilder("#/alerts?q=" + inAddress(text));
            for (String name : List.of("state", "city", "min", "max", "rule", "age", "muted", "offset")) {
                query.append('&').append(name).append('=').append(inAddress(text));
            }
            ann.open("about:blank");
            ann.open(scene.run.address + "/" + query);
            ann.awaitText("main", "No alert matches this filter");
            assertThat(ann.script("return document.querySelector('#filter-q').value"))
                    .isEqualTo(text);
            ann.open(scene.run.address + "/" + query + "&order=" + inAddress(text));
            ann.awaitText("main", "order must be desc or asc");
            assertThat(ann.script("return document.querySelector('#filter-q').value"))
                    .isEqualTo(text);
            ann.open(scene.run.address + "/#/alerts?sort=" + inAddress(text));
            ann.awaitText("main", "but was: " + text);
            ann.type("#filter-q", text);
            ann.await(
                    "the address",
                    page -> page.script("return location.hash").toString().contains("q="));

            ann.open(scene.run.address + "/#/cases/" + inAddress(text));
            ann.awaitText("main", "There is no such episode");
            ann.open(scene.run.address + "/cases/" + inAddress(text) + "/report");
            assertThat(ann.script("return document.querySelectorAll('img, script, svg').length"))
                    .isEqualTo(0L);
        }
    }

    @Test
    void theProgramOfASessionIsText() {
        List<String> programs = Hostile.TEXTS.subList(0, 8);
        for (String program : programs) {
            String link = scene.run.console().oneTimeLink(new User("ann", Role.ANALYST, null));
            scene.run.send(
                    HttpRequest.newBuilder(URI.create(scene.run.address + link)).header("User-Agent", program));
        }
        ann.open(scene.run.address + "/#/account");
        shows("tbody", programs);
    }

    @Test
    void anAddressThatMakesNoSenseLeadsSomewhere() {
        ann.open(scene.run.address + "/#/cases/<img src=x onerror=alert(1)>%E0%A4%A");
        ann.awaitText("main", "There is no such episode");
        ann.open(scene.run.address + "/#/" + inAddress(Hostile.TEXTS.get(0)));
        ann.awaitText("h1", "Cities");
    }

    @Test
    void anExportIsAFileOfJsonAndAReportHoldsNoScript() throws Exception {
        ConsoleRun.Visitor visitor = scene.run.visitor("vic", Role.VIEWER);
        HttpResponse<String> export = scene.run.get(visitor, "/api/v1/cases/" + episode + "/export");
        assertThat(export.headers().firstValue("Content-Type").orElse("")).startsWith("application/json");
        assertThat(export.headers().firstValue("Content-Disposition"))
                .hasValue("attachment; filename=\"case-" + episode + ".json\"");
        assertThat(export.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(ConsoleRun.json(export).findValuesAsText("text")).containsAll(Hostile.TEXTS);
        HttpResponse<String> report = scene.run.get(visitor, "/cases/" + episode + "/report");
        assertThat(report.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'");
        assertThat(report.body())
                .doesNotContain("<script")
                .doesNotContain("<img")
                .doesNotContain("<svg");
    }

    @Test
    void anEpisodeIsNamedInHexadecimalDigitsOnly() {
        for (String id :
                List.of("\"><svg onload=a>", "../../sign-in?a=", "\u001b[2J\u001b[1;31mred", "\r\nSet-Cookie: a=")) {
            byte[] json = AlertJson.write(TestAlert.of(id, 1)
                    .pair("1", "2")
                    .total(1)
                    .threshold(1)
                    .at(Instant.EPOCH)
                    .payments(0)
                    .build());
            assertThatThrownBy(() -> AlertJson.read(json)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
