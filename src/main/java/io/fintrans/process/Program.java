package io.fintrans.process;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A program of the machine, which may be installed or not.
 *
 * @param path of its file
 */
public record Program(Path path) {
    /** Where packages put servers, which the search path of users often does not name. */
    private static final List<String> USUAL = List.of("/usr/bin", "/usr/sbin", "/usr/local/bin", "/opt/homebrew/bin");

    /** The program of that name, from the folders of a search path or the usual ones. */
    public static Optional<Program> find(String name, String searchPath) {
        return Stream.concat(Stream.of(searchPath.split(File.pathSeparator, -1)), USUAL.stream())
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, name))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .map(Program::new)
                .findFirst();
    }

    /** What it says when it is called with these arguments, in one line; empty if it says nothing within five seconds. */
    public String answer(String... arguments) {
        ProcessBuilder builder = new ProcessBuilder(
                Stream.concat(Stream.of(path.toString()), Stream.of(arguments)).toList());
        try {
            Process process = builder.redirectErrorStream(true).start();
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return "";
            }
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .strip()
                    .replaceAll("\\s+", " ");
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }
}
