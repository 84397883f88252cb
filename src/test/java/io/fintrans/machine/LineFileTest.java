package io.fintrans.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fintrans.testing.SmallDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LineFileTest {
    /** Longer than the blocks in which the end is looked for. */
    private static final String LONG = "x".repeat(10_000);

    @TempDir
    private Path folder;

    @Test
    void appendsBehindWhatIsThere() throws IOException {
        LineFile.open(file()).append("one");
        LineFile.open(file()).append("two");

        assertThat(Files.readString(file())).isEqualTo("one\ntwo\n");
    }

    @Test
    void cutsOffWhatHasNoEnd() throws IOException {
        for (String unfinished : new String[] {"h", LONG, "\0".repeat(9000)}) {
            for (String whole : new String[] {"", "one\n", LONG + "\n"}) {
                Files.writeString(file(), whole + unfinished);
                LineFile.open(file());
                assertThat(Files.readString(file())).isEqualTo(whole);
            }
        }
    }

    @Test
    void writesOverWhatAFullDiskLeft() throws IOException {
        try (SmallDisk disk = SmallDisk.at(folder.resolve("disk"))) {
            Path small = folder.resolve("disk/lines");
            LineFile lines = LineFile.open(small);
            lines.append("one");
            disk.fillBut(0);
            assertThatThrownBy(() -> lines.append(LONG)).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> lines.append(LONG)).isInstanceOf(IOException.class);
            disk.free();
            lines.append("two");

            assertThat(Files.readString(small)).isEqualTo("one\ntwo\n");
        }
    }

    @Test
    void goesOnAfterAnInterrupt() throws IOException {
        LineFile lines = LineFile.open(file());
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> lines.append("one")).isInstanceOf(IOException.class);
        assertThat(Thread.interrupted()).isTrue();
        lines.append("two");

        assertThat(Files.readString(file())).isEqualTo("two\n");
    }

    @Test
    void appendsToNothingThatSomebodyElseHasChanged() throws IOException {
        LineFile lines = LineFile.open(file());
        lines.append("one");
        Files.write(file(), new byte[0], StandardOpenOption.TRUNCATE_EXISTING);
        assertThatThrownBy(() -> lines.append("two")).hasMessageContaining("shorter");
        Files.delete(file());
        assertThatThrownBy(() -> lines.append("two")).hasMessageEndingWith(" does not exist; check the path");
    }

    private Path file() {
        return folder.resolve("lines");
    }
}
