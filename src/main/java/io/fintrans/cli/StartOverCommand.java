package io.fintrans.cli;

import io.fintrans.cli.option.CityOptions;
import io.fintrans.cli.option.KafkaOptions;
import io.fintrans.cli.output.Version;
import io.fintrans.cli.start.AdminClients;
import io.fintrans.cli.start.KafkaCommand;
import io.fintrans.cli.start.StageStart;
import io.fintrans.cli.value.ApplicationIdConverter;
import io.fintrans.cli.value.WindowConverter;
import io.fintrans.detector.DetectorSettings;
import io.fintrans.detector.DetectorTopology;
import io.fintrans.network.NetworkSettings;
import io.fintrans.network.NetworkTopology;
import io.fintrans.process.ExitCode;
import io.fintrans.streams.Journal;
import io.fintrans.streams.StartOver;
import io.fintrans.topic.StageRights;
import io.fintrans.volume.VolumeTopology;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fintrans start-over}: lets a stage that has a journal begin anew. */
@Command(
        name = "start-over",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description = {
            "Lets detect, volume or network begin anew: deletes its journal, passes over what it had sent itself, and lets"
                    + " it read its payments from their beginning at its next start. Payments, alerts and cases stay.",
            "Stop all instances first. May be done again after a failure."
        },
        footer = {
            "",
            "Examples:",
            "  fintrans start-over detect --dry-run",
            "  fintrans start-over detect --window 24h --bootstrap-server kafka:9092 --command-config admin.properties",
            "  fintrans start-over volume",
            "  fintrans start-over network",
            ""
        })
final class StartOverCommand implements Callable<Integer>, KafkaCommand {
    /** The stages that have a journal. */
    enum Stage {
        DETECT,
        VOLUME,
        NETWORK
    }

    @Spec
    private CommandSpec spec;

    @Mixin
    private KafkaOptions kafka = new KafkaOptions();

    @Parameters(paramLabel = "STAGE", description = "detect, volume or network.")
    private Stage stage = Stage.DETECT;

    @Option(
            names = "--application-id",
            paramLabel = "ID",
            converter = ApplicationIdConverter.class,
            description = "Name of the stage (default: " + DetectorSettings.DEFAULT_APPLICATION_ID + ", "
                    + VolumeTopology.DEFAULT_APPLICATION_ID + " or " + NetworkSettings.DEFAULT_APPLICATION_ID + ").")
    private @Nullable String applicationId;

    @Option(
            names = "--window",
            paramLabel = "DURATION",
            converter = WindowConverter.class,
            description =
                    "The window of detect, or what network needs of the past, for which the new journal is kept (default: 24h or 8d).")
    private @Nullable Duration window;

    @Mixin
    private CityOptions cities = new CityOptions();

    @Option(names = "--dry-run", description = "Change nothing; say what would be done.")
    private boolean dryRun;

    @Override
    public void checkSettings() {
        journal();
    }

    @Override
    public Optional<StageRights> rights() {
        return Optional.of(journal().startOverRights());
    }

    @Override
    public Integer call() {
        Journal journal = journal();
        PrintWriter err = spec.commandLine().getErr();
        if (dryRun) {
            err.println("would delete the journal " + journal.topic() + " and make it again, for group "
                    + journal.applicationId() + ", pass over what is in " + journal.internal() + ", and read "
                    + journal.cities() + " from the beginning");
            err.flush();
            return ExitCode.DONE;
        }
        try (Admin admin = AdminClients.open(kafka)) {
            StageStart.requireRights(kafka, admin, journal.startOverRights());
            new StartOver(admin, journal, kafka.administratorsTools(), kafka.replication()).run(step -> {
                err.println(step);
                err.flush();
            });
        }
        err.println("start it now, with the options that it had: fintrans " + journal.stage());
        err.flush();
        return ExitCode.DONE;
    }

    private Journal journal() {
        return switch (stage) {
            case DETECT ->
                DetectorTopology.journal(
                        named(DetectorSettings.DEFAULT_APPLICATION_ID),
                        cities.names(),
                        window == null ? DetectorSettings.DEFAULT_WINDOW : window,
                        DetectorSettings.DEFAULT_LATENESS);
            case VOLUME -> VolumeTopology.journal(named(VolumeTopology.DEFAULT_APPLICATION_ID), cities.names());
            case NETWORK ->
                NetworkTopology.journal(
                        named(NetworkSettings.DEFAULT_APPLICATION_ID),
                        window == null ? NetworkSettings.usual().window() : window);
        };
    }

    private String named(String usual) {
        return applicationId == null ? usual : applicationId;
    }
}
