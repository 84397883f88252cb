package io.fintrans;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A file that one can read at one sitting: half are shorter than 120 lines, none is longer than 300. */
class FileSizeTest {
    private static final int LONGEST = 300;
    private static final int MEDIAN = 120;

    @Test
    void keepsEveryFileUnderThreeHundredLinesAndHalfUnderOneHundredAndTwenty() {
        Map<Path, Integer> lines = linesOfEachFile();
        List<Integer> sorted = lines.values().stream().sorted().toList();
        int median = sorted.get(sorted.size() / 2);
        System.out.println(lines.size() + " Java files, median " + median + " lines, longest "
                + sorted.get(sorted.size() - 1) + " lines");

        lines.values().removeIf(count -> count <= LONGEST);
        assertThat(lines).as("files over %d lines: split them", LONGEST).isEmpty();
        assertThat(median).as("the median file's lines").isLessThan(MEDIAN);
    }

    private static Map<Path, Integer> linesOfEachFile() {
        Map<Path, Integer> lines = new TreeMap<>();
        try (Stream<Path> files = Files.walk(Path.of("src"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                lines.put(file, Files.readAllLines(file).size());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return lines;
    }
}
