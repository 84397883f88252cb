package io.fintrans.benchmark;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fintrans.benchmark.figure.Figures;
import io.fintrans.benchmark.figure.Machine;
import io.fintrans.topic.Topic;
import io.fintrans.topic.Topics;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Fills a broker of its own, lets each {@link Variant} read it in a JVM of its own, three rounds in turn, and checks that each found
 * what a plain recomputation finds.
 */
public final class Benchmark {
    /** Where the stock ways to do the job write the pairs that they find. */
    private static final String STOCK_ALERTS = "benchmark.alerts";

    /** Whose flags of Java the measured JVMs get. */
    private static final String DETECT = "detect";

    private static final int PARTITIONS = Topics.DEFAULT_PARTITIONS;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final BenchmarkSettings settings;
    private final Launcher launcher;
    private final Clock clock;
    private final Consumer<String> progress;
    private final Figures figures = new Figures();
    private final Map<Dataset, Set<String>> expected = new HashMap<>();

    /** @param progress is told what is being done, a line each */
    public Benchmark(BenchmarkSettings settings, Launcher launcher, Clock clock, Consumer<String> progress) {
        this.settings = settings;
        this.launcher = launcher;
        this.clock = clock;
        this.progress = progress;
    }

    /** @throws BenchmarkException if it cannot be carried out to the end */
    public BenchmarkReport run() {
        long started = System.nanoTime();
        try (Workspace workspace = new Workspace(launcher)) {
            measure(workspace);
        }
        addRatios();
        say("done in %d s", (System.nanoTime() - started) / 1_000_000_000L);
        return new BenchmarkReport(settings, Machine.here(), figures);
    }

    private void measure(Workspace workspace) {
        try {
            measureMemory(workspace);
            say("starting a broker in %s", workspace.path("kafka"));
            String bootstrapServer = workspace.startBroker();
            try (BrokerView broker = new BrokerView(bootstrapServer)) {
                measure(new Bench(workspace, bootstrapServer, broker, clock.millis()));
            }
        } catch (BenchmarkException e) {
            if (workspace.isInterrupted()) {
                throw new BenchmarkException("The benchmark was interrupted; nothing of it is left.", e);
            }
            throw e;
        }
    }

    private void measure(Bench bench) {
        fill(bench);
        for (int round = 1; round <= settings.rounds(); round++) {
            round(bench, round);
        }
        measureSteady(bench);
    }

    /** What all measurements with Kafka share. */
    private record Bench(Workspace workspace, String bootstrapServer, BrokerView broker, long endMillis) {}

    private List<Variant> variants() {
        boolean restore = settings.wants(BenchmarkSettings.RESTORE);
        return Arrays.stream(Variant.values())
                .filter(variant -> settings.wants(variant.key()) || (restore && variant == Variant.DETECTOR))
                .toList();
    }

    private void fill(Bench bench) {
        List<Dataset> datasets = variants().stream()
                .map(variant -> variant.dataset(settings, bench.endMillis()))
                .distinct()
                .toList();
        List<Topic> topics = new ArrayList<>(List.of(new Topic(STOCK_ALERTS, 1, "pairs over the threshold", Map.of())));
        datasets.forEach(dataset -> topics.addAll(new Topics(dataset.cities(), PARTITIONS).all()));
        bench.broker().create(topics.stream().distinct().toList());
        for (Dataset dataset : datasets) {
            long started = System.nanoTime();
            new Filler(bench.bootstrapServer(), PARTITIONS).fill(dataset);
            double seconds = (System.nanoTime() - started) / 1e9;
            expected.put(dataset, dataset.pairsOverThreshold());
            say(
                    "filled %s and others with %,d payments at %,.0f/s, %,d pairs over the threshold",
                    dataset.cities().get(0),
                    dataset.records(),
                    dataset.records() / seconds,
                    expected.get(dataset).size());
        }
    }

    private void round(Bench bench, int round) {
        for (Variant variant : variants()) {
            Dataset dataset = variant.dataset(settings, bench.endMillis());
            String applicationId = "benchmark-" + variant.key().toLowerCase(Locale.ROOT) + "-" + round;
            String alertTopic = variant.role().isDetector() ? Topics.ALERTS : STOCK_ALERTS;
            Map<TopicPartition, Long> begins = bench.broker().ends(List.of(alertTopic));
            if (variant.role().isDetector()) {
                bench.broker().create(List.of(Topics.exchange(applicationId, PARTITIONS)));
            }
            double perSecond = perSecond(bench, variant.role(), dataset, applicationId);
            figures.add("throughput." + variant.key(), perSecond);
            boolean agrees = !variant.finds() || agrees(bench, dataset, alertTopic, begins);
            say(
                    "round %d: %-20s %,12.0f records/s%s",
                    round, variant.key(), perSecond, agrees ? "" : ", but it DID NOT FIND THE SAME PAIRS");
            if (variant == Variant.DETECTOR && settings.wants(BenchmarkSettings.RESTORE)) {
                double restored = perSecond(bench, Role.RESTORE, dataset, applicationId);
                figures.add("restore.paymentsPerSecond", restored);
                say("round %d: %-20s %,12.0f payments/s", round, "restore", restored);
            }
            bench.broker().empty(Topics.ACCEPTED);
            bench.broker().deleteTopicsOf(applicationId);
        }
    }

    private boolean agrees(Bench bench, Dataset dataset, String alertTopic, Map<TopicPartition, Long> begins) {
        Map<TopicPartition, Long> ends = bench.broker().ends(List.of(alertTopic));
        Set<String> found = FoundPairs.between(bench.bootstrapServer(), alertTopic, begins, ends);
        boolean same = found.equals(expected.get(dataset));
        if (!same) {
            figures.disagree();
        }
        return same;
    }

    private double perSecond(Bench bench, Role role, Dataset dataset, String applicationId) {
        Path stateDir = bench.workspace().path("state").resolve(applicationId + "-" + role);
        JsonNode result = work(bench, role, dataset, applicationId, stateDir);
        Workspace.delete(stateDir);
        return result.required("perSecond").asDouble();
    }

    private JsonNode work(Bench bench, Role role, Dataset dataset, String applicationId, Path stateDir) {
        ChildJvm worker = bench.workspace()
                .start(
                        DETECT,
                        Launcher.TOUCHED,
                        arguments(role, dataset, applicationId, stateDir, bench.bootstrapServer()));
        JsonNode result = parse(worker.awaitLine("{"));
        worker.awaitEnd();
        bench.workspace().stop(worker);
        return result;
    }

    private List<String> arguments(
            Role role, Dataset dataset, String applicationId, Path stateDir, @Nullable String bootstrapServer) {
        List<String> arguments = new ArrayList<>(List.of("benchmark-worker", role.name()));
        arguments.addAll(List.of("--records", Long.toString(dataset.records())));
        arguments.addAll(List.of("--pairs", Integer.toString(dataset.pairs())));
        if (bootstrapServer != null) {
            String cities = String.join(",", new Topics(dataset.cities(), PARTITIONS).cityNames());
            arguments.addAll(List.of("--bootstrap-server", bootstrapServer, "--cities", cities));
            arguments.addAll(List.of("--application-id", applicationId, "--state-dir", stateDir.toString()));
            arguments.addAll(List.of("--threads", Integer.toString(settings.threads()), "--alert-topic", STOCK_ALERTS));
        }
        return arguments;
    }

    private void measureMemory(Workspace workspace) {
        if (!settings.wants(BenchmarkSettings.MEMORY)) {
            return;
        }
        measureMemory(workspace, "memory.bytesPerPayment", settings.pairs());
        int many = (int) Math.max(Dataset.MIN_PAIRS, settings.records());
        measureMemory(workspace, "memory.bytesPerPaymentManyPairs", many);
    }

    private void measureMemory(Workspace workspace, String name, int pairs) {
        Dataset dataset = new Dataset("", Layout.UNIFORM, settings.records(), pairs, 0);
        ChildJvm worker = workspace.start(DETECT, arguments(Role.MEMORY, dataset, "", workspace.path("none"), null));
        double bytes = parse(worker.awaitLine("{")).required("bytesPerPayment").asDouble();
        workspace.stop(worker);
        figures.add(name, bytes);
        say("memory over %,d pairs: %.1f bytes/payment", pairs, bytes);
    }

    private void measureSteady(Bench bench) {
        if (!settings.wants(BenchmarkSettings.LATENCY)) {
            return;
        }
        long records = (long) Dataset.PER_SECOND * (settings.steadySeconds() + SteadyRun.WARM_UP_SECONDS);
        Dataset dataset = new Dataset("steady.", Layout.UNIFORM, records, settings.pairs(), bench.endMillis());
        String applicationId = "benchmark-steady";
        say("steady: %,d payments/s for %d s", Dataset.PER_SECOND, records / Dataset.PER_SECOND);
        // A topic that was emptied gives back its disk at some later time.
        bench.broker().delete(Topics.ACCEPTED);
        bench.broker().create(new Topics(dataset.cities(), PARTITIONS).all());
        bench.broker().create(List.of(Topics.exchange(applicationId, PARTITIONS)));
        Path stateDir = bench.workspace().path("state").resolve(applicationId);
        ChildJvm detector = bench.workspace()
                .start(DETECT, arguments(Role.STEADY, dataset, applicationId, stateDir, bench.bootstrapServer()));
        detector.awaitLine("{");
        new SteadyRun(bench.bootstrapServer(), bench.broker(), dataset, applicationId, settings.steadySeconds(), clock)
                .measure(figures);
        bench.workspace().stop(detector);
    }

    private void addRatios() {
        figures.addRatio("ratios.restoreToDetector", "restore.paymentsPerSecond", "throughput.detector");
        figures.addRatio(
                "ratios.withoutAcceptedToEmptyTopologyInStep",
                "throughput.withoutAccepted",
                "throughput.emptyTopologyInStep");
        for (Variant other : Variant.values()) {
            String name =
                    Character.toUpperCase(other.key().charAt(0)) + other.key().substring(1);
            switch (other) {
                case DETECTOR -> {}
                case SKEWED, REKEYED, VOLUME, WITHOUT_ACCEPTED, BACKTEST ->
                    figures.addRatio(
                            "ratios." + other.key() + "ToDetector", "throughput." + other.key(), "throughput.detector");
                default ->
                    figures.addRatio("ratios.detectorTo" + name, "throughput.detector", "throughput." + other.key());
            }
        }
    }

    private static JsonNode parse(String line) {
        try {
            return MAPPER.readTree(line);
        } catch (JsonProcessingException e) {
            throw new BenchmarkException("A worker answered with something else than JSON: " + line, e);
        }
    }

    private void say(String format, Object... arguments) {
        progress.accept(String.format(Locale.ROOT, format, arguments));
    }
}
