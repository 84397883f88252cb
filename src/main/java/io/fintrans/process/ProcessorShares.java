package io.fintrans.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Half of this machine's processors for a server and the other half for everything else, so that what is measured at the server does
 * not depend on who takes its processors away. Needs Linux and its program {@code taskset}.
 *
 * @param server numbers of processors
 * @param others numbers of processors
 */
public record ProcessorShares(Program taskset, List<Integer> server, List<Integer> others) {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String ALLOWED = "Cpus_allowed_list:";

    /** The shares, where there are two processors and a way to share them. */
    public static Optional<ProcessorShares> find(Map<String, String> environment) {
        Optional<Program> taskset = Program.find("taskset", environment.getOrDefault("PATH", ""));
        List<Integer> all = Files.isReadable(STATUS) ? allowed() : List.of();
        int half = all.size() / 2;
        return taskset.filter(any -> half > 0)
                .map(program -> new ProcessorShares(program, all.subList(0, half), all.subList(half, all.size())));
    }

    /** Reads a list such as {@code 0-3,8}. */
    static List<Integer> parse(String list) {
        List<Integer> numbers = new ArrayList<>();
        for (String part : list.strip().split(",", -1)) {
            String[] ends = part.split("-", -1);
            IntStream.rangeClosed(Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]))
                    .forEach(numbers::add);
        }
        return numbers;
    }

    private static List<Integer> allowed() {
        try (Stream<String> lines = Files.lines(STATUS)) {
            return lines.filter(line -> line.startsWith(ALLOWED))
                    .findFirst()
                    .map(line -> parse(line.substring(ALLOWED.length())))
                    .orElse(List.of());
        } catch (IOException e) {
            return List.of();
        }
    }

    /** What a command begins with that starts the server. */
    public List<String> asServer() {
        return List.of(taskset.path().toString(), "-c", text(server));
    }

    /** Moves this process, and with it what it starts from now on. */
    public void moveUs() {
        taskset.answer(
                "-acp", text(others), Long.toString(ProcessHandle.current().pid()));
    }

    private static String text(List<Integer> numbers) {
        return numbers.stream().map(Object::toString).collect(Collectors.joining(","));
    }
}
