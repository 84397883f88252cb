package io.fintrans.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fintrans.cli.option.DemoOptions;
import io.fintrans.transaction.City;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Where Grafana is installed the demo starts it. Debian has none, so a program of that name notes how it was called. */
class DemoMonitoringIT {
    private final List<String> said = new CopyOnWriteArrayList<>();

    @TempDir
    private Path folder;

    @Test
    void startsGrafanaWithOurProvisioningAndTheDatabaseThatIsFilled() throws Exception {
        Path programs = Files.createDirectory(folder.resolve("programs"));
        Path grafana = Files.writeString(
                programs.resolve("grafana"),
                "#!/bin/sh\necho \"$@\" > \"$GF_PATHS_DATA/arguments\"\nenv > \"$GF_PATHS_DATA/environment\"\nexec sleep 600\n");
        Files.setPosixFilePermissions(grafana, PosixFilePermissions.fromString("rwx------"));
        Files.createDirectory(folder.resolve("logs"));
        DemoOptions options = new DemoOptions();
        new CommandLine(options)
                .registerConverter(City.class, City::new)
                .parseArgs("--data-dir", folder.toString(), "--cities=Bern,Oslo");
        DemoMonitoring monitoring = new DemoMonitoring(
                options.settings(), said::add, said::add, said::add, Map.of("PATH", programs.toString()));
        try {
            monitoring.start("127.0.0.1:1");
            Path environment = folder.resolve("grafana").resolve("environment");
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> Files.exists(environment) && Files.size(environment) > 0);

            List<String> lines = Files.readAllLines(environment);
            String influx = lines.stream()
                    .filter(line -> line.startsWith("FINTRANS_INFLUX_URL="))
                    .map(line -> line.substring(line.indexOf('=') + 1))
                    .findFirst()
                    .orElseThrow();
            assertThat(said).anyMatch(line -> line.startsWith("InfluxDB   " + influx + " "));
            assertThat(lines)
                    .contains("FINTRANS_INFLUX_DATABASE=fintrans")
                    .filteredOn(line -> line.startsWith("GF_PATHS_PROVISIONING="))
                    .allMatch(line -> Files.isDirectory(Path.of(line.substring(line.indexOf('=') + 1), "datasources")))
                    .hasSize(1);
            assertThat(folder.resolve("grafana").resolve("arguments")).content().startsWith("server ");
            assertThat(said).anyMatch(line -> line.startsWith("Grafana    http://127.0.0.1:"));
        } finally {
            monitoring.stop();
        }
        assertThat(said).noneMatch(line -> line.contains("given up"));
    }
}
