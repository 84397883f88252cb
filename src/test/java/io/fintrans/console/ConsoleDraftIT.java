package io.fintrans.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.console.access.AccessSettings;
import io.fintrans.console.user.Password;
import io.fintrans.console.user.Role;
import io.fintrans.console.user.User;
import io.fintrans.console.user.UserFile;
import io.fintrans.testing.TestBroker;
import io.fintrans.topic.Topics;
import io.fintrans.transaction.City;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** What someone has typed and not sent was gone after a reload, a look at another case, or the end of the session. */
class ConsoleDraftIT {
    private static final String SECRET = "correct horse battery";
    private static final String TEXT = "Known payroll, see the letter of 3 May";

    private final TestBroker broker = TestBroker.start();

    @TempDir
    private Path folder;

    private ConsoleRun run;
    private String first;
    private String second;

    @BeforeEach
    void start() {
        broker.create(new Topics(City.DEFAULTS, 2));
        UserFile users = new UserFile(folder.resolve("users"));
        for (String name : List.of("ann", "bob")) {
            users.put(new User(name, Role.APPROVER, Password.of(SECRET.toCharArray(), new SecureRandom())));
        }
        run = new ConsoleRun(broker, folder);
        first = run.alert("00000000000000aa", 1, "516", "482", 4000, 3000, 3500);
        second = run.alert("00000000000000bb", 1, "77", "88", 6000, 7000);
    }

    @AfterEach
    void stop() {
        run.close();
        broker.close();
    }

    @Test
    void survivesAReloadGoingBackAnotherCaseARestartAndTheEndOfTheSession() {
        try (Browser ann = new Browser(run.address + "/sign-in")) {
            signIn(ann, "ann");
            type(ann, first);

            ann.script("location.reload()");
            isThere(ann);

            ann.keys(Keys.ESCAPE);
            ann.keys("u");
            ann.awaitText("h1", "Alerts");
            ann.back();
            isThere(ann);

            ann.open(run.address + "/#/cases/" + second);
            ann.awaitText(".why", "USD 13,000");
            assertThat(ann.value("#reason")).isEmpty();
            ann.open(run.address + "/#/cases/" + first);
            isThere(ann);

            restart();
            ann.await(
                    "the page where people sign in",
                    page -> page.texts("button").contains("Sign in"));
            signIn(ann, "ann");
            isThere(ann);

            ann.click("#reason");
            ann.controlAnd(Keys.ENTER);
            ann.awaitText(".status", "Decided as false positive");
            ann.await("an empty field", page -> page.value("#reason").isEmpty());
            ann.script("location.reload()");
            ann.awaitText(".status", "Decided as false positive");
            assertThat(ann.value("#reason")).isEmpty();
        }
    }

    @Test
    void isNobodyElsesAndIsForgottenWhenItsWriterSignsOut() {
        try (Browser shared = new Browser(run.address + "/sign-in")) {
            signIn(shared, "ann");
            type(shared, first);
            // Her session ends by itself.
            restart();
            shared.await(
                    "the page where people sign in",
                    page -> page.texts("button").contains("Sign in"));
            signIn(shared, "bob");
            shared.open(run.address + "/#/cases/" + first);
            shared.awaitText(".why", "USD 10,500");
            assertThat(shared.value("#reason")).isEmpty();
            shared.click("#sign-out");
            shared.await(
                    "the page where people sign in",
                    page -> page.texts("button").contains("Sign in"));

            signIn(shared, "ann");
            shared.open(run.address + "/#/cases/" + first);
            isThere(shared);
            shared.click("#sign-out");
            shared.awaitText("dialog", "You have written something in 1 case and not sent it");
            shared.click("#forget");
            shared.await(
                    "the page where people sign in",
                    page -> page.texts("button").contains("Sign in"));
            assertThat(shared.script("return JSON.stringify(localStorage)"))
                    .asString()
                    .doesNotContain("payroll");
        }
    }

    /** At the same address, and without any session. */
    private void restart() {
        int port = URI.create(run.address).getPort();
        run.close();
        run = new ConsoleRun(
                broker,
                new ConsoleSettings(City.DEFAULTS, "127.0.0.1", port, null, folder, AccessSettings.onLoopback(folder)));
    }

    private static void signIn(Browser browser, String user) {
        browser.type("#user", user);
        browser.type("#password", SECRET);
        browser.click("#submit");
        browser.awaitText("#who", user);
    }

    private void type(Browser browser, String episode) {
        browser.open(run.address + "/#/cases/" + episode);
        browser.awaitText(".status", "Open");
        browser.keys("f", TEXT);
        isThere(browser);
    }

    private static void isThere(Browser browser) {
        browser.awaitText(".status", "Open");
        browser.await("the text", page -> page.value("#reason").equals(TEXT));
        assertThat(browser.value("input[name=choice]:checked")).isEqualTo("false-positive");
    }
}
