package io.fintrans.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fintrans.testing.SmallDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {
    @TempDir
    private Path folder;

    @Test
    void replacesTheTextAndLeavesNothingElse() throws IOException {
        Path file = folder.resolve("text");
        Files.writeString(folder.resolve("text.new"), "what a crash left");
        WholeFile.replace(file, "one");
        WholeFile.replace(file, "two");

        assertThat(Files.readString(file)).isEqualTo("two");
        assertThat(folder).isDirectoryNotContaining("glob:**.new");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void keepsTheOldTextWhenTheDiskIsFull() throws IOException {
        try (SmallDisk disk = SmallDisk.at(folder.resolve("disk"))) {
            Path file = folder.resolve("disk/text");
            WholeFile.replace(file, "one");
            disk.fillBut(0);
            assertThatThrownBy(() -> WholeFile.replace(file, "two")).isInstanceOf(IOException.class);
            assertThat(Files.readString(file)).isEqualTo("one");
            disk.free();
            WholeFile.replace(file, "three");

            assertThat(Files.readString(file)).isEqualTo("three");
        }
    }
}
