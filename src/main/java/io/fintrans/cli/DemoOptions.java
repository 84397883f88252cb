package io.fintrans.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a demo can be told. What the stages know better is passed on to them as it was written. */
final class DemoOptions {
    static final int USUAL_PORT = 9092;

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            defaultValue = "${sys:user.home}/.fintrans",
            description = "Folder for everything the demo keeps (default: ~/.fintrans).")
    private Path dataDir;

    @Option(names = "--fresh", description = "Forget former runs first.")
    private boolean fresh;

    @Option(
            names = "--duration",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "End after this time, for example 30s, 5m, 1h (default: run until Ctrl-C).")
    private @Nullable Duration duration;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description =
                    "Kafka's port on 127.0.0.1; 0 = any free one (default: 9092, or any free one if that is in use).")
    private @Nullable Integer port;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Payments a second (default: ${DEFAULT-VALUE}).")
    private String rate;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "The same seed makes the same payments (default: a random one).")
    private @Nullable Long seed;

    @Option(
            names = "--profile",
            paramLabel = "PROFILE",
            defaultValue = "ordinary",
            description = "ordinary, with laundering hidden in it, or original, the first demo's traffic"
                    + " (default: ${DEFAULT-VALUE}).")
    private String profile;

    @Option(
            names = "--threshold",
            paramLabel = "AMOUNT",
            defaultValue = "10000",
            description = "Alert when what one account sent to another within the window passes this"
                    + " (default: ${DEFAULT-VALUE}).")
    private String threshold;

    @Option(
            names = "--window",
            paramLabel = "TIME",
            defaultValue = "1h",
            description = "How far back a total reaches (default: ${DEFAULT-VALUE}).")
    private String window;

    Path dataDir() {
        return dataDir.toAbsolutePath().normalize();
    }

    boolean fresh() {
        return fresh;
    }

    @Nullable
    Duration duration() {
        return duration;
    }

    @Nullable
    Integer port() {
        return port;
    }

    /** The generator's command line. */
    List<String> generate(String address) {
        List<String> line = new ArrayList<>(
                List.of("generate", "--bootstrap-server", address, "--rate", rate, "--profile", profile));
        if (seed != null) {
            line.addAll(List.of("--seed", Long.toString(seed)));
        }
        return line;
    }

    /** The detector's command line. */
    List<String> detect(String address, Path stateDir) {
        return List.of(
                "detect",
                "--bootstrap-server",
                address,
                "--threshold",
                threshold,
                "--window",
                window,
                "--state-dir",
                stateDir.toString(),
                "--quiet");
    }

    /** The volume stage's command line. */
    List<String> volume(String address, Path stateDir) {
        return List.of("volume", "--bootstrap-server", address, "--state-dir", stateDir.toString());
    }

    String traffic() {
        return rate + " payments a second, " + profile;
    }

    String rule() {
        return "totals above " + threshold + " within " + window;
    }
}
