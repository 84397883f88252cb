package io.fintrans.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A command in a process of its own, so that it can be killed, paused and stopped as an operator, a kernel or a lid would. What
 * it prints is kept. It ends with the JVM of the tests, however that ends.
 */
public final class TestProcess implements AutoCloseable {
    private final Process process;
    private final List<String> out = new ArrayList<>();
    private final List<String> log = new ArrayList<>();
    private final List<Consumer<String>> logListeners = new CopyOnWriteArrayList<>();
    private final List<Thread> readers;

    private TestProcess(Process process) {
        this.process = process;
        this.readers = List.of(
                reading(process.getInputStream(), this::keepOut), reading(process.getErrorStream(), this::keepLog));
    }

    /** Starts a command of fintrans from the classes under test. */
    public static TestProcess fintrans(String... arguments) {
        return java(List.of("-Xmx320m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"), List.of(arguments));
    }

    /** Starts a command of fintrans with flags of Java of your own. */
    public static TestProcess java(List<String> flags, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "io.fintrans.cli.Main"));
        command.addAll(arguments);
        return start(command);
    }

    /** Starts a class of the tests that has a {@code main}. */
    public static TestProcess of(Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx320m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(arguments));
        return start(command);
    }

    /** Starts any program. */
    public static TestProcess start(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command);
        // Our end of its standard input is closed with this JVM, even if that is killed.
        builder.environment().put("FINTRANS_EXIT_WITH_PARENT", "1");
        try {
            return new TestProcess(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Gives it this and nothing more to read. */
    public void input(byte[] bytes) {
        try (OutputStream stdin = process.getOutputStream()) {
            stdin.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The lines of its stdout so far. */
    public List<String> out() {
        synchronized (out) {
            return List.copyOf(out);
        }
    }

    /** The lines of its stderr so far. */
    public List<String> log() {
        synchronized (log) {
            return List.copyOf(log);
        }
    }

    /** Whether its stderr has a line with this text. */
    public boolean logged(String text) {
        return log().stream().anyMatch(line -> line.contains(text));
    }

    /** Has each further line of its stderr told at once, on the thread that reads it. */
    public void onLog(Consumer<String> listener) {
        logListeners.add(listener);
    }

    /** As {@code kill -9}, without waiting for the end; for listeners. */
    public void strike() {
        handle().destroyForcibly();
    }

    /** As {@code kill -9}: returns when the process is gone. */
    public void kill() {
        handle().destroyForcibly();
        awaitExit(Duration.ofSeconds(20));
    }

    /** As {@code kill -TERM}: returns the exit code. */
    public int stop(Duration within) {
        handle().destroy();
        return awaitExit(within);
    }

    /** As {@code kill -STOP}: it keeps its connections and does nothing until {@link #resume()}. */
    public void pause() {
        signal("STOP");
    }

    public void resume() {
        signal("CONT");
    }

    /** Waits for its end and the end of its output, and returns the exit code. */
    public int awaitExit(Duration within) {
        try {
            if (!process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS)) {
                handle().destroyForcibly();
                throw new AssertionError(
                        "process " + pid() + " did not end within " + within + "\n" + String.join("\n", log()));
            }
            for (Thread reader : readers) {
                reader.join(5_000);
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    @Override
    public void close() {
        kill();
    }

    /** Sends signals only; {@code Process} would also close the streams, and with them lose the last words. */
    private ProcessHandle handle() {
        return process.toHandle();
    }

    private void keepOut(String line) {
        synchronized (out) {
            out.add(line);
        }
    }

    private void keepLog(String line) {
        synchronized (log) {
            log.add(line);
        }
        logListeners.forEach(listener -> listener.accept(line));
    }

    private static Thread reading(InputStream stream, Consumer<String> keep) {
        Thread reader = new Thread(
                () -> {
                    try (BufferedReader lines = new BufferedReader(new InputStreamReader(stream, UTF_8))) {
                        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                            keep.accept(line);
                        }
                    } catch (IOException e) {
                        keep.accept("(output cut off: " + e.getMessage() + ")");
                    }
                },
                "output-of-child");
        reader.setDaemon(true);
        reader.start();
        return reader;
    }

    private void signal(String name) {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(pid())).start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static AssertionError interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new AssertionError("interrupted", e);
    }
}
