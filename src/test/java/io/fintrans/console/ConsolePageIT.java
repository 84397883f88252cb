package io.fintrans.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.console.user.Password;
import io.fintrans.console.user.Role;
import io.fintrans.console.user.User;
import io.fintrans.console.user.UserFile;
import io.fintrans.testing.TestBroker;
import io.fintrans.timeseries.Distribution;
import io.fintrans.timeseries.Volume;
import io.fintrans.timeseries.VolumeJson;
import io.fintrans.topic.Topics;
import io.fintrans.transaction.City;
import io.fintrans.transaction.Money;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page in a real browser: what a person sees and does, from a payment to the audit of the decision. */
class ConsolePageIT {
    private static final String SECRET = "correct horse battery";

    private final TestBroker broker = TestBroker.start();

    @TempDir
    private Path folder;

    private ConsoleRun run;

    @BeforeEach
    void start() {
        broker.create(new Topics(City.DEFAULTS, 2));
        UserFile users = new UserFile(folder.resolve("users"));
        for (String name : List.of("ann", "bob")) {
            users.put(new User(name, Role.APPROVER, Password.of(SECRET.toCharArray(), new SecureRandom())));
        }
        run = new ConsoleRun(broker, folder);
    }

    @AfterEach
    void stop() {
        run.close();
        broker.close();
    }

    @Test
    void leadsFromAPaymentToADecisionOfTwoPeople() {
        try (Browser ann = signedIn("ann");
                Browser bob = signedIn("bob")) {
            ann.awaitText("#connection", "live");
            volume("Tokyo", 1234);
            ann.awaitText("main", "1,234");

            String episode = run.alert("00000000000000aa", 2, "516", "482", 4000, 3000, 3500);
            ann.open(run.address + "/#/alerts");
            ann.awaitText("main", "10,500");
            ann.keys("j");
            ann.awaitText("main", "POTENTIAL MONEY LAUNDERING: 516 -> 482 totalling 10500 as of ");
            run.alert("00000000000000bb", 2, "77", "88", 6000, 7000);
            ann.awaitText("main", "1 new");
            ann.click(".news");
            ann.awaitText("main", "13,000");

            ann.open(run.address + "/#/cases/" + episode);
            ann.awaitText("main", "Account 516 sent account 482 USD 10,500 in 3 payments");
            ann.awaitText(
                    "main", "Without any one of the payments 1, 2 and 3 the total would not be over the threshold.");
            decide(ann, "confirmed", "many small payments");
            ann.awaitText("main", "four eyes");

            bob.open(run.address + "/#/cases/" + episode);
            bob.awaitText("main", "Proposed as");
            decide(bob, "approve", "seen the same");
            bob.awaitText("main", "Decided as");
            ann.awaitText("main", "Decided as");
            decide(bob, "false-positive", "a salary after all");
            bob.awaitText("main", "in place of the decision");
            ann.awaitText("main", "proposed: false positive");
            decide(ann, "decline", "nobody earns that");
            bob.awaitText("main", "Decided as confirmed");

            bob.open(run.address + "/#/history");
            bob.awaitText("main", "seen the same");
            bob.awaitText("main", "many small payments");
            assertThat(ann.complaints()).isEmpty();
            assertThat(bob.complaints()).isEmpty();
        }
    }

    private Browser signedIn(String user) {
        Browser browser = new Browser(run.address + "/sign-in");
        browser.type("#user", user);
        browser.type("#password", SECRET);
        browser.click("#submit");
        browser.awaitText("#who", user);
        return browser;
    }

    private static void decide(Browser browser, String choice, String reason) {
        browser.click("input[name=choice][value=" + choice + "]");
        browser.type("#reason", reason);
        browser.click(".actions form:not(.assign) button.primary");
    }

    private void volume(String city, long dollars) {
        long second = Clock.systemUTC().millis() / 1000;
        long cents = dollars * 100;
        Volume volume = new Volume(
                city, second, 0, Money.USD, 1, cents, cents, cents, 0, new Distribution(new int[] {1}, new long[] {1}));
        run.send(new ProducerRecord<>(Topics.VOLUMES, 0, volume.key(), VolumeJson.write(volume)));
        assertThat(new String(volume.key(), UTF_8)).startsWith(city);
    }
}
