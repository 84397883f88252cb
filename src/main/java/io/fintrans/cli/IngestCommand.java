package io.fintrans.cli;

import io.fintrans.cli.option.CityOptions;
import io.fintrans.cli.option.InfluxOptions;
import io.fintrans.cli.option.KafkaOptions;
import io.fintrans.cli.output.IngestProgressView;
import io.fintrans.cli.output.Version;
import io.fintrans.cli.start.InfluxWait;
import io.fintrans.cli.start.KafkaCommand;
import io.fintrans.cli.start.StageStart;
import io.fintrans.cli.start.TopicWait;
import io.fintrans.ingest.Ingest;
import io.fintrans.ingest.IngestException;
import io.fintrans.ingest.IngestSettings;
import io.fintrans.ingest.point.Points;
import io.fintrans.process.CommandException;
import io.fintrans.process.ExitCode;
import io.fintrans.process.StageRun;
import io.fintrans.process.Terminal;
import io.fintrans.reader.OpenTransactionWatch;
import io.fintrans.timeseries.DatabaseSetup;
import io.fintrans.timeseries.Dialect;
import io.fintrans.timeseries.InfluxAccess;
import io.fintrans.timeseries.InfluxDb;
import io.fintrans.topic.StageRights;
import io.fintrans.topic.Topics;
import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code fintrans ingest}: one instance of what fills InfluxDB. */
@Command(
        name = "ingest",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description = {
            "Writes what happens in each city to InfluxDB 1.x, 2.x or 3.x, where Grafana shows it, until Ctrl-C.",
            "Any number of instances share the work. Waits for Kafka, the topics and InfluxDB; while InfluxDB is away"
                    + " nothing is lost, and whatever is killed, each point is there once."
        },
        footer = {
            "",
            "Examples:",
            "  fintrans ingest",
            "  fintrans ingest --influx http://influxdb:8086 --points both --retention 24h",
            "  fintrans ingest --influx https://influxdb:8086 --org bank --token-file token",
            ""
        })
final class IngestCommand implements Callable<Integer>, KafkaCommand {
    private static final Logger LOG = LoggerFactory.getLogger(IngestCommand.class);
    private static final BigDecimal SECOND_NANOS = BigDecimal.valueOf(1_000_000_000L);

    @Spec
    private CommandSpec spec;

    @Mixin
    private KafkaOptions kafka = new KafkaOptions();

    @Mixin
    private InfluxOptions influx = new InfluxOptions();

    @Option(
            names = "--points",
            paramLabel = "KIND",
            defaultValue = "volumes",
            description =
                    "volumes: what each second adds up to, and each alert; transactions: each payment; both; original:"
                            + " each payment as the first demo wrote it, a series for each pair of accounts (default:"
                            + " ${DEFAULT-VALUE}).")
    private Points points = Points.VOLUMES;

    @Mixin
    private CityOptions cities = new CityOptions();

    @Option(
            names = "--group",
            paramLabel = "ID",
            defaultValue = IngestSettings.DEFAULT_GROUP,
            description = "Consumer group; its instances share the work (default: ${DEFAULT-VALUE}).")
    private String group = IngestSettings.DEFAULT_GROUP;

    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            defaultValue = "${env:INGEST_WAIT_SEC:-0}",
            description =
                    "At least so long between two requests of a partition; 0 for as fast as InfluxDB answers (default:"
                            + " the variable INGEST_WAIT_SEC, or 0).")
    private BigDecimal wait = BigDecimal.ZERO;

    private String said = "";

    @Override
    public boolean waitsForKafka() {
        return true;
    }

    @Override
    public void checkSettings() {
        settings();
        influx.access();
        influx.retention();
        influx.dialect();
    }

    @Override
    public Optional<StageRights> rights() {
        IngestSettings settings = settings();
        return Optional.of(StageRights.ingest(settings.topics(), settings.group()));
    }

    @Override
    public Integer call() {
        IngestSettings settings = settings();
        InfluxAccess access = influx.access();
        Duration retention = influx.retention();
        if (points == Points.ORIGINAL) {
            say("Warning: --points original makes a series of each pair of accounts. InfluxDB keeps all series in"
                    + " memory; with real accounts use --points transactions.");
        }
        return StageRun.untilStopped(run -> {
            Dialect dialect = awaitAll(settings, access);
            return ingest(settings, new InfluxDb(access, dialect), retention, run);
        });
    }

    private IngestSettings settings() {
        if (wait.signum() < 0 || wait.compareTo(BigDecimal.valueOf(3600)) > 0) {
            throw new CommandException(ExitCode.USAGE, "--wait must be 0 to 3600 seconds but was: " + wait);
        }
        return new IngestSettings(
                points,
                cities.names(),
                group,
                Duration.ofNanos(wait.multiply(SECOND_NANOS).longValue()),
                influx.compression());
    }

    /** What InfluxDB speaks, when everything is there. */
    private Dialect awaitAll(IngestSettings settings, InfluxAccess access) throws InterruptedException {
        List<String> topics = new ArrayList<>(settings.topics());
        topics.add(Topics.REJECTED);
        new TopicWait(kafka, settings.cities(), Clock.systemUTC()).until(topics);
        StageStart.look(kafka, StageRights.ingest(settings.topics(), settings.group()), settings.cities());
        Dialect dialect = new InfluxWait(access, Clock.systemUTC()).until(influx.dialect());
        if (dialect == Dialect.V2 && access.org().isEmpty()) {
            throw new CommandException(
                    ExitCode.USAGE, "InfluxDB at " + access.url() + " is a 2.x and needs --org, the organization.");
        }
        return dialect;
    }

    private int ingest(IngestSettings settings, InfluxDb server, Duration retention, StageRun run)
            throws InterruptedException {
        DatabaseSetup database = new DatabaseSetup(server, retention);
        makeDatabase(database);
        Ingest running =
                new Ingest(settings, kafka.clientProperties(), server, () -> makeDatabase(database), Clock.systemUTC());
        LOG.info(
                "event=ingesting points={} kafka={} influxdb={} dialect={}",
                settings.points(),
                kafka.bootstrapServer(),
                server.access(),
                server.dialect());
        IngestProgressView view =
                new IngestProgressView(running, spec.commandLine().getErr(), Terminal.isStderr());
        try (OpenTransactionWatch watch = new OpenTransactionWatch(
                kafka.clientProperties(),
                settings.topics(),
                kafka.listTransactions(settings.cities()),
                Clock.systemUTC())) {
            watch.start();
            return run.during(running::stop, () -> {
                running.run();
                return ExitCode.DONE;
            });
        } catch (IngestException e) {
            throw new CommandException(ExitCode.UNREACHABLE, e);
        } finally {
            view.close();
        }
    }

    private void makeDatabase(DatabaseSetup database) {
        try {
            String sentence = database.create().orElse("");
            if (!sentence.isEmpty() && !sentence.equals(said)) {
                said = sentence;
                say(sentence);
            }
        } catch (IOException e) {
            // Then writing fails too, and is tried until it does not.
            LOG.debug("event=database-not-made", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void say(String sentence) {
        PrintWriter err = spec.commandLine().getErr();
        err.println("fintrans: " + sentence);
        err.flush();
    }
}
