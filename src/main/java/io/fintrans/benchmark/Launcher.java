package io.fintrans.benchmark;

import io.fintrans.machine.FileFault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Starts fintrans commands in JVMs of their own, so that each measurement begins with a clean heap and nothing compiled.
 *
 * @param mainClass the entry point
 * @param flags Java's flags for a command
 * @param brokerReady what the broker's line on stdout begins with when clients can connect; its address follows
 */
public record Launcher(String mainClass, Function<String, List<String>> flags, String brokerReady) {
    /**
     * A machine gives out memory slowly when it is touched for the first time, a virtual one ten times as slowly. That is no property of what is
     * measured, and all but a stage's first minutes are without it: so an eighth of the memory is touched before.
     */
    static final List<String> TOUCHED = List.of("-XX:InitialRAMPercentage=12.5", "-XX:+AlwaysPreTouch");

    /**
     * Starts {@code fintrans arguments...}; it ends when this JVM does, however that happens.
     *
     * @param flagsOf the command whose flags it gets
     * @param more flags
     * @param log takes its stderr
     */
    ChildJvm start(String flagsOf, List<String> more, List<String> arguments, Path log) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags.apply(flagsOf));
        command.addAll(more);
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(mainClass);
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(log.toFile());
        builder.environment().put("FINTRANS_EXIT_WITH_PARENT", "1");
        try {
            return new ChildJvm(String.join(" ", arguments), builder.start(), log);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Cannot start a JVM for " + arguments.get(0) + ": " + FileFault.words(log, e), e);
        }
    }
}
