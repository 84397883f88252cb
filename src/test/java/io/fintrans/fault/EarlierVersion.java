package io.fintrans.fault;

import io.fintrans.testing.TestProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A fintrans of before, built from the history of this repository. */
final class EarlierVersion {
    private static final Duration BUILD = Duration.ofMinutes(10);

    private final Path folder;

    private EarlierVersion(Path folder) {
        this.folder = folder;
    }

    /**
     * Builds it.
     *
     * @param commit in full
     * @param folder that is empty; yours to delete
     * @return empty if this folder has no history with that commit
     */
    static Optional<EarlierVersion> of(String commit, Path folder) {
        if (run(Path.of("."), "git", "cat-file", "-e", commit + "^{commit}") != 0) {
            return Optional.empty();
        }
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String sources = folder.resolve("sources.tar").toString();
        must(run(Path.of("."), "git", "archive", "--output", sources, commit), "unpack");
        must(run(folder, "tar", "-xf", sources), "unpack");
        must(run(folder, "mvn", "-q", "-B", "-Dquick", "-Dmaven.test.skip=true", "package"), "build");
        return Optional.of(new EarlierVersion(folder));
    }

    /** Starts a command of it. */
    TestProcess start(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx320m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                folder.resolve("target/fintrans.jar") + ":" + folder.resolve("target/lib") + "/*",
                "io.fintrans.cli.Main"));
        command.addAll(arguments);
        return TestProcess.start(command);
    }

    private static void must(int exitCode, String what) {
        if (exitCode != 0) {
            throw new AssertionError("cannot " + what + " the version of before");
        }
    }

    private static int run(Path in, String... command) {
        ProcessBuilder builder = new ProcessBuilder(command).directory(in.toFile());
        builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        try {
            Process process = builder.start();
            if (!process.waitFor(BUILD.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                return -1;
            }
            return process.exitValue();
        } catch (IOException e) {
            return -1; // No such program here.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }
}
