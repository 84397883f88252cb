package io.fintrans.cli.option;

import io.fintrans.cli.value.ApplicationIdConverter;
import io.fintrans.cli.value.DurationConverter;
import io.fintrans.console.ConsoleSettings;
import io.fintrans.console.desk.MuteLimits;
import io.fintrans.console.live.WatchedStages;
import io.fintrans.console.record.KeyRing;
import io.fintrans.process.CommandException;
import io.fintrans.process.ExitCode;
import io.fintrans.process.PathOption;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whom a console believes, how far a mute may reach, and whose progress it shows. */
public final class OversightOptions {
    @Option(
            names = "--trusted-keys",
            paramLabel = "FILE",
            description =
                    "Public keys of the cluster's other consoles, one after the other, as fintrans console key prints"
                            + " them (default: trusted-keys in --data-dir, if it is there).")
    private @Nullable Path trustedKeys;

    @Option(
            names = "--longest-mute",
            paramLabel = "TIME",
            defaultValue = "180d",
            converter = DurationConverter.class,
            description = "How long a pair can be muted at most (default: ${DEFAULT-VALUE}).")
    private Duration longestMute = MuteLimits.USUAL.longest();

    @Option(
            names = "--mute-ends-at",
            paramLabel = "TIMES",
            defaultValue = "10",
            description =
                    "A mute ends when the pair's total is over so many times what it was when it was muted (default:"
                            + " ${DEFAULT-VALUE}).")
    private int muteEndsAt = MuteLimits.USUAL.times();

    @Option(
            names = "--brake",
            paramLabel = "EPISODES",
            defaultValue = "200",
            description =
                    "How many episodes a rule may open in an hour before the list shows them as one line (default:"
                            + " ${DEFAULT-VALUE}).")
    private int brake = ConsoleSettings.DEFAULT_BRAKE;

    @Option(
            names = "--detector-application-id",
            paramLabel = "ID",
            converter = ApplicationIdConverter.class,
            defaultValue = "fintrans-detector",
            description =
                    "The detector's --application-id; the page says how far it has come, and shows its rules (default:"
                            + " ${DEFAULT-VALUE}).")
    private String detector = WatchedStages.USUAL.detector();

    @Option(
            names = "--volume-application-id",
            paramLabel = "ID",
            converter = ApplicationIdConverter.class,
            defaultValue = "fintrans-volume",
            description = "The same of the volume stage (default: ${DEFAULT-VALUE}).")
    private String volume = WatchedStages.USUAL.volume();

    @Option(
            names = "--network-application-id",
            paramLabel = "ID",
            converter = ApplicationIdConverter.class,
            defaultValue = "fintrans-network",
            description = "The same of the network stage, where it runs (default: ${DEFAULT-VALUE}).")
    private String network = WatchedStages.USUAL.network();

    /** @throws CommandException if it cannot be used: better now than when Kafka has been waited for */
    @Nullable
    public Path trustedKeys() {
        try {
            KeyRing.of(List.of(), trustedKeys);
            return trustedKeys;
        } catch (IOException e) {
            throw PathOption.unreadable("--trusted-keys", Objects.requireNonNull(trustedKeys), e);
        }
    }

    /** @throws CommandException if they are none */
    public MuteLimits mutes() {
        try {
            return new MuteLimits(longestMute, muteEndsAt);
        } catch (IllegalArgumentException e) {
            throw new CommandException(ExitCode.USAGE, "--longest-mute and --mute-ends-at: " + e.getMessage());
        }
    }

    /** @throws CommandException if it is less than 1 */
    public int brake() {
        if (brake < 1) {
            throw new CommandException(ExitCode.USAGE, "--brake is 1 or more, but was: " + brake);
        }
        return brake;
    }

    public WatchedStages stages() {
        return new WatchedStages(detector, volume, network);
    }
}
