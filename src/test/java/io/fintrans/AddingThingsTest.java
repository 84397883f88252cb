package io.fintrans;

import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.testing.ScratchSources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Adds a rule and a format to a copy of the sources, and nothing but what the tables of CONTRIBUTING.md say: the copy compiles, and what was added
 * keeps the promises that every rule and every format makes.
 */
class AddingThingsTest {
    private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");

    /** A line of a table. */
    private record Row(List<String> files, String checkedBy) {
        boolean covers(String path) {
            String below = path.replace("src/main/java/io/fintrans/", "");
            return files.stream().anyMatch(file -> below.equals(file) || below.startsWith(file + "/"));
        }
    }

    @TempDir
    Path folder;

    @Test
    void aRuleChangesWhatTheTableSays() throws Exception {
        ScratchSources sources = new ScratchSources(folder, "/adding/rule.txt");
        assertOnlyWhatIsSaid(sources, table("A rule"));
        sources.compile();
        sources.run("io.fintrans.reconcile.RoundSumsTried");
    }

    @Test
    void aFormatChangesWhatTheTableSays() throws Exception {
        ScratchSources sources = new ScratchSources(folder, "/adding/format.txt");
        assertOnlyWhatIsSaid(sources, table("A format"));
        sources.compile();
        sources.run("io.fintrans.format.SemicolonTried");
    }

    /** Of a rule, where the table promises it. */
    @Test
    void theCompilerTellsOfEachFileThatWasForgotten() throws IOException {
        ScratchSources sources = new ScratchSources(folder, "/adding/rule.txt");
        sources.compile();
        List<Row> rows = table("A rule");
        List<String> told = new ArrayList<>();
        for (String path : sources.edited()) {
            boolean promised = rows.stream()
                    .anyMatch(row -> row.covers(path) && row.checkedBy().contains("the compiler"));
            // That one makes the others fail.
            if (promised && !path.endsWith("/Typology.java")) {
                assertThat(sources.compiledUnedited(path)).as(path).contains("error:");
                told.add(path);
            }
        }
        assertThat(told).hasSizeGreaterThanOrEqualTo(6);
    }

    private static void assertOnlyWhatIsSaid(ScratchSources sources, List<Row> rows) {
        List<String> touched = Stream.concat(sources.added().stream(), sources.edited().stream())
                .toList();
        assertThat(touched)
                .isNotEmpty()
                .allMatch(path -> path.endsWith("Tried.java") || rows.stream().anyMatch(row -> row.covers(path)));
    }

    private static List<Row> table(String heading) throws IOException {
        String all = Files.readString(Path.of("CONTRIBUTING.md"));
        int begin = all.indexOf("### " + heading + "\n");
        String section = all.substring(begin, all.indexOf("\n### ", begin + 1));
        List<Row> rows = new ArrayList<>();
        section.lines().filter(line -> line.startsWith("| `")).forEach(line -> {
            String[] cells = line.split("\\|", -1);
            List<String> files = new ArrayList<>();
            Matcher quoted = QUOTED.matcher(cells[1]);
            while (quoted.find()) {
                files.add(quoted.group(1));
            }
            rows.add(new Row(files, cells[4]));
        });
        return rows;
    }
}
