package io.fintrans.console;

import io.fintrans.console.user.Role;
import io.fintrans.testing.TestAlert;
import io.fintrans.testing.TestEdge;
import io.fintrans.transaction.Coordinates;
import io.fintrans.transaction.Money;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Another detector found more alerts in a city that the page does not show than there is room for marks. They pushed out those of the cities
 * that it shows, and the legend said that older ones were left out.
 */
class AlertMarksIT {
    private static final int MORE_THAN_FIT = 1_010;

    @TempDir
    private Path folder;

    @Test
    void alertsOfOtherCitiesTakeNoRoom() {
        try (ConsoleScene scene = new ConsoleScene(folder)) {
            String newest = "";
            for (int i = 0; i < MORE_THAN_FIT; i++) {
                newest = alert(scene, i, "Elsewhere");
            }
            alert(scene, MORE_THAN_FIT, "London");
            scene.run.awaitEpisode(scene.run.visitor("bob", Role.ANALYST), newest);
            scene.volumes();
            Browser ann = scene.browser("ann", Role.ANALYST);
            ann.open(scene.run.address + "/#/cities");
            ann.await(
                    "the legend of the marks",
                    page -> page.texts(".mark-hint").strip().startsWith("▲ an alert\n"));
        }
    }

    @Test
    void saysThatOnlyTheNewestAreMarked() {
        try (ConsoleScene scene = new ConsoleScene(folder)) {
            String newest = "";
            for (int i = 0; i < MORE_THAN_FIT; i++) {
                newest = alert(scene, i, "London");
            }
            scene.run.awaitEpisode(scene.run.visitor("bob", Role.ANALYST), newest);
            scene.volumes();
            Browser ann = scene.browser("ann", Role.ANALYST);
            ann.open(scene.run.address + "/#/cities");
            ann.awaitText(".mark-hint", "▲ an alert, only the newest 1,000");
        }
    }

    private static String alert(ConsoleScene scene, int number, String city) {
        String episode = String.format("%016x", number);
        Instant at = Clock.systemUTC().instant();
        scene.run.publish(TestAlert.of(episode, 1)
                .pair("s" + number, "t")
                .at(at)
                .evidence(TestEdge.of(new Coordinates(city, 0, number), at, Money.usd(12_000_50)))
                .build());
        return episode;
    }
}
