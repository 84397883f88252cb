package io.fintrans;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The text of the sources, to look for names in. */
record SourceText(String text) {
    static final SourceText MAIN = of(Path.of("src/main"));
    static final SourceText ALL = of(Path.of("src"));
    /** What deployments are made of, without the documents about them. */
    static final SourceText DEPLOY =
            of(Path.of("deploy"), file -> !file.toString().endsWith(".md"));

    /** A file, or all files of a folder. */
    static SourceText of(Path path) {
        return of(path, file -> true);
    }

    private static SourceText of(Path path, Predicate<Path> wanted) {
        try (Stream<Path> files = Files.walk(path)) {
            return new SourceText(files.filter(Files::isRegularFile)
                    .filter(wanted)
                    .map(SourceText::read)
                    .collect(joining("\n")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean contains(String part) {
        return text.contains(part);
    }

    boolean hasWord(String word) {
        return Pattern.compile("\\b" + Pattern.quote(word) + "\\b")
                .matcher(text)
                .find();
    }
}
