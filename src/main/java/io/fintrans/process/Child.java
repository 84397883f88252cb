package io.fintrans.process;

import io.fintrans.machine.FileFault;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A command of fintrans in a JVM of its own, or another program, which ends with this process, however this one ends. Its messages go
 * to a file of its own.
 */
public final class Child {
    // Ctrl-C in a terminal goes to all its processes at once. Children must not hear it: they are stopped one after
    // the other, the broker last. A JVM leaves signals ignored that were ignored when it started.
    private static final List<String> DEAF_TO_THE_TERMINAL = List.of("sh", "-c", "trap '' INT HUP; exec \"$@\"", "sh");

    /** A program that knows nothing of us ends when its end of our pipe is closed. */
    private static final String TIED_TO_US = """
            trap '' INT HUP
            exec 3<&0
            "$@" 3<&- & child=$!
            { read -r _ <&3; kill "$child" 2> /dev/null; } & watch=$!
            trap 'kill "$child"' TERM
            wait "$child"; code=$?
            while kill -0 "$child" 2> /dev/null; do wait "$child"; code=$?; done
            kill "$watch" 2> /dev/null
            exit "$code"
            """;

    /** The entry point of every command; {@code ./fintrans} names it too. */
    private static final String MAIN = "io.fintrans.cli.Main";

    private static final String LOG_LEVEL = "FINTRANS_LOG_LEVEL";

    private final Process process;

    private Child(Process process) {
        this.process = process;
    }

    /**
     * @param flags a name of {@link JvmFlags}
     * @param arguments the command and its options
     * @param log where stderr is appended, and stdout too unless {@code readOutput}
     * @param readOutput whether the caller reads {@link #output()}
     */
    public static Child start(String flags, List<String> arguments, Path log, boolean readOutput) {
        List<String> line = new ArrayList<>(DEAF_TO_THE_TERMINAL);
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(JvmFlags.of(flags));
        line.addAll(List.of("-cp", System.getProperty("java.class.path"), MAIN));
        line.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(line);
        // Settings in the environment are for the parent, which passes on what the child shall know.
        builder.environment().keySet().removeIf(name -> name.startsWith("FINTRANS_") && !name.equals(LOG_LEVEL));
        builder.environment().put(ParentWatch.VARIABLE, "1");
        builder.redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
        if (!readOutput) {
            builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        }
        try {
            return new Child(builder.start());
        } catch (IOException e) {
            throw notStarted("Java", log, e);
        }
    }

    /** Whoever starts a program opens its log, too: that is what fails. */
    private static CommandException notStarted(String program, Path log, IOException why) {
        return new CommandException(
                ExitCode.FAILED,
                "Cannot start " + program + ", which writes to " + log + ": " + FileFault.words(log, why) + ".");
    }

    /**
     * Starts a program that is not ours.
     *
     * @param environment what to add to that of this process
     * @param log where its output is appended
     */
    public static Child program(List<String> command, Map<String, String> environment, Path log) {
        List<String> line = new ArrayList<>(List.of("sh", "-c", TIED_TO_US, "sh"));
        line.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
        builder.environment().putAll(environment);
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        try {
            return new Child(builder.start());
        } catch (IOException e) {
            throw notStarted(command.get(0), log, e);
        }
    }

    public long pid() {
        return process.pid();
    }

    public BufferedReader output() {
        return process.inputReader(StandardCharsets.UTF_8);
    }

    /** Writes a line to its standard input; if it is gone, nothing happens. */
    public void tell(String line) {
        try {
            process.outputWriter(StandardCharsets.UTF_8)
                    .append(line)
                    .append('\n')
                    .flush();
        } catch (IOException e) {
            // It has ended; whoever supervises it says so.
            return;
        }
    }

    /** Waits for its end and returns the exit code; 128 and more is a signal. */
    int await() throws InterruptedException {
        return process.waitFor();
    }

    /** Asks it to end, waits, and kills it when the limit is over. */
    public void stop(Duration limit) {
        process.destroy();
        try {
            if (process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
    }

    /** The last thing that was written to a log, for a message to the user; empty if there is nothing. */
    public static String lastLine(Path log) {
        try {
            List<String> lines = Files.readAllLines(log).stream()
                    .filter(line -> !line.isBlank())
                    .toList();
            return lines.isEmpty() ? "" : lines.get(lines.size() - 1).strip();
        } catch (IOException e) {
            return "";
        }
    }
}
