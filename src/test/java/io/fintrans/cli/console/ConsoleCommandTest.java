package io.fintrans.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.cli.CommandRun;
import io.fintrans.console.record.KeyRing;
import io.fintrans.process.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code fintrans console} refuses before it starts, and who may use it. */
class ConsoleCommandTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--host 0.0.0.0 | --tls-keystore",
                "--behind-proxy --tls-keystore a.p12 | exclude each other",
                "--tls-keystore a.p12 | --tls-password-file",
                "--tls-keystore none.p12 --tls-password-file SECRET | Cannot read --tls-keystore: none.p12 does not exist",
                "--public-address https://console.example/path | --public-address must be like http://",
                "--behind-proxy --public-address http://console.example | --public-address must be like https://",
                "--openid-issuer http://login.example | https://",
                "--openid-issuer https://login.example --behind-proxy | Give it with --public-address",
                "--openid-issuer https://login.example --openid-scope profile | openid",
                "--openid-issuer https://login.example --openid-secret-file none | Cannot read --openid-secret-file",
                "--openid-role a=boss | --openid-role",
                "--trusted-keys none | Cannot read --trusted-keys: none does not exist",
                "--longest-mute 0s | --longest-mute",
                "--mute-ends-at 0 | 1 or more",
            })
    void refusesWhatWouldLetPeopleInUnseen(String arguments, String message) throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "of-the-keystore");
        List<String> words = new ArrayList<>(List.of("console", "--data-dir", folder.toString()));
        words.addAll(List.of(arguments.replace("SECRET", secret.toString()).split(" ")));

        CommandRun run = CommandRun.of(words.toArray(String[]::new));

        assertThat(run.code()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains(message).doesNotContain("\tat ");
    }

    @Test
    void printsTheKeyThatOtherConsolesNeed() throws IOException {
        Path one = folder.resolve("one");
        CommandRun first = CommandRun.of("console", "key", "--data-dir", one.toString());
        assertThat(first.code()).isZero();
        assertThat(CommandRun.of("console", "key", "--data-dir", one.toString()).out())
                .as("the same again")
                .isEqualTo(first.out());
        Path two = Files.createDirectories(folder.resolve("two"));
        Files.writeString(two.resolve(KeyRing.FILE), first.out());

        assertThat(KeyRing.open(two, null).ids())
                .contains(KeyRing.open(one, null).id())
                .hasSize(2);
    }

    @Test
    void keepsUsersByOneNameHoweverItIsTyped() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "correct horse battery");
        assertThat(user("add", "Ann", "--role", "analyst", "--password-file", secret.toString()))
                .isEqualTo("ann may sign in as analyst.");
        assertThat(user("add", "ANN", "--role", "approver", "--password-file", secret.toString()))
                .isEqualTo("ann may sign in as approver.");
        assertThat(user("list")).isEqualTo("ann approver");
        assertThat(user("remove", "aNN")).isEqualTo("ann may not sign in any more.");
        assertThat(user("list")).isEmpty();
    }

    private String user(String... arguments) {
        List<String> words = new ArrayList<>(List.of("console", "user"));
        words.addAll(List.of(arguments));
        words.addAll(List.of("--data-dir", folder.toString()));
        CommandRun run = CommandRun.of(words.toArray(String[]::new));
        assertThat(run.code()).as(run.err()).isZero();
        return run.out().strip();
    }
}
