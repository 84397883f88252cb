package io.fintrans.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.process.ExitCode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class MainTest {
    static List<String> commands() {
        return Main.commandLine().getSubcommands().values().stream()
                .filter(command -> !command.getCommandSpec().usageMessage().hidden())
                .map(CommandLine::getCommandName)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void theHelpOfEveryCommandEndsWithExamples(String command) {
        CommandRun run = CommandRun.of(command, "--help");

        assertThat(run.code()).isZero();
        assertThat(run.out())
                .contains("Usage: fintrans " + command)
                .containsPattern("(?s)Examples:\n.*fintrans " + command);
    }

    @Test
    void withoutACommandItHelps() {
        CommandRun run = CommandRun.of();

        assertThat(run.code()).isZero();
        assertThat(run.out())
                .containsSubsequence("Run:", "demo", "Look:", "alerts", "Prove:", "reconcile", "Measure:", "benchmark");
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandPrintsItsVersionAndItsHelp(String command) {
        if (!command.equals("help") && !command.equals("completion")) {
            assertThat(CommandRun.of(command, "--version").out())
                    .contains("fintrans ")
                    .contains("kafka ");
        }
        assertThat(CommandRun.of("help", command).out()).contains("Usage: fintrans " + command);
    }

    @Test
    void aMisspeltOptionIsAUsageErrorWithASuggestion() {
        CommandRun run = CommandRun.of("detect", "--treshold", "5");

        assertThat(run.code()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("Did you mean: --threshold?");
    }

    @Test
    void aMisspeltCommandIsAUsageErrorWithASuggestion() {
        CommandRun run = CommandRun.of("topic");

        assertThat(run.code()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("fintrans topics").hasLineCount(3);
    }

    @Test
    void aNameThatIsNoCityIsAUsageErrorThatSaysWhatIsAllowed() {
        CommandRun run = CommandRun.of("topics", "--cities", "a b");

        assertThat(run.code()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("A-Z a-z 0-9").contains("a b");
    }

    @Test
    void aKafkaThatDoesNotAnswerIsASentenceAndExitCode4() {
        CommandRun run = CommandRun.of(
                "topics",
                "--bootstrap-server",
                "127.0.0.1:1",
                "--command-property",
                "default.api.timeout.ms=300",
                "--command-property",
                "request.timeout.ms=200");

        assertThat(run.code()).isEqualTo(ExitCode.UNREACHABLE);
        assertThat(run.err()).contains("Kafka at 127.0.0.1:1 does not answer").doesNotContain("\tat ");
    }

    @Test
    void aMachineThatDoesNotExistIsASentenceAndExitCode4() {
        CommandRun run = CommandRun.of("topics", "--bootstrap-server", "nowhere.invalid:1");

        assertThat(run.code()).isEqualTo(ExitCode.UNREACHABLE);
        assertThat(run.err()).contains("nowhere.invalid:1").doesNotContain("\tat ");
    }

    @Test
    void printsACompletionScriptForTheShell() {
        assertThat(CommandRun.of("completion").out()).contains("complete").contains("topics");
    }
}
