package io.fintrans.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Keys that somebody types into the terminal of a demo. The terminal is read only when a line waits there and the demo is in the
 * foreground: a process in the background that reads its terminal is stopped by the kernel.
 */
public final class DemoKeys {
    /** What the keys do, for the user. */
    static final String HELP = "type c and Enter for another link, s and Enter for a second person's";

    private static final Path INPUT = Path.of("/proc/self/fd/0");
    private static final Path STATUS = Path.of("/proc/self/stat");
    private static final int PROCESS_GROUP = 2;
    private static final int FOREGROUND_GROUP = 5;

    private DemoKeys() {}

    /** Whether there is a terminal to type into. */
    static boolean areRead() {
        try {
            return Files.readSymbolicLink(INPUT).toString().startsWith("/dev/pts/") && isForeground();
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    /**
     * Reads keys from now on.
     *
     * @param link is given the user for whom a link is wanted
     */
    public static void start(Consumer<String> link) {
        if (!areRead()) {
            return;
        }
        Thread thread = new Thread(() -> read(link), "keys");
        thread.setDaemon(true);
        thread.start();
    }

    private static void read(Consumer<String> link) {
        try {
            while (true) {
                while (System.in.available() > 0 && isForeground()) {
                    int key = System.in.read();
                    if (key == 'c') {
                        link.accept(ConsoleLinks.OPERATOR);
                    } else if (key == 's') {
                        link.accept(ConsoleLinks.COLLEAGUE);
                    }
                }
                TimeUnit.MILLISECONDS.sleep(200);
            }
        } catch (IOException e) {
            // The terminal is gone, and the demo goes on without.
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The fields behind the name in parentheses: state, parent, process group, session, terminal, foreground group. */
    private static boolean isForeground() throws IOException {
        String status = Files.readString(STATUS);
        String[] fields = status.substring(status.lastIndexOf(')') + 2).split(" ", -1);
        return fields[PROCESS_GROUP].equals(fields[FOREGROUND_GROUP]);
    }
}
