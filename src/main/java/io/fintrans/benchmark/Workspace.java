package io.fintrans.benchmark;

import io.fintrans.machine.FileFault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The benchmark's temporary folder and the JVMs that it has started; all of it is gone at the end, also after Ctrl-C. */
final class Workspace implements AutoCloseable {
    private final Launcher launcher;
    private final Path folder;
    private final Deque<ChildJvm> running = new ArrayDeque<>();
    private final Thread hook = new Thread(this::clean, "benchmark-clean-up");
    private int started;
    private boolean closed;

    Workspace(Launcher launcher) {
        this.launcher = launcher;
        try {
            this.folder = Files.createTempDirectory("fintrans-benchmark-");
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Cannot create a temporary folder: "
                            + FileFault.words(Path.of(System.getProperty("java.io.tmpdir")), e),
                    e);
        }
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** A path in the temporary folder. */
    Path path(String name) {
        return folder.resolve(name);
    }

    /** @param flagsOf the command whose flags of Java it gets */
    ChildJvm start(String flagsOf, List<String> arguments) {
        return start(flagsOf, List.of(), arguments);
    }

    /**
     * Starts one that gets more.
     *
     * @param more flags of Java, behind those of the command
     */
    synchronized ChildJvm start(String flagsOf, List<String> more, List<String> arguments) {
        if (closed) {
            throw new BenchmarkException("The benchmark was interrupted.");
        }
        ChildJvm child = launcher.start(flagsOf, more, arguments, path("log-" + started++));
        running.push(child);
        return child;
    }

    /** Starts a broker of the benchmark's own, and returns its address. */
    String startBroker() {
        ChildJvm broker = start(
                "broker",
                List.of("broker", "--port", "0", "--data-dir", path("kafka").toString()));
        String line = broker.awaitLine(launcher.brokerReady());
        return line.substring(launcher.brokerReady().length()).split("[, ]", 2)[0];
    }

    /** Stops one of them before the end. */
    void stop(ChildJvm child) {
        child.close();
        synchronized (this) {
            running.remove(child);
        }
    }

    /** Whether the end came before {@link #close}: by Ctrl-C. */
    synchronized boolean isInterrupted() {
        return closed;
    }

    @Override
    public void close() {
        clean();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM is ending and the hook has run or is about to.
        }
    }

    /** The last started goes first: the broker, on which the others depend, is the last. */
    private synchronized void clean() {
        if (closed) {
            return;
        }
        closed = true;
        running.forEach(ChildJvm::close);
        running.clear();
        delete(folder);
    }

    /** Deletes a folder of the workspace, so that the next measurement does not find it. */
    static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.deleteIfExists(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException failure) {
                    // Kafka deletes files of its own at the same time.
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure)
                        throws IOException {
                    Files.deleteIfExists(visited);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Please delete the temporary folder " + folder + " by hand: " + FileFault.words(folder, e), e);
        }
    }
}
