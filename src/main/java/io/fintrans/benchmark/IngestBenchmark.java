package io.fintrans.benchmark;

import io.fintrans.benchmark.figure.Figures;
import io.fintrans.benchmark.figure.Machine;
import io.fintrans.timeseries.Compression;
import io.fintrans.timeseries.DatabaseSetup;
import io.fintrans.timeseries.Dialect;
import io.fintrans.timeseries.InfluxAccess;
import io.fintrans.timeseries.InfluxDb;
import io.fintrans.topic.Topic;
import io.fintrans.topic.Topics;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * How fast {@code fintrans ingest} brings payments from Kafka to an InfluxDB 1.x, beside a writer that has all requests ready and only posts
 * them. Both write the same points in requests of the same size, one at a time for each partition, in turn.
 */
public final class IngestBenchmark {
    private static final int PARTITIONS = Topics.DEFAULT_PARTITIONS;
    private static final String INGEST = "ingest";
    private static final Duration RETENTION = Duration.ofDays(1);

    private final BenchmarkSettings settings;
    private final URI influx;
    private final Launcher launcher;
    private final Clock clock;
    private final Consumer<String> progress;
    private final Figures figures = new Figures();
    private final HttpClient http = HttpClient.newHttpClient();

    /**
     * @param influx a 1.x without authentication; the databases that are made there are dropped again
     * @param progress is told what is being done, a line each
     */
    public IngestBenchmark(
            BenchmarkSettings settings, URI influx, Launcher launcher, Clock clock, Consumer<String> progress) {
        this.settings = settings;
        this.influx = influx;
        this.launcher = launcher;
        this.clock = clock;
        this.progress = progress;
    }

    /** @throws BenchmarkException if it cannot be carried out to the end */
    public BenchmarkReport run() {
        Dataset dataset = new Dataset("", Layout.UNIFORM, settings.records(), settings.pairs(), clock.millis());
        try (Workspace workspace = new Workspace(launcher)) {
            say("starting a broker; InfluxDB is %s", influx);
            String kafka = workspace.startBroker();
            try (BrokerView broker = new BrokerView(kafka)) {
                List<Topic> topics = new ArrayList<>(new Topics(dataset.cities(), PARTITIONS).all());
                broker.create(topics);
                new Filler(kafka, PARTITIONS).fill(dataset);
                say("filled the topics with %,d payments; making requests of the same ones", dataset.records());
                PreparedRequests requests = PreparedRequests.of(dataset, PARTITIONS, Compression.suitedTo(influx));
                for (int round = 1; round <= settings.rounds(); round++) {
                    post(requests, dataset, round);
                    ingest(workspace, broker, kafka, dataset, round);
                }
            }
        }
        figures.addRatio("ratios.ingestToPreparedRequests", "throughput.ingest", "throughput.preparedRequests");
        return new BenchmarkReport(settings, Machine.here(), figures);
    }

    private void post(PreparedRequests requests, Dataset dataset, int round) {
        String database = "benchmark_prepared";
        InfluxDb server = new InfluxDb(InfluxAccess.open(influx, database), Dialect.V1);
        try {
            new DatabaseSetup(server, RETENTION).create();
        } catch (IOException e) {
            throw new BenchmarkException("InfluxDB does not answer at " + influx + ": " + e, e);
        } catch (InterruptedException e) {
            throw interrupted();
        }
        double perSecond = requests.post(server);
        done("preparedRequests", round, perSecond, database, dataset);
    }

    private void ingest(Workspace workspace, BrokerView broker, String kafka, Dataset dataset, int round) {
        String database = "benchmark_ingest";
        String group = "benchmark-ingest-" + round;
        List<String> cities = new Topics(dataset.cities(), PARTITIONS).cityNames();
        ChildJvm ingest = workspace.start(
                INGEST,
                List.of(
                        INGEST,
                        "--bootstrap-server",
                        kafka,
                        "--influx",
                        influx.toString(),
                        "--database",
                        database,
                        "--retention",
                        RETENTION.toHours() + "h",
                        "--points",
                        "transactions",
                        "--group",
                        group,
                        "--cities",
                        String.join(",", cities)));
        double perSecond = new CommitMeter(broker, group, cities, List.of())
                .measure(() -> {})
                .perSecond();
        workspace.stop(ingest);
        done(INGEST, round, perSecond, database, dataset);
    }

    /** Counts what is there, and drops it. */
    private void done(String name, int round, double perSecond, String database, Dataset dataset) {
        figures.add("throughput." + name, perSecond);
        String count = query("SELECT count(\"amount\") FROM \"transaction\"", database);
        boolean whole = count.contains("," + dataset.records() + "]");
        if (!whole) {
            figures.disagree();
        }
        say(
                "round %d: %-20s %,12.0f points/s%s",
                round, name, perSecond, whole ? "" : ", but InfluxDB DOES NOT HOLD ALL: " + count);
        query("DROP DATABASE \"" + database + "\"", database);
    }

    private String query(String influxQl, String database) {
        String form = "db=" + database + "&q=" + URLEncoder.encode(influxQl, StandardCharsets.UTF_8);
        HttpRequest request = HttpRequest.newBuilder(URI.create(influx + "/query"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .timeout(Duration.ofMinutes(2))
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build();
        try {
            return http.send(request, BodyHandlers.ofString()).body().strip();
        } catch (IOException e) {
            throw new BenchmarkException("InfluxDB does not answer at " + influx + ": " + e, e);
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private static BenchmarkException interrupted() {
        Thread.currentThread().interrupt();
        return new BenchmarkException("The benchmark was interrupted.");
    }

    private void say(String format, Object... arguments) {
        progress.accept(String.format(Locale.ROOT, format, arguments));
    }
}
