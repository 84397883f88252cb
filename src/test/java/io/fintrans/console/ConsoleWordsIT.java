package io.fintrans.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.console.user.Password;
import io.fintrans.console.user.Role;
import io.fintrans.console.user.User;
import io.fintrans.console.user.UserFile;
import io.fintrans.testing.RuleTopic;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every view says what it should, and nothing that only a program would say. The account's page printed {@code [object HTMLHeadingElement]} in the
 * place of its form, so nobody could change a password; no other test looked at the words.
 */
class ConsoleWordsIT {
    private static final String SECRET = "correct horse battery";
    private static final String NEW_SECRET = "staple battery horse";

    private static final Pattern NO_WORDS =
            Pattern.compile("\\[object|undefined|\\bNaN\\b|\\bnull\\b|Infinity|Invalid Date|\\$\\{|function ?\\(|=>");

    /** What is visible, and what is said on hover, to a screen reader, or in the place of what is not there. */
    private static final String WORDS = """
            const said = [document.title, document.body.innerText];
            for (const each of document.querySelectorAll('*'))
              for (const name of ['title', 'aria-label', 'placeholder', 'alt', 'href', 'datetime', 'data-label', 'value'])
                if (each.hasAttribute(name)) said.push(each.getAttribute(name));
            return said.join('\\n');
            """;

    /** The names of what can be pressed, filled in or read as a heading. */
    private static final String NAMES = """
            return [...document.querySelectorAll('h1, h2, h3, th, dt, legend, label, summary, button, a')]
              .filter((each) => each.checkVisibility())
              .map((each) => each.getAttribute('aria-label') ?? (each.closest('label')?.querySelector('span') ?? each).innerText)
              .map((name) => name.replace(/\\s+/g, ' ').trim());
            """;

    /** A total that still grows is that of a moment, which must be named. */
    private static final Pattern AS_OF = Pattern.compile("as of .*\\d\\d:\\d\\d");

    @TempDir
    private static Path folder;

    private static ConsoleScene scene;

    @BeforeAll
    static void start() {
        UserFile users = new UserFile(folder.resolve("users"));
        for (String name : List.of("pat", "quinn")) {
            users.put(new User(name, Role.ANALYST, Password.of(SECRET.toCharArray(), new SecureRandom())));
        }
        scene = new ConsoleScene(folder);
    }

    @AfterAll
    static void close() {
        scene.close();
    }

    private Browser page;

    ConsoleWordsIT() {
        page = scene.browser("ann", Role.ANALYST);
    }

    @AfterEach
    void nothingToComplainAbout() {
        assertThat(page.complaints()).isEmpty();
    }

    private void says(String path, String awaited, String... names) {
        page.open("about:blank");
        page.open(scene.run.address + path);
        page.awaitText("body", awaited);
        shows(names);
    }

    private void shows(String... names) {
        assertThat(page.script(WORDS)).asString().doesNotContainPattern(NO_WORDS);
        assertThat(((List<?>) page.script(NAMES)).stream().map(String::valueOf).toList())
                .contains(names);
    }

    @Test
    void everyViewSaysWhatItShould() {
        says("/#/cities", "No payments yet", "Cities", "Alerts", "History", "Sign out");
        says("/#/alerts?q=none", "No alert", "Alerts", "Search", "State", "City", "Clear");
        says("/#/history?person=nobody", "Nothing", "History");
        String episode = fill();
        says("/#/cities", "Total of the hour", "Tokyo", "Pause", "Average", "Per second");
        says(
                "/#/alerts",
                "482",
                "Who",
                "To",
                "Total",
                "Measured",
                "Severity",
                "Rule",
                "Payments",
                "Cities",
                "State",
                "Assigned to",
                "+1 sharing accounts");
        assertThat(page.texts("tbody .as-of")).as("the list's totals").containsPattern(AS_OF);
        says(
                "/#/cases/" + episode,
                "is the same",
                "516 → 482 10,500 USD",
                "Threshold",
                "Decide",
                "Assign",
                "Evidence",
                "What was done",
                "Money flow around the two accounts",
                "Other episodes of these accounts",
                "Export JSON",
                "Report",
                "Approve",
                "Withdraw",
                "Mute the pair",
                "Comment");
        assertThat(page.texts(".figures .as-of")).as("the case's total").containsPattern(AS_OF);
        RuleTopic.severalVersions(scene.broker);
        String shadow = scene.run.shadow("00000000000000b1", "516", "482", 4000, 4500);
        says(
                "/#/rules",
                "comes in",
                "Rules",
                "In force, and to come",
                "Waiting for a second person",
                "Parameters",
                "Void because");
        says(
                "/#/rules/pair-total",
                "in the shadow",
                "Rule pair-total",
                "All rules",
                "Versions",
                "Changes, newest first");
        says("/#/shadow/" + shadow, "found, as said", "Finding in the shadow", "Why it was found", "Evidence");
        says("/#/mutes", "Nothing is muted", "Mutes");
        new AcceptedScene(scene.run).counts(1_700_000_000_000L, "516 482 400000");
        says(
                "/#/accounts/516",
                "That is all that Kafka keeps",
                "Account 516",
                "Payments",
                "Look again",
                "Usual amounts",
                "Median",
                "Partners (1)",
                "Findings (1)",
                "Cases and decisions (2)");
        says("/#/alerts?state=all&q=nobody", "Why nothing?", "Why nothing?");
        page.click("button.why");
        page.awaitText(".why-answer", "There are no payments of account nobody");
        shows("Why nothing?");
        says("/#/history", "many small payments", "Number", "Who", "What", "Why", "Case");
        says("/#/account", "This one", "Account", "Where you are signed in", "Browser", "Address");
        assertThat(page.texts("main"))
                .doesNotContain("Password now")
                .contains("You signed in by a one-time link, so there is no password to change")
                .contains("fintrans console user add ann --role analyst --data-dir FOLDER");
        says("/cases/" + episode + "/report", "History", "Evidence", "History", "Total and payments as of");
        page.open(scene.run.address + "/#/alerts?q=516");
        page.awaitText("tbody", "516");
        page.keys("?");
        page.awaitText("dialog", "Keyboard shortcuts");
        shows("Everywhere", "Alerts, mutes, rules and history", "A case", "Close");
        says("/sign-in", "Sign in", "User", "Password", "Sign in");
    }

    private String fill() {
        scene.volumes();
        String episode = scene.alert("516", "482", 4000, 3000, 3500);
        scene.alert("482", "77", 9000, 2000);
        page.open(scene.run.address + "/#/cases/" + episode);
        ConsoleScene.decide(page, "comment", "looks like many small payments");
        ConsoleScene.decide(page, "confirmed", "many small payments");
        page.awaitText(".status", "Proposed as");
        return episode;
    }

    @Test
    void everyRoleIsToldWhatItMayDo() {
        String other = scene.alert("616", "582", 4000, 3000, 3500);
        for (Role role : List.of(Role.VIEWER, Role.APPROVER, Role.ADMINISTRATOR)) {
            page = scene.browser(role.code(), role);
            says("/#/cases/" + other, "is the same", "Decide", "Evidence");
            says("/#/account", "This one", "Account");
        }
        page = scene.browser("vic", Role.VIEWER);
        page.open(scene.run.address + "/#/cases/" + other);
        page.awaitText(".actions", "Your role is viewer");
    }

    @Test
    void aPasswordIsChangedOnTheAccountsPage() {
        page.close();
        page = new Browser(scene.run.address + "/sign-in");
        try {
            signIn("pat", SECRET);
            says(
                    "/#/account",
                    "This one",
                    "Password",
                    "Password now",
                    "New password, at least 12 characters",
                    "New password once more",
                    "Change password");
            page.type("#old-password", SECRET);
            page.type("#new-password", NEW_SECRET);
            page.type("#same-password", "something else");
            page.click(".password button");
            page.awaitText(".password", "These are two different new passwords.");
            page.type("#same-password", NEW_SECRET);
            page.click(".password button");
            page.awaitText(".password", "Changed. All your other sessions have ended.");

            page.click("#sign-out");
            page.await(
                    "the page where people sign in",
                    each -> each.texts("button").contains("Sign in"));
            signIn("pat", NEW_SECRET);
            assertThat(page.complaints()).isEmpty();
        } finally {
            page.close();
            page = scene.browser("ann", Role.ANALYST);
        }
    }

    private void signIn(String user, String secret) {
        page.type("#user", user);
        page.type("#password", secret);
        page.click("#submit");
        page.awaitText("#who", user);
    }
}
