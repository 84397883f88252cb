package io.fintrans.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Starts fintrans commands in JVMs of their own, with the flags of this one, so that each measurement begins with a clean heap and
 * nothing compiled.
 *
 * @param mainClass the entry point
 * @param brokerReady what the broker's line on stdout begins with when clients can connect; its address follows
 */
public record Launcher(String mainClass, String brokerReady) {
    /** Starts {@code fintrans arguments...}; it ends when this JVM does, however that happens. */
    public ChildJvm start(List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags());
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(mainClass);
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("FINTRANS_EXIT_WITH_PARENT", "1");
        try {
            return new ChildJvm(arguments.get(0), builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start a JVM for " + arguments.get(0), e);
        }
    }

    /** This JVM's own, without what must not be there twice: a debugger's port, an agent's output file. */
    public static List<String> flags() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(flag -> flag.startsWith("-X") || flag.startsWith("--"))
                .filter(flag -> !flag.startsWith("-Xrunjdwp"))
                .toList();
    }
}
