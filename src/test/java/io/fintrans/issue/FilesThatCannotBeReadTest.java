package io.fintrans.issue;

import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.cli.Main;
import io.fintrans.process.ExitCode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/**
 * Whoever named a file that was not there was told {@code Cannot read --thresholds X: X}, and of a file with a letter of another encoding that
 * its input length was 1. One without an end, {@code /dev/zero}, was read until memory was used up. Each option that names a file or a folder now says what is wrong with it, at once and with exit code 2.
 */
class FilesThatCannotBeReadTest {
    private static final List<String> FILES = List.of(
            "detect --thresholds",
            "reconcile --thresholds",
            "alerts --command-config",
            "ingest --username u --password-file",
            "ingest --token-file",
            "console user add ann --role viewer --password-file",
            "console --trusted-keys",
            "console --tls-keystore k --tls-password-file",
            "console --openid-issuer https://login.example --openid-client c --openid-secret-file",
            "audit verify --trusted-keys",
            "audit verify --checkpoints c --public-key");

    private static final List<String> FOLDERS = List.of(
            "detect --state-dir",
            "volume --state-dir",
            "console --data-dir",
            "console key --data-dir",
            "console user add ann --data-dir",
            "console user list --data-dir",
            "console user remove ann --data-dir",
            "broker --port 0 --data-dir",
            "demo --port 0 --data-dir");

    @TempDir
    private Path folder;

    static Stream<Arguments> files() {
        return FILES.stream()
                .flatMap(line -> Stream.of(
                        Arguments.of(line, "gone", " does not exist; check the path."),
                        Arguments.of(line, "folder", " is a folder and not a file; name a file."),
                        Arguments.of(line, "endless", ", or no end; name another file."),
                        Arguments.of(line, "huge", ", or no end; name another file."),
                        Arguments.of(line, "circle", " is a symbolic link that leads back to itself; name what"),
                        Arguments.of(
                                line, "binary", line.endsWith("-key") ? " is not a key" : " is not text in UTF-8;")));
    }

    @ParameterizedTest
    @MethodSource("files")
    void saysWhyAFileCannotBeRead(String line, String name, String why) throws IOException {
        Path path = prepared(name);

        assertRefused(line, path, path + (why.startsWith(",") ? " has more than " : why), why);
    }

    static Stream<Arguments> folders() {
        return FOLDERS.stream()
                .flatMap(line -> Stream.of(
                        Arguments.of(line, "binary"),
                        Arguments.of(line, "binary/below"),
                        Arguments.of(line, "nowhere")));
    }

    @ParameterizedTest
    @MethodSource("folders")
    void saysWhyAFolderCannotBeUsed(String line, String name) throws IOException {
        Path path = prepared(name);

        assertRefused(
                line,
                path,
                name.equals("nowhere")
                        ? path + " is a symbolic link to what does not exist; check the path."
                        : folder.resolve("binary") + " is a file and not a folder; name another place.");
    }

    private Path prepared(String name) throws IOException {
        Files.createDirectory(folder.resolve("folder"));
        Files.write(folder.resolve("binary"), new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1});
        try (RandomAccessFile huge = new RandomAccessFile(folder.resolve("huge").toFile(), "rw")) {
            huge.setLength(3L << 30);
        }
        Files.createSymbolicLink(folder.resolve("circle"), folder.resolve("circle"));
        Files.createSymbolicLink(folder.resolve("nowhere"), folder.resolve("gone"));
        return name.equals("endless") ? Path.of("/dev/zero") : folder.resolve(name);
    }

    /** A console's checkpoints may be many: each line is bounded, and not their number. */
    @ParameterizedTest
    @ValueSource(strings = {"endless", "huge"})
    void doesNotReadCheckpointsWithoutAnEnd(String name) throws IOException {
        Path path = prepared(name);
        String keys = folder.resolve("keys").toString();
        Main.commandLine().setOut(new PrintWriter(new StringWriter())).execute("console", "key", "--data-dir", keys);

        assertRefused(
                "audit verify --public-key " + keys + "/audit-key.pub --checkpoints",
                path,
                path + " has a line of more than 64 KB, or without an end;");
    }

    @ParameterizedTest
    @ValueSource(strings = {"endless", "huge"})
    void doesNotReadAKeystoreWithoutAnEnd(String name) throws IOException {
        Path path = prepared(name);
        Path password = Files.writeString(folder.resolve("password"), "secret");

        assertRefused(
                "console --tls-password-file " + password + " --tls-keystore", path, path + " has more than 16 MB,");
    }

    private static void assertRefused(String line, Path path, String sentence) {
        assertRefused(line, path, sentence, "");
    }

    private static void assertRefused(String line, Path path, String sentence, String end) {
        StringWriter err = new StringWriter();
        CommandLine commands = Main.commandLine().setErr(new PrintWriter(err, true));

        int code = commands.execute((line + " " + path).split(" ", -1));

        String option = line.substring(line.lastIndexOf(' ') + 1);
        assertThat(err.toString())
                .startsWith("fintrans: Cannot ")
                .contains(option + ": " + sentence)
                .contains(end)
                .hasLineCount(1);
        assertThat(code).isEqualTo(ExitCode.USAGE);
    }
}
