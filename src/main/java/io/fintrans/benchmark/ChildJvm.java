package io.fintrans.benchmark;

import io.fintrans.machine.FileFault;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A running fintrans command of ours; closing it asks it to stop, and kills it if it does not. */
final class ChildJvm implements AutoCloseable {
    private static final int LAST_WORDS = 20;
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final String name;
    private final Process process;
    private final Path log;
    private final BufferedReader out;

    ChildJvm(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
        this.out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /**
     * Waits for a line on its stdout.
     *
     * @return the first line that begins with {@code prefix}
     * @throws BenchmarkException if it ends before that
     */
    String awaitLine(String prefix) {
        try {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                if (line.startsWith(prefix)) {
                    return line;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new BenchmarkException(
                "The JVM of '" + name + "' ended before it was done. Its last words were:\n" + lastWords());
    }

    private String lastWords() {
        try (Stream<String> lines = Files.lines(log, StandardCharsets.UTF_8)) {
            List<String> all = lines.toList();
            return String.join("\n", all.subList(Math.max(0, all.size() - LAST_WORDS), all.size()));
        } catch (IOException e) {
            return "(not to be read: " + FileFault.words(log, e) + ")";
        }
    }

    /** Waits for it to end by itself. */
    void awaitEnd() {
        try {
            if (!process.waitFor(2 * PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new BenchmarkException("The JVM of '" + name + "' did not end by itself.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
