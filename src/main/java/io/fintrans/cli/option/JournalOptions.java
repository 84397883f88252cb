package io.fintrans.cli.option;

import io.fintrans.cli.value.ApplicationIdConverter;
import io.fintrans.cli.value.WindowConverter;
import io.fintrans.detector.DetectorSettings;
import io.fintrans.detector.DetectorTopology;
import io.fintrans.network.NetworkSettings;
import io.fintrans.network.NetworkTopology;
import io.fintrans.streams.Journal;
import io.fintrans.volume.VolumeTopology;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Option;

/** Which detector, which volume stage and which network stage there are: their journals are topics too. */
public final class JournalOptions {
    @Option(
            names = "--application-id",
            paramLabel = "ID",
            converter = ApplicationIdConverter.class,
            defaultValue = DetectorSettings.DEFAULT_APPLICATION_ID,
            description = "Name of the detector, with which its journal's name begins (default: ${DEFAULT-VALUE}).")
    private String detector = DetectorSettings.DEFAULT_APPLICATION_ID;

    @Option(
            names = "--volume-application-id",
            paramLabel = "ID",
            converter = ApplicationIdConverter.class,
            defaultValue = VolumeTopology.DEFAULT_APPLICATION_ID,
            description = "Name of the volume stage, with which its journal's name begins (default: ${DEFAULT-VALUE}).")
    private String volume = VolumeTopology.DEFAULT_APPLICATION_ID;

    @Option(
            names = "--network-application-id",
            paramLabel = "ID",
            converter = ApplicationIdConverter.class,
            defaultValue = NetworkSettings.DEFAULT_APPLICATION_ID,
            description =
                    "Name of the network stage, with which its journal's name begins (default: ${DEFAULT-VALUE}).")
    private String network = NetworkSettings.DEFAULT_APPLICATION_ID;

    @Option(
            names = "--window",
            paramLabel = "DURATION",
            defaultValue = "24h",
            converter = WindowConverter.class,
            description =
                    "The detector's window, for which its journal and what it accepts are kept (default: ${DEFAULT-VALUE}).")
    private Duration window = DetectorSettings.DEFAULT_WINDOW;

    /** As words of a command. */
    public String words() {
        return "--application-id " + detector + " --volume-application-id " + volume + " --network-application-id "
                + network + " --window " + window;
    }

    /** How far back the detector holds payments. */
    public Duration reach() {
        return window.plus(DetectorSettings.DEFAULT_LATENESS.multipliedBy(2));
    }

    /** The detector's, the volume stage's and the network stage's. */
    public List<Journal> all(List<String> cities) {
        return List.of(
                DetectorTopology.journal(detector, cities, window, DetectorSettings.DEFAULT_LATENESS),
                VolumeTopology.journal(volume, cities),
                NetworkTopology.journal(network, NetworkSettings.usual().window()));
    }
}
