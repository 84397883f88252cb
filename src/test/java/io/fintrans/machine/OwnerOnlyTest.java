package io.fintrans.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnerOnlyTest {
    @TempDir
    private Path folder;

    @Test
    void makesFoldersThatNobodyElseMayEnter() throws IOException {
        OwnerOnly.folder(folder.resolve("a/b"));

        assertThat(permissions("a")).isEqualTo("rwx------");
        assertThat(permissions("a/b")).isEqualTo("rwx------");
    }

    @Test
    void takesWhatIsOursAwayFromOthers() throws IOException {
        Path ours = open("ours");
        Files.writeString(ours.resolve("mark"), "");
        OwnerOnly.folder(ours, "other", "mark");
        open("empty");
        OwnerOnly.folder(folder.resolve("empty"), "mark");

        assertThat(permissions("ours")).isEqualTo("rwx------");
        assertThat(permissions("empty")).isEqualTo("rwx------");
    }

    @Test
    void leavesAFolderOfOtherThingsAsItIs() throws IOException {
        Path shared = open("srv");
        Files.writeString(shared.resolve("somebody's"), "");
        OwnerOnly.folder(shared, "mark");

        assertThat(permissions("srv")).isEqualTo("rwxr-xr-x");
    }

    /** Not even with our mark, which an earlier start may have left there. */
    @Test
    void leavesWhatTheSystemNeedsAsItIs() throws IOException {
        Path sticky = open("tmp");
        Files.setAttribute(sticky, "unix:mode", 0x3ff);
        OwnerOnly.folder(sticky, "mark");
        assertThat(permissions("tmp")).isEqualTo("rwxrwxrwx");
    }

    @Test
    void takesAFileAwayFromOthersAndGivesItsOwnerNothingNew() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--rw-r--"));
        OwnerOnly.file(file);
        OwnerOnly.file(folder.resolve("missing"));

        assertThat(permissions("file")).isEqualTo("r--------");
    }

    private Path open(String name) throws IOException {
        Path made = Files.createDirectory(folder.resolve(name));
        Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rwxr-xr-x"));
        return made;
    }

    private String permissions(String name) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(name)));
    }
}
