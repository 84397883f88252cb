package io.fintrans.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fintrans.console.ConsoleRun.Visitor;
import io.fintrans.console.user.Role;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of an account: its payments as they were accepted, what is usual, with whom, and what was found and decided about it. */
class AccountPageIT {
    private static final long HOUR = 3_600_000;

    @TempDir
    private static Path folder;

    private static ConsoleScene scene;
    private static Browser ann;
    private static Visitor viewer;
    private static String circle = "";
    private static long now;

    @BeforeAll
    static void start() {
        scene = new ConsoleScene(folder);
        now = Clock.systemUTC().millis();
        AcceptedScene accepted = new AcceptedScene(scene.run);
        for (int i = 0; i < 300; i++) {
            accepted.counts(now - 6 * HOUR + i, "stranger other 50");
        }
        accepted.counts(now - 5 * HOUR, "ring-a landlord 70000", "shop ring-a 1500");
        accepted.counts(now - 2 * HOUR, "ring-a landlord 72000");
        accepted.counts(now - 60_000, "ring-a ring-b 500000", "new-payer ring-a 510000");
        String[] many = IntStream.range(0, 1_200)
                .mapToObj(i -> "busy target " + (100 + i))
                .toArray(String[]::new);
        accepted.counts(now - 30_000, many);
        accepted.counts(now - 20_000, ".. target 1");
        FindingScene findings = new FindingScene(scene.run);
        circle = findings.publish(findings.circle("ring-a", "ring-b", "ring-c"));
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
        ann.open("about:blank");
    }

    private static void open(String account) {
        ann.open(scene.run.address + "/#/accounts/" + account);
        ann.awaitText(".looked", "That is all that Kafka keeps.");
    }

    /** What elements say, whatever lines it is on. */
    private static String said(String css) {
        return ann.texts(css).replaceAll("\\s+", " ");
    }

    @Test
    void showsPaymentsPartnersFindingsAndDecisions() {
        ann.open(scene.run.address + "/#/cases/" + circle);
        ann.awaitText(".events", "Nothing yet");
        ConsoleScene.decide(ann, "comment", "Asked the bank of ring-b.");
        ann.awaitText(".events", "Asked the bank");
        ann.click(".evidence tbody a[href='#/accounts/ring-a']");
        ann.awaitText(".looked", "That is all that Kafka keeps.");

        assertThat(said(".looked")).contains("5 payments of this account.", "302 of which do not name it");
        assertThat(said(".of-account-payments tbody"))
                .containsSubsequence(
                        "in new-payer 5,100 USD", "out ring-b 5,000 USD", "out landlord 720 USD", "in shop 15 USD");
        assertThat(said(".of-account .work"))
                .contains("in 2 15 USD 15 – 5,100 5,115", "out 3 720 USD 700 – 5,000 6,420")
                .contains("Partners (4)", "2 new", "new-payer new 1 0", "landlord 0 2")
                .contains("Findings (1)", "accounts ring-a")
                .contains("Cases and decisions (1)", "ann commented", "Asked the bank of ring-b.");
        ann.click(".of-account .work a[href='#/accounts/landlord']");
        ann.awaitText("h1", "landlord");
        ann.awaitText(".looked", "2 payments of this account.");
    }

    @Test
    void holdsTheNewestRowsAndSaysSo() {
        open("busy");
        assertThat(said(".of-account-payments")).contains("The newest 1,000 of 1,200 are listed.");
        assertThat(ann.script("return document.querySelectorAll('.of-account-payments tbody tr').length"))
                .isEqualTo(1_000L);
        assertThat(ann.texts(".of-account-payments tbody tr:first-child")).contains("12.99 USD");
    }

    @Test
    void showsAnAccountWhoseNameAnAddressWouldSwallow() {
        open("..");
        assertThat(said("h1")).contains("..");
        assertThat(said(".looked")).contains("1 payment of this account.");
    }

    @Test
    void saysWhatIsNoAccount() {
        ann.open(scene.run.address + "/#/accounts/%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E");
        ann.awaitText(".of-account-payments .error", "account must be the name of an account");
        assertThat(ann.script("return document.querySelectorAll('main img').length"))
                .isEqualTo(0L);
        for (String query : List.of("", "?account=", "?account=a%20b", "?account=a&since=now")) {
            HttpResponse<String> answer = scene.run.get(viewer, "/api/v1/accounts/payments" + query);
            assertThat(answer.statusCode()).as(query).isEqualTo(400);
            assertThat(answer.body()).contains(" must be ");
        }
        ann.complaints();
    }

    @Test
    void looksNoFurtherBackThanAsked() {
        String lines = scene.run
                .get(viewer, "/api/v1/accounts/payments?account=ring-a&since=" + (now + HOUR))
                .body();
        ApiDocument api = new ApiDocument();
        JsonNode schema = api.root().at("/components/schemas/AccountPayments");
        lines.lines().forEach(line -> api.check("a line", ConsoleRun.json(line), schema));
        JsonNode last =
                ConsoleRun.json(lines.strip().lines().reduce((a, b) -> b).orElseThrow());
        assertThat(last.path("ended").asText()).isEqualTo("asked");
        assertThat(last.path("records").asInt()).as("of 305").isBetween(1, 299);
        assertThat(last.path("payments").asInt()).isEqualTo(5);
    }

    @Test
    void isReachedFromTheList() {
        ann.open(scene.run.address + "/#/alerts?state=all");
        ann.awaitText("tbody", "ring-a");
        ann.click("tbody a[aria-label='Page of account ring-a']");
        ann.awaitText("h1", "ring-a");
    }
}
