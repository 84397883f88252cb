package io.fintrans.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether a human sees what is printed. */
public final class Terminal {
    private static final Path STDOUT = Path.of("/proc/self/fd/1");
    private static final Path STDERR = Path.of("/proc/self/fd/2");

    private Terminal() {}

    public static boolean isStdout() {
        return isTerminal(STDOUT);
    }

    public static boolean isStderr() {
        return isTerminal(STDERR);
    }

    /** Whether colours are wanted there; see no-color.org. */
    public static boolean wantsColour() {
        String noColour = System.getenv("NO_COLOR");
        return isStdout() && (noColour == null || noColour.isEmpty());
    }

    @SuppressWarnings("SystemConsoleNull") // asked only where it can be null
    private static boolean isTerminal(Path descriptor) {
        if (!Files.exists(descriptor)) {
            // Without /proc there is only one answer for all three streams, and from Java 22 on it is always yes.
            return Runtime.version().feature() < 22 && System.console() != null;
        }
        try {
            String device = Files.readSymbolicLink(descriptor).toString();
            return device.startsWith("/dev/pts/") || device.startsWith("/dev/tty");
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }
}
