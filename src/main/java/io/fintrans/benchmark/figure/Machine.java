package io.fintrans.benchmark.figure;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Where the figures come from.
 *
 * @param processor its name, or the architecture's where the system does not tell
 * @param memoryMegabytes of the machine
 */
public record Machine(String system, String processor, int processors, long memoryMegabytes, String java) {
    private static final Path PROCESSORS = Path.of("/proc/cpuinfo");

    public static Machine here() {
        return new Machine(
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                processorName(),
                allProcessors(),
                memory() >> 20,
                System.getProperty("java.vm.name") + " " + Runtime.version());
    }

    /** Of the machine, however few this process may use. */
    private static int allProcessors() {
        int allowed = Runtime.getRuntime().availableProcessors();
        try (Stream<String> lines = Files.lines(PROCESSORS, StandardCharsets.UTF_8)) {
            return Math.max(allowed, (int)
                    lines.filter(line -> line.startsWith("processor\t")).count());
        } catch (IOException e) {
            return allowed;
        }
    }

    private static long memory() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                ? system.getTotalMemorySize()
                : 0;
    }

    private static String processorName() {
        String architecture = System.getProperty("os.arch");
        if (!Files.isReadable(PROCESSORS)) {
            return architecture;
        }
        try (Stream<String> lines = Files.lines(PROCESSORS, StandardCharsets.UTF_8)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).trim())
                    .findFirst()
                    .orElse(architecture);
        } catch (IOException e) {
            return architecture;
        }
    }
}
