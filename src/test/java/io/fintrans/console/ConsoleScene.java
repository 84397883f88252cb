package io.fintrans.console;

import io.fintrans.console.user.Role;
import io.fintrans.console.user.User;
import io.fintrans.testing.TestBroker;
import io.fintrans.timeseries.Distribution;
import io.fintrans.timeseries.Volume;
import io.fintrans.timeseries.VolumeJson;
import io.fintrans.topic.Topics;
import io.fintrans.transaction.City;
import io.fintrans.transaction.Money;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A broker and a console of its own, and the people in front of it: what the tests of the page share. */
final class ConsoleScene implements AutoCloseable {
    private final List<Browser> browsers = new ArrayList<>();
    private int episodes;

    final TestBroker broker;
    final ConsoleRun run;

    ConsoleScene(Path folder) {
        broker = TestBroker.start();
        broker.create(new Topics(City.DEFAULTS, 2));
        run = new ConsoleRun(broker, folder);
    }

    /** Someone signed in, at the cities. */
    Browser browser(String user, Role role) {
        return browser(run, user, role);
    }

    /** Someone at another console on the same broker. */
    Browser browser(ConsoleRun at, String user, Role role) {
        Browser browser = new Browser(at.address + at.console().oneTimeLink(new User(user, role, null)));
        browsers.add(browser);
        browser.awaitText("#who", user);
        browser.awaitText("#connection", "live");
        return browser;
    }

    /** Payments over the threshold, and the alert of them, of medium severity, which the list shows by itself; returns the episode. */
    String alert(String source, String target, int... dollars) {
        return run.alert(String.format("%016x", 0xe000L + ++episodes), 2, source, target, dollars);
    }

    /** A payment in each city in this second. */
    void volumes() {
        for (City city : City.DEFAULTS) {
            volume(city.name(), 1_000 + 10L * city.name().length(), 0);
        }
    }

    void volume(String city, long dollars, long secondsAgo) {
        long second = Clock.systemUTC().millis() / 1000 - secondsAgo;
        long cents = dollars * 100;
        Volume volume = new Volume(
                city, second, 0, Money.USD, 1, cents, cents, cents, 0, new Distribution(new int[] {1}, new long[] {1}));
        run.send(new ProducerRecord<>(Topics.VOLUMES, 0, volume.key(), VolumeJson.write(volume)));
    }

    /** Chooses in the panel of a case, with a reason, and sends it. */
    static void decide(Browser browser, String choice, String reason) {
        browser.click("input[name=choice][value=" + choice + "]");
        browser.type("#reason", reason);
        browser.click(".actions form:not(.assign) button.primary");
    }

    @Override
    public void close() {
        browsers.forEach(Browser::close);
        run.close();
        broker.close();
    }
}
