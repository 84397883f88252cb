package io.fintrans.demo;

import io.fintrans.alert.Typology;
import io.fintrans.rule.LargeFirst;
import io.fintrans.rule.RuleDraft;
import io.fintrans.rule.Rulebook;
import io.fintrans.transaction.City;
import io.fintrans.transaction.Money;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a demo runs with, and the command lines of its processes. What the stages know better is passed on to them as it was written.
 *
 * @param dataDir folder for everything that the demo keeps
 * @param fresh whether former runs are forgotten first
 * @param cities whose payments flow
 * @param consolePort port of the console's page on 127.0.0.1
 * @param open whether the page is opened in the browser
 * @param verbose whether it says which process does what
 */
public record DemoSettings(
        Path dataDir,
        boolean fresh,
        List<City> cities,
        Traffic traffic,
        Rule rule,
        int consolePort,
        boolean open,
        boolean verbose) {

    /**
     * What the generator is told.
     *
     * @param rate payments a second
     * @param profile what they look like
     * @param seed the same one makes the same payments; null for any
     */
    public record Traffic(
            String rate, String profile, @Nullable Long seed) {
        @Override
        public String toString() {
            return rate + " payments a second, " + profile;
        }
    }

    /**
     * What the rules are to be.
     *
     * @param threshold what a total has to pass; null for what it was
     * @param window how far back a total reaches; null for what it was
     * @param more other rules
     */
    public record Rule(@Nullable String threshold, @Nullable Duration window, List<RuleDraft> more) {
        public Rule {
            more = List.copyOf(more);
        }
    }

    /**
     * The generator's command line.
     *
     * @param rules by which the detector begins: what they look for is hidden
     */
    List<String> generate(String address, Rulebook rules) {
        List<String> line = new ArrayList<>(List.of(
                "generate",
                "--bootstrap-server",
                address,
                "--rate",
                traffic.rate(),
                "--profile",
                traffic.profile(),
                "--cities",
                cityNames()));
        if (traffic.seed() != null) {
            line.addAll(List.of("--seed", Long.toString(traffic.seed())));
        }
        if (!traffic.profile().equalsIgnoreCase("original")) {
            line.add("--network");
            long large = largeFirst(rules);
            if (large > 0) {
                line.addAll(List.of("--large-first", Money.usd(large).toString()));
            }
        }
        return line;
    }

    /** What every live rule about large first payments finds, in minor units; 0 if there is none. */
    private static long largeFirst(Rulebook rules) {
        return rules.liveAt(Long.MAX_VALUE - 1).specs().stream()
                .filter(spec -> spec.typology() == Typology.LARGE_FIRST)
                .mapToLong(spec -> LargeFirst.of(spec.parameters()).amount())
                .max()
                .orElse(0);
    }

    /** The detector's command line. */
    List<String> detect(String address, Path stateDir) {
        return List.of(
                "detect",
                "--bootstrap-server",
                address,
                "--state-dir",
                stateDir.toString(),
                "--cities",
                cityNames(),
                "--quiet");
    }

    /** The network stage's command line. */
    List<String> network(String address, Path stateDir) {
        return List.of(
                "network",
                "--bootstrap-server",
                address,
                "--state-dir",
                stateDir.toString(),
                "--history-unit",
                "1m",
                "--history-units",
                "5",
                "--quiet");
    }

    /** The volume stage's command line. */
    List<String> volume(String address, Path stateDir) {
        return List.of(
                "volume", "--bootstrap-server", address, "--state-dir", stateDir.toString(), "--cities", cityNames());
    }

    /** The console's command line. */
    List<String> console(String address, Path folder) {
        return List.of(
                "console",
                "--bootstrap-server",
                address,
                "--port",
                Integer.toString(consolePort),
                "--data-dir",
                folder.toString(),
                "--cities",
                cityNames(),
                "--one-time-link",
                "approver");
    }

    /** The command line of ingest. */
    List<String> ingest(String address, String influx) {
        return List.of("ingest", "--bootstrap-server", address, "--influx", influx, "--cities", cityNames());
    }

    private String cityNames() {
        return cities.stream().map(City::name).collect(Collectors.joining(","));
    }
}
