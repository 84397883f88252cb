package io.fintrans.demo;

import io.fintrans.machine.Ports;
import io.fintrans.process.Child;
import io.fintrans.process.PathOption;
import io.fintrans.process.Program;
import io.fintrans.process.SupervisedChild;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What shows a demo's volumes in the tools that people already watch: InfluxDB and what fills it, if {@code influxd} is installed, and
 * Grafana on top, if that is installed too.
 */
final class DemoMonitoring {
    private static final Duration STOP = Duration.ofSeconds(3);

    private final DemoSettings settings;
    private final Path dataDir;
    private final Consumer<String> detail;
    private final Consumer<String> say;
    private final Consumer<String> giveUp;
    private final Map<String, String> environment;
    private final List<SupervisedChild> running = new ArrayList<>();

    /**
     * @param detail is given what only those want to know who ask for it
     * @param say is given what everybody should know
     * @param giveUp is given the reason when a part is not started again
     * @param environment of this process; {@code PATH} says where programs are
     */
    DemoMonitoring(
            DemoSettings settings,
            Consumer<String> detail,
            Consumer<String> say,
            Consumer<String> giveUp,
            Map<String, String> environment) {
        this.settings = settings;
        this.dataDir = settings.dataDir();
        this.detail = detail;
        this.say = say;
        this.giveUp = giveUp;
        this.environment = environment;
    }

    /**
     * Starts what is installed and says what it is, or how to get it.
     *
     * @param kafka the address of the demo's broker
     */
    void start(String kafka) {
        Optional<Program> influxd = InfluxServer.find(environment);
        if (influxd.isEmpty()) {
            detail.accept("InfluxDB   is not installed, so nothing is written there (" + InfluxServer.INSTALL + ")");
            return;
        }
        String version = influxd.get().answer("version");
        if (!InfluxServer.isSupported(version)) {
            detail.accept(
                    "InfluxDB   found is not a 1.x (" + version + "), so nothing is written there; to fill it yourself:"
                            + " ./fintrans ingest --bootstrap-server " + kafka + " --influx URL");
            return;
        }
        int port = Ports.anyFree();
        String url = "http://127.0.0.1:" + port;
        Child influx = supervised(
                        "influxdb",
                        () -> InfluxServer.start(List.of(), influxd.get(), port, folder("influxdb"), log("influxdb")))
                .start();
        Child ingest = supervised("ingest", () -> ingest(kafka, url)).start();
        detail.accept("InfluxDB   " + url + " (process " + influx.pid() + "), database fintrans, data in "
                + folder("influxdb"));
        detail.accept("ingest     volumes into InfluxDB (process " + ingest.pid() + ")");
        grafana(url);
    }

    /** Stops what was started, the last one first. */
    void stop() {
        for (int i = running.size() - 1; i >= 0; i--) {
            running.get(i).stop(STOP);
        }
    }

    private void grafana(String influx) {
        Optional<Program> grafana = find("grafana");
        Path provisioning = Path.of("deploy", "grafana", "provisioning").toAbsolutePath();
        if (grafana.isEmpty() || !Files.isDirectory(provisioning)) {
            detail.accept("Grafana    " + (grafana.isEmpty() ? "is not installed" : "is not started from this folder")
                    + "; deploy/grafana/README.md says how to look at the dashboard");
            return;
        }
        int port = Ports.anyFree();
        Map<String, String> settings = Map.of(
                "GF_PATHS_PROVISIONING",
                provisioning.toString(),
                "GF_PATHS_DATA",
                folder("grafana").toString(),
                "GF_PATHS_LOGS",
                folder("grafana").toString(),
                "GF_SERVER_HTTP_ADDR",
                "127.0.0.1",
                "GF_SERVER_HTTP_PORT",
                Integer.toString(port),
                "GF_AUTH_ANONYMOUS_ENABLED",
                "true",
                "GF_ANALYTICS_REPORTING_ENABLED",
                "false",
                "GF_ANALYTICS_CHECK_FOR_UPDATES",
                "false",
                "FINTRANS_INFLUX_URL",
                influx,
                "FINTRANS_INFLUX_DATABASE",
                "fintrans");
        List<String> line = List.of(grafana.get().path().toString(), "server", "--homepath", "/usr/share/grafana");
        Child child = supervised("grafana", () -> Child.program(line, settings, log("grafana")))
                .start();
        detail.accept("Grafana    http://127.0.0.1:" + port + "/d/fintrans-cities (process " + child.pid() + ")");
    }

    private Child ingest(String kafka, String url) {
        return Child.start("demo.ingest", settings.ingest(kafka, url), log("ingest"), false);
    }

    private SupervisedChild supervised(String name, Supplier<Child> launch) {
        SupervisedChild child = new SupervisedChild(name, log(name), launch, say, giveUp);
        running.add(child);
        return child;
    }

    private Optional<Program> find(String name) {
        return Program.find(name, environment.getOrDefault("PATH", ""));
    }

    private Path log(String name) {
        return dataDir.resolve("logs").resolve(name + ".log");
    }

    private Path folder(String name) {
        try {
            return Files.createDirectories(dataDir.resolve(name));
        } catch (IOException e) {
            throw PathOption.unusable("--data-dir", dataDir, e);
        }
    }
}
