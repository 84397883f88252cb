package io.fintrans.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Ends this process when the one that started it is gone, also when that was killed: its end of our standard input is
 * then closed by the kernel. Only where the environment says so, because a service may well run without an input.
 */
public final class ParentWatch {
    /** Set to 1 by a parent that keeps the child's standard input open for as long as the child shall live. */
    static final String VARIABLE = "FINTRANS_EXIT_WITH_PARENT";

    private static volatile Consumer<String> listener = line -> {};

    private ParentWatch() {}

    /** Has the lines that the parent writes from now on given to this listener, on a thread of their own. */
    public static void onLine(Consumer<String> toThis) {
        listener = toThis;
    }

    public static void startIfAsked() {
        if (!"1".equals(System.getenv(VARIABLE))) {
            return;
        }
        Thread watch = new Thread(ParentWatch::exitAtEndOfInput, "parent-watch");
        watch.setDaemon(true);
        watch.start();
    }

    private static void exitAtEndOfInput() {
        try {
            BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            for (String line = input.readLine(); line != null; line = input.readLine()) {
                listener.accept(line);
            }
        } catch (IOException e) {
            // As good as the end.
        }
        System.exit(ExitCode.DONE);
    }
}
