package io.fintrans;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A document of the repository, taken apart into what a test can check.
 *
 * @param path relative to the root of the repository
 * @param text without HTML comments
 */
record Document(Path path, String text) {
    private static final Pattern COMMENT = Pattern.compile("<!--.*?-->", Pattern.DOTALL);
    private static final Pattern FENCE = Pattern.compile("(?ms)^ *```(\\w*)\\n(.*?)^ *```");
    private static final Pattern CODE_SPAN = Pattern.compile("`([^`\\n]+)`");
    private static final Pattern LINK = Pattern.compile("!?\\[[^\\]]*]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ +(.*)$");

    static Document of(String path) {
        return of(Path.of(path));
    }

    private static Document of(Path path) {
        try {
            return new Document(path, COMMENT.matcher(Files.readString(path)).replaceAll(""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every document of the repository. */
    static List<Document> all() {
        try (Stream<Path> top = Files.list(Path.of(""));
                Stream<Path> docs = Files.walk(Path.of("docs"));
                Stream<Path> deploy = Files.walk(Path.of("deploy"))) {
            return Stream.of(top, docs, deploy)
                    .flatMap(paths -> paths)
                    .filter(path -> path.toString().endsWith(".md"))
                    .sorted()
                    .map(Document::of)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where relative links start from. */
    Path folder() {
        Path folder = path.getParent();
        return folder == null ? Path.of("") : folder;
    }

    /** What stands between backticks within a line, outside fenced blocks. */
    List<String> codeSpans() {
        return matches(CODE_SPAN, FENCE.matcher(text).replaceAll(""));
    }

    /** The lines of fenced blocks that a shell would run: those of blocks marked {@code sh}. */
    List<String> shellLines() {
        List<String> lines = new ArrayList<>();
        Matcher fence = FENCE.matcher(text);
        while (fence.find()) {
            if (fence.group(1).equals("sh")) {
                fence.group(2)
                        .replace("\\\n", " ")
                        .lines()
                        .map(line -> line.replaceFirst("(^| )#.*", "").strip())
                        .forEach(lines::add);
            }
        }
        return lines;
    }

    /** Where links and pictures point to. */
    List<String> links() {
        return matches(LINK, FENCE.matcher(text).replaceAll(""));
    }

    /** The anchors that GitHub makes of the headings. */
    List<String> anchors() {
        return matches(HEADING, FENCE.matcher(text).replaceAll("")).stream()
                .map(heading -> heading.toLowerCase(java.util.Locale.ROOT)
                        .replaceAll("[^\\w\\- ]", "")
                        .replace(' ', '-'))
                .toList();
    }

    /** The text from a heading's line to the next heading of the same or a higher level. */
    String section(String heading) {
        int level = heading.indexOf(' ');
        Matcher section = Pattern.compile(
                        "^" + Pattern.quote(heading) + "$(.*?)(?=^#{1," + level + "} |\\z)",
                        Pattern.MULTILINE | Pattern.DOTALL)
                .matcher(text);
        if (!section.find()) {
            throw new AssertionError(path + " has no section: " + heading);
        }
        return section.group(1);
    }

    /** The rows of the first table under a heading, without its head; each a list of cells. */
    List<List<String>> tableUnder(String heading) {
        List<List<String>> rows = new ArrayList<>();
        boolean inTable = false;
        for (String line : section(heading).lines().toList()) {
            if (line.startsWith("|")) {
                inTable = true;
                rows.add(Arrays.stream(line.substring(1).split("\\|"))
                        .map(String::strip)
                        .toList());
            } else if (inTable) {
                break;
            }
        }
        return rows.subList(2, rows.size());
    }

    private static List<String> matches(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(match -> match.group(1)).toList();
    }
}
