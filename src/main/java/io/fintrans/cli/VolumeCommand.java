package io.fintrans.cli;

import io.fintrans.cli.option.CityOptions;
import io.fintrans.cli.option.KafkaOptions;
import io.fintrans.cli.start.KafkaCommand;
import io.fintrans.cli.start.StageStart;
import io.fintrans.cli.start.StateFolder;
import io.fintrans.cli.start.TopicWait;
import io.fintrans.cli.value.ApplicationIdConverter;
import io.fintrans.cli.value.ThreadsConverter;
import io.fintrans.process.ExitCode;
import io.fintrans.process.PathOption;
import io.fintrans.process.StageRun;
import io.fintrans.reader.OpenTransactionWatch;
import io.fintrans.streams.Journal;
import io.fintrans.streams.StageTasks;
import io.fintrans.streams.StreamsDefaults;
import io.fintrans.streams.StreamsStage;
import io.fintrans.topic.StageRights;
import io.fintrans.topic.Topics;
import io.fintrans.volume.VolumeTopology;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code fintrans volume}: one instance of the volume stage. */
@Command(
        name = "volume",
        mixinStandardHelpOptions = true,
        description = {
            "Adds up each city's payments, second by second: how many, their total, the smallest, the largest and how"
                    + " they are distributed.",
            "Writes to fintrans.volumes, several times a second, what the seconds add up to so far. Any number of"
                    + " instances share the work; killed and restarted they go on where they were."
        },
        footer = {
            "",
            "Examples:",
            "  fintrans volume",
            "  fintrans volume --bootstrap-server kafka:9093 --command-config client.properties --threads 2",
            ""
        })
final class VolumeCommand implements Callable<Integer>, KafkaCommand {
    @Mixin
    private KafkaOptions kafka;

    @Mixin
    private CityOptions cities = new CityOptions();

    @Option(
            names = "--application-id",
            paramLabel = "ID",
            converter = ApplicationIdConverter.class,
            defaultValue = VolumeTopology.DEFAULT_APPLICATION_ID,
            description = "Name of the stage: its consumer group, and the first part of its journal's name (default:"
                    + " ${DEFAULT-VALUE}).")
    private String applicationId;

    @Option(
            names = "--threads",
            converter = ThreadsConverter.class,
            defaultValue = "1",
            description = "Threads of this instance (default: ${DEFAULT-VALUE}).")
    private int threads;

    @Option(
            names = "--state-dir",
            paramLabel = "DIR",
            description = "Folder for this instance alone (default: ~/.fintrans/volume). What matters is in Kafka.")
    private Path stateDirectory = Path.of(System.getProperty("user.home"), ".fintrans", "volume");

    @Override
    public boolean waitsForKafka() {
        return true;
    }

    @Override
    public void checkSettings() {
        cities.names();
        PathOption.requireFolder("--state-dir", stateDirectory);
    }

    @Override
    public Optional<StageRights> rights() {
        return Optional.of(VolumeTopology.journal(applicationId, cities.names()).rights());
    }

    @Override
    public Integer call() {
        return StageRun.untilStopped(this::run);
    }

    private int run(StageRun run) throws InterruptedException {
        List<String> names = cities.names();
        List<String> topics = new ArrayList<>(names);
        topics.add(Topics.VOLUMES);
        Clock clock = Clock.systemUTC();
        new TopicWait(kafka, names, clock).until(topics);
        Map<String, Object> client = new HashMap<>(VolumeTopology.PROPERTIES);
        client.putAll(kafka.clientProperties());
        StateFolder.prepare(stateDirectory, applicationId);
        Properties properties = StreamsDefaults.properties(applicationId, stateDirectory, threads, client);
        try (StageStart start = new StageStart(kafka, clock)) {
            Journal journal = VolumeTopology.journal(applicationId, names);
            StageTasks tasks = start.of(journal);
            try (OpenTransactionWatch watch = new OpenTransactionWatch(
                            kafka.clientProperties(),
                            journal.readCommitted(),
                            kafka.listTransactions(names, journal.topic()),
                            clock);
                    StreamsStage stage =
                            new StreamsStage(VolumeTopology.build(names, clock), properties, clock, tasks)) {
                watch.start();
                return run.during(stage::close, () -> {
                    stage.start();
                    return stage.await() ? ExitCode.DONE : ExitCode.FAILED;
                });
            }
        }
    }
}
