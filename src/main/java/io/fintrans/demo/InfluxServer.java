package io.fintrans.demo;

import io.fintrans.machine.Ports;
import io.fintrans.process.Child;
import io.fintrans.process.Program;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An InfluxDB 1.x of our own, where the program is installed: without authentication, on loopback, with its data in a given folder. */
public final class InfluxServer {
    /** How to get it. */
    public static final String INSTALL = "Debian: apt-get install influxdb";

    private InfluxServer() {}

    /** The program, if it is installed. */
    public static Optional<Program> find(Map<String, String> environment) {
        return Program.find("influxd", environment.getOrDefault("PATH", ""));
    }

    /** Whether a program is a 1.x; later versions are set up in another way. */
    static boolean isSupported(String version) {
        return version.startsWith("InfluxDB v1.") || version.startsWith("InfluxDB 1.");
    }

    /**
     * Starts it; that it answers is for its users to wait for.
     *
     * @param prefix what the command begins with; most often nothing
     */
    public static Child start(List<String> prefix, Program influxd, int port, Path folder, Path log) {
        Map<String, String> settings = Map.of(
                "INFLUXDB_REPORTING_DISABLED",
                "true",
                "INFLUXDB_BIND_ADDRESS",
                "127.0.0.1:" + Ports.anyFree(),
                "INFLUXDB_HTTP_BIND_ADDRESS",
                "127.0.0.1:" + port,
                "INFLUXDB_HTTP_LOG_ENABLED",
                "false",
                "INFLUXDB_META_DIR",
                folder.resolve("meta").toString(),
                "INFLUXDB_DATA_DIR",
                folder.resolve("data").toString(),
                "INFLUXDB_DATA_WAL_DIR",
                folder.resolve("wal").toString(),
                "INFLUXDB_MONITOR_STORE_ENABLED",
                "false",
                "INFLUXDB_LOGGING_LEVEL",
                "warn");
        List<String> command = new ArrayList<>(prefix);
        command.addAll(List.of(influxd.path().toString(), "-config", "/dev/null"));
        return Child.program(command, settings, log);
    }
}
