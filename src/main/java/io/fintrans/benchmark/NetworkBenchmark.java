package io.fintrans.benchmark;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fintrans.benchmark.figure.Figures;
import io.fintrans.benchmark.figure.Machine;
import io.fintrans.benchmark.network.AcceptedFiller;
import io.fintrans.benchmark.network.Mix;
import io.fintrans.benchmark.network.NetworkTraffic;
import io.fintrans.topic.Topics;
import io.fintrans.transaction.City;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

/**
 * How fast the rules of the network are, all twelve together: the graph alone in a JVM of its own, by the processor's time, and the stage beside a broker,
 * by what it commits.
 */
public final class NetworkBenchmark {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String NETWORK = "network";
    private static final List<Mix> BESIDE_A_BROKER = List.of(Mix.ORDINARY, Mix.SKEWED, Mix.PAYROLL);

    private final BenchmarkSettings settings;
    private final Launcher launcher;
    private final Clock clock;
    private final Consumer<String> progress;
    private final Figures figures = new Figures();
    /** How many alerts each mix came to. */
    private final Map<Mix, Long> alerts = new HashMap<>();

    /**
     * Makes one.
     *
     * @param settings of which the pairs are the accounts
     * @param progress is told what is being done, a line each
     */
    public NetworkBenchmark(BenchmarkSettings settings, Launcher launcher, Clock clock, Consumer<String> progress) {
        this.settings = settings;
        this.launcher = launcher;
        this.clock = clock;
        this.progress = progress;
    }

    /** @throws BenchmarkException if it cannot be carried out to the end */
    public BenchmarkReport run() {
        try (Workspace workspace = new Workspace(launcher)) {
            for (int round = 1; round <= settings.rounds(); round++) {
                for (Mix mix : Mix.values()) {
                    core(workspace, mix, round);
                }
            }
            String kafka = workspace.startBroker();
            try (BrokerView broker = new BrokerView(kafka)) {
                broker.create(new Topics(City.DEFAULTS, 1).all());
                for (int round = 1; round <= settings.rounds(); round++) {
                    for (Mix mix : BESIDE_A_BROKER) {
                        stage(workspace, broker, kafka, mix, round);
                    }
                }
            }
        }
        figures.addRatio("ratios.networkSkewedToOrdinary", "network.stage.skewed", "network.stage.ordinary");
        figures.addRatio("ratios.networkPayrollToOrdinary", "network.stage.payroll", "network.stage.ordinary");
        figures.addRatio("ratios.networkRestoreToStage", "network.restore", "network.stage.ordinary");
        return new BenchmarkReport(settings, Machine.here(), figures);
    }

    private void core(Workspace workspace, Mix mix, int round) {
        JsonNode result = work(workspace, arguments(Role.NETWORK_CORE, mix));
        figures.add("network.core." + mix.key(), result.required("perSecond").asDouble());
        figures.add(
                "network.cutPercent." + mix.key(), result.required("cutPercent").asDouble());
        if (mix == Mix.ORDINARY) {
            figures.add("network.lastToSecond", result.required("lastToSecond").asDouble());
            figures.add(
                    "network.bytesPerPayment",
                    result.required("bytesPerPayment").asDouble());
            figures.add(
                    "network.journalBytesPerPayment",
                    result.required("journalBytesPerPayment").asDouble());
        }
        long told = result.required("alerts").asLong();
        if (alerts.computeIfAbsent(mix, any -> told) != told) {
            figures.disagree();
        }
        say("round %d: core, %s: %s", round, mix.key(), result);
    }

    private void stage(Workspace workspace, BrokerView broker, String kafka, Mix mix, int round) {
        long start = clock.millis() - NetworkTraffic.SPAN.toMillis();
        long records = settings.records() / AcceptedFiller.PER_RECORD;
        fill(kafka, new NetworkTraffic(mix, start, settings.records(), settings.pairs(), round), records);
        String applicationId = "benchmark-network-" + mix.key() + "-" + round;
        Path stateDir = workspace.path("state").resolve(applicationId);
        double perSecond = perSecond(workspace, kafka, Role.NETWORK_STAGE, mix, applicationId, stateDir);
        figures.add("network.stage." + mix.key(), perSecond);
        say("round %d: stage, %s: %,.0f payments/s", round, mix.key(), perSecond);
        Workspace.delete(stateDir);
        if (mix == Mix.ORDINARY) {
            double restored = perSecond(workspace, kafka, Role.NETWORK_RESTORE, mix, applicationId, stateDir);
            figures.add("network.restore", restored);
            say("round %d: restored: %,.0f payments/s", round, restored);
            Workspace.delete(stateDir);
        }
        broker.empty(Topics.ACCEPTED);
        broker.deleteTopicsOf(applicationId);
    }

    private static void fill(String kafka, NetworkTraffic traffic, long records) {
        try {
            new AcceptedFiller(traffic).fill(kafka, records);
        } catch (ExecutionException e) {
            throw new BenchmarkException("Cannot write the payments: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchmarkException("The benchmark was interrupted.", e);
        }
    }

    private double perSecond(
            Workspace workspace, String kafka, Role role, Mix mix, String applicationId, Path stateDir) {
        List<String> arguments = arguments(role, mix);
        arguments.addAll(List.of("--bootstrap-server", kafka, "--cities", Topics.ACCEPTED));
        arguments.addAll(List.of("--application-id", applicationId, "--state-dir", stateDir.toString()));
        arguments.addAll(List.of("--threads", "1"));
        return work(workspace, arguments).required("perSecond").asDouble();
    }

    private List<String> arguments(Role role, Mix mix) {
        return new ArrayList<>(List.of(
                "benchmark-worker",
                role.name(),
                "--records",
                Long.toString(settings.records()),
                "--pairs",
                Integer.toString(settings.pairs()),
                "--mix",
                mix.name()));
    }

    private static JsonNode work(Workspace workspace, List<String> arguments) {
        ChildJvm worker = workspace.start(NETWORK, arguments);
        String line = worker.awaitLine("{");
        worker.awaitEnd();
        workspace.stop(worker);
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
