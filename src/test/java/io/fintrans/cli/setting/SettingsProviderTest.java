package io.fintrans.cli.setting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fintrans.cli.Main;
import io.fintrans.process.CommandException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class SettingsProviderTest {
    @TempDir
    private Path folder;

    @Test
    void theCommandLineWinsOverTheEnvironment() throws Exception {
        assertThat(threshold(Map.of("FINTRANS_THRESHOLD", "7"), "detect", "--threshold", "8"))
                .isEqualTo("8");
    }

    @Test
    void theEnvironmentWinsOverTheFile() throws Exception {
        assertThat(threshold(Map.of("FINTRANS_THRESHOLD", "7"), "detect", "--config", file("threshold=6")))
                .isEqualTo("7");
    }

    @Test
    void theFileWinsOverTheDefault() throws Exception {
        assertThat(threshold(Map.of(), "detect", "--config=" + file("threshold=6")))
                .isEqualTo("6");
        assertThat(value(Map.of(), "--rule-notice", "detect")).isEqualTo("PT6M");
        assertThat(value(Map.of(), "--rule-notice", "detect", "--config=" + file("rule-notice=7m")))
                .isEqualTo("PT7M");
    }

    @Test
    void theFileCanBeNamedInTheEnvironment() throws Exception {
        assertThat(threshold(Map.of("FINTRANS_CONFIG", file("threshold=6")), "detect"))
                .isEqualTo("6");
    }

    @Test
    void theVariableOfTheFirstDemoStillWorks() throws Exception {
        assertThat(threshold(Map.of("ALERT_THRESHOLD", "9"), "detect")).isEqualTo("9");
        assertThat(value(Map.of("INFLUX_API", "influx:8086"), "--influx", "ingest"))
                .isEqualTo("influx:8086");
        assertThat(value(Map.of("INFLUX_TARGET_DB", "demo"), "--database", "ingest"))
                .isEqualTo("demo");
    }

    @Test
    void dashesInAnOptionAreUnderscoresInTheEnvironment() {
        assertThat(value(Map.of("FINTRANS_BOOTSTRAP_SERVER", "kafka:1"), "--bootstrap-server", "topics"))
                .isEqualTo("kafka:1");
    }

    @Test
    void aNameThatNoCommandKnowsIsRefusedWithWhatWasMeant() throws Exception {
        assertThatThrownBy(() -> threshold(Map.of(), "detect", "--config", file("treshold=6")))
                .isInstanceOf(CommandException.class)
                .hasMessageMatching("There is no setting 'treshold', which is in .*\\. Did you mean threshold or"
                        + " thresholds\\? 'fintrans help COMMAND' lists those of a command\\.");
        assertThatThrownBy(() -> threshold(Map.of(), "detect", "--config", file("BOOTSTRAP_SERVER=a:1")))
                .hasMessageContaining("Did you mean bootstrap-server?");
        assertThatThrownBy(() -> threshold(Map.of(), "detect", "--config", file("what.nobody.means=6")))
                .hasMessageContaining("Settings have the names of options, without the dashes;")
                .hasMessageContaining("'fintrans help COMMAND' lists");
    }

    /** The file was refused with names that only a command below a command has. */
    @Test
    void namesOfCommandsBelowCommandsAreSettingsToo() throws Exception {
        assertThat(threshold(Map.of("FINTRANS_ROLE", "viewer"), "detect", "--config", file("role=viewer")))
                .as("nothing of the file is for detect")
                .isEqualTo("null");
    }

    @Test
    void aFileThatIsMissingIsRefused() {
        assertThatThrownBy(() -> threshold(Map.of(), "detect", "--config", "/no/such/file"))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("/no/such/file");
    }

    private String file(String content) throws IOException {
        return Files.writeString(folder.resolve("fintrans.properties"), content).toString();
    }

    private static String threshold(Map<String, String> environment, String... arguments) {
        return value(environment, "--threshold", arguments);
    }

    private static String value(Map<String, String> environment, String option, String... arguments) {
        CommandLine commands = Main.commandLine();
        SettingsProvider.install(commands, environment, arguments);
        Object value = commands.parseArgs(arguments)
                .subcommand()
                .commandSpec()
                .findOption(option)
                .getValue();
        return String.valueOf(value);
    }
}
