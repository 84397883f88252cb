package io.fintrans.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Properties;

/** Java's flags for the JVMs of the benchmark: those that {@code ./fintrans} gives to the same commands. */
final class BenchmarkFlags {
    private static final String TABLE = "jvm-flags.properties";

    private BenchmarkFlags() {}

    static List<String> of(String command) {
        Properties table = new Properties();
        try (InputStream in = Objects.requireNonNull(BenchmarkFlags.class.getResourceAsStream(TABLE), TABLE)) {
            table.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        int java = Runtime.version().feature();
        List<String> all = new ArrayList<>(words(table.getProperty("all", "")));
        all.addAll(words(table.getProperty(command, table.getProperty("default", ""))));
        all.addAll(java < 22 ? List.of() : words(table.getProperty("from22", "")));
        all.addAll(java < 24 ? List.of() : words(table.getProperty("from24", "")));
        all.addAll(words(Objects.requireNonNullElse(System.getenv("FINTRANS_OPTS"), "")));
        return all;
    }

    private static List<String> words(String flags) {
        return flags.isBlank() ? List.of() : List.of(flags.trim().split("\\s+"));
    }
}
