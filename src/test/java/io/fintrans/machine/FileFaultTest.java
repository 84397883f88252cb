package io.fintrans.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileFaultTest {
    private static final Path SETPRIV = Path.of("/usr/bin/setpriv");

    @TempDir
    private Path folder;

    @BeforeEach
    void make() throws IOException {
        Files.writeString(folder.resolve("file"), "a");
        Files.write(folder.resolve("binary"), new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1});
        Files.createSymbolicLink(folder.resolve("nowhere"), folder.resolve("gone"));
        Files.createSymbolicLink(folder.resolve("circle"), folder.resolve("circle"));
    }

    @ParameterizedTest
    @CsvSource({
        "gone, ' does not exist; check the path'",
        "gone/deeper/still, ' does not exist, and neither does the folder it would be in; check the path'",
        "nowhere, ' is a symbolic link to what does not exist; check the path'",
        "circle, ' is a symbolic link that leads back to itself; name what it was meant to lead to'",
        "binary, ' is not text in UTF-8; save it in that encoding, or name another file'",
        "., ' is a folder and not a file; name a file'"
    })
    void whatCannotBeReadIsNamedWithTheReason(String name, String words) {
        Path path = folder.resolve(name);

        assertThat(FileFault.words(path, whenRead(path))).isEqualTo(path + words);
    }

    @Test
    void aFileInPlaceOfAFolderIsNamed() {
        Path below = folder.resolve("file/a/b");
        String words = folder.resolve("file") + " is a file and not a folder; name another place";

        assertThat(FileFault.words(below, whenRead(below))).isEqualTo(words);
        assertThat(FileFault.words(below, failure(() -> Files.createDirectories(below))))
                .isEqualTo(words);
        assertThat(failure(() -> Folders.requireUsable(below))).hasMessage(words);
    }

    @Test
    void aFullDiskIsNoPathAlone() {
        Path full = Path.of("/dev/full");
        assumeThat(full).exists();

        assertThat(FileFault.words(full, failure(() -> Files.writeString(full, "x"))))
                .isEqualTo("no space is left on the disk of /dev/full; free some");
    }

    @Test
    void aFileSystemThatCannotBeWrittenIsSaid() {
        assertThat(FileFault.words(folder, new FileSystemException("/a", null, "Read-only file system")))
                .isEqualTo("the file system of /a is read-only; name another place");
    }

    @Test
    void whatNobodyForesawKeepsItsReasonAndItsPath() {
        assertThat(FileFault.words(folder, new FileSystemException("/a", null, "Text file busy")))
                .isEqualTo("/a: Text file busy");
        assertThat(FileFault.words(folder, new FileSystemException("/a")))
                .isEqualTo("/a cannot be used, and Java says of the reason only: FileSystemException");
        assertThat(FileFault.words(folder, new IOException("somebody else has changed it")))
                .isEqualTo("somebody else has changed it");
    }

    @Test
    void aSentenceStaysAsItIs() {
        Path gone = folder.resolve("gone");
        IOException once = FileFault.of(gone, whenRead(gone));

        assertThat(FileFault.of(folder, once)).hasMessage(once.getMessage());
    }

    /** In a process of a user who is not the superuser, as that one may do everything. */
    @Test
    void whatIsForbiddenIsNamedWithTheUser() throws Exception {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path secret = with(Files.writeString(folder.resolve("secret"), "a"), "---------");
        Path fixed = with(Files.writeString(folder.resolve("fixed"), "a"), "r--r--r--");
        Path closed = with(Files.createDirectory(folder.resolve("closed")), "---------");
        Path full = with(Files.createDirectory(folder.resolve("full")), "r-xr-xr-x");

        List<String> words =
                asAnother("read", secret, "write", fixed, "read", closed.resolve("a"), "write", full.resolve("a"));
        String user = words.get(0);

        assertThat(words.subList(1, words.size()))
                .containsExactly(
                        secret + " may not be read by user " + user + "; change the permissions, or name another file",
                        fixed + " may not be written by user " + user
                                + "; change the permissions, or name another file",
                        "the folder " + closed + " may not be read by user " + user
                                + "; change the permissions, or name another place",
                        "the folder " + full + " may not be written by user " + user
                                + "; change the permissions, or name another place");
    }

    private static Path with(Path path, String permissions) throws IOException {
        return Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }

    private List<String> asAnother(Object... work) throws Exception {
        boolean root = System.getProperty("user.name").equals("root");
        assumeThat(!root || Files.isExecutable(SETPRIV))
                .as("a way to be another user")
                .isTrue();
        Path classes = Files.createDirectory(folder.resolve("classes"));
        for (Class<?> each : List.of(FileFault.class, Attempt.class)) {
            String name = each.getName().replace('.', '/') + ".class";
            Files.createDirectories(classes.resolve(name).getParent());
            Path from = Path.of(
                    each.getProtectionDomain().getCodeSource().getLocation().toURI());
            Files.copy(from.resolve(name), classes.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        }
        List<String> command = new ArrayList<>();
        if (root) {
            command.addAll(List.of(SETPRIV.toString(), "--reuid=65534", "--regid=65534", "--clear-groups"));
        }
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-cp", classes.toString(), Attempt.class.getName()));
        for (Object each : work) {
            command.add(each.toString());
        }
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        List<String> said = process.inputReader().lines().toList();
        assertThat(process.waitFor()).as(String.join("\n", said)).isZero();
        return said;
    }

    private static IOException whenRead(Path path) {
        return failure(() -> Files.readString(path));
    }

    private static IOException failure(org.assertj.core.api.ThrowableAssert.ThrowingCallable what) {
        IOException failure = catchThrowableOfType(IOException.class, what);
        assertThat(failure).as("a failure").isNotNull();
        return failure;
    }
}
