package io.fintrans.issue;

import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.cli.Main;
import io.fintrans.process.ExitCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A variable that was misspelt set nothing and said nothing, and a wrong address from a variable or a file was said to be one of
 * {@code --command-config}. In processes with an environment of their own.
 */
class SettingsFromElsewhereTest {
    private record Run(int code, String err) {}

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "FINTRANS_TRESHOLD, FINTRANS_THRESHOLD or FINTRANS_THRESHOLDS",
        "FINTRANS_ROL, FINTRANS_ROLE",
        "FINTRANS_PORTT, FINTRANS_PORT",
        "FINTRANS_LOGLEVEL, FINTRANS_LOG_LEVEL",
        "FINTRANS_BOOTSTRAP_SERVERS, FINTRANS_BOOTSTRAP_SERVER",
        "FINTRANS_threshold, FINTRANS_THRESHOLD or FINTRANS_THRESHOLDS"
    })
    void refusesAVariableThatIsNearlyASetting(String variable, String meant) throws Exception {
        Run run = users(Map.of(variable, "7"));

        assertThat(run.err())
                .isEqualTo("fintrans: The variable " + variable + " of the environment sets nothing. Did you mean "
                        + meant + "? If not, rename it or unset it.\n");
        assertThat(run.code()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void warnsOfWhatIsNoSettingAndGoesOn() throws Exception {
        Run run = users(Map.of("FINTRANS_OWNER_TEAM", "payments"));

        assertThat(run.err())
                .startsWith("fintrans: The variable FINTRANS_OWNER_TEAM of the environment sets nothing: ");
        assertThat(run.code()).isEqualTo(ExitCode.DONE);
    }

    @Test
    void passesOverWhatKubernetesSetsForItsServices() throws Exception {
        Run run = users(Map.of(
                "FINTRANS_PORT", "tcp://10.0.0.7:8088",
                "FINTRANS_SERVICE_HOST", "10.0.0.7",
                "FINTRANS_SERVICE_PORT", "8088",
                "FINTRANS_SERVICE_PORT_HTTP", "8088",
                "FINTRANS_PORT_8088_TCP", "tcp://10.0.0.7:8088",
                "FINTRANS_PORT_8088_TCP_PROTO", "tcp",
                "FINTRANS_PORT_8088_TCP_PORT", "8088",
                "FINTRANS_PORT_8088_TCP_ADDR", "10.0.0.7",
                "FINTRANS_CONSOLE_PORT", "tcp://10.0.0.8:80",
                "FINTRANS_CONSOLE_SERVICE_HOST", "10.0.0.8"));

        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isEqualTo(ExitCode.DONE);
    }

    @Test
    void whatIsASettingOrHasAnotherUseIsNoStranger() throws Exception {
        Run run = users(Map.of(
                "FINTRANS_ROLE", "viewer",
                "FINTRANS_OPTS", "-Xmx1g",
                "FINTRANS_LOG_LEVEL", "WARN",
                "FINTRANS_TLS_PASSWORD", "x",
                "FINTRANS_INFLUX_URL", "http://127.0.0.1:1"));

        assertThat(run.err()).isEmpty();
    }

    @Test
    void theHelpComesAllTheSame() throws Exception {
        assertThat(run(Map.of("FINTRANS_TRESHOLD", "7"), "help", "detect").code())
                .isZero();
        assertThat(run(Map.of("FINTRANS_TRESHOLD", "7"), "detect", "--help").code())
                .isZero();
    }

    @Test
    void namesWhereAWrongAddressComesFrom() throws Exception {
        String wrong = " must be HOST:PORT, or several with commas between, but 'nonsense' is not.\n";
        Path settings = Files.writeString(folder.resolve("settings"), "bootstrap-server=nonsense\n");
        Path client = Files.writeString(folder.resolve("client"), "bootstrap.servers=nonsense\nacks=perhaps\n");

        assertThat(run(Map.of("FINTRANS_BOOTSTRAP_SERVER", "nonsense"), "alerts"))
                .isEqualTo(new Run(ExitCode.USAGE, "fintrans: FINTRANS_BOOTSTRAP_SERVER" + wrong));
        assertThat(run(Map.of(), "alerts", "--config", settings.toString()))
                .isEqualTo(new Run(ExitCode.USAGE, "fintrans: bootstrap-server in " + settings + wrong));
        assertThat(run(Map.of(), "alerts", "--command-config", client.toString()))
                .isEqualTo(new Run(ExitCode.USAGE, "fintrans: bootstrap.servers in " + client + wrong));
        assertThat(run(Map.of("FINTRANS_COMMAND_CONFIG", client.toString()), "alerts", "--bootstrap-server", "a:1")
                        .err())
                .endsWith(". Change it: it is set by acks in " + client + ".\n");
        assertThat(run(Map.of("FINTRANS_BOOTSTRAP_SERVER", "a:1"), "alerts", "--bootstrap-server", "nonsense")
                        .err())
                .isEqualTo("fintrans: --bootstrap-server" + wrong);
    }

    private Run users(Map<String, String> environment) throws IOException, InterruptedException {
        return run(environment, "console", "user", "list", "--data-dir", folder.toString());
    }

    private Run run(Map<String, String> environment, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(arguments));
        Path err = folder.resolve("err");
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(err.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("FINTRANS_"));
        builder.environment().putAll(environment);
        int code = builder.start().waitFor();
        return new Run(code, Files.readString(err, StandardCharsets.UTF_8));
    }
}
