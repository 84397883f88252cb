package io.fintrans.cli;

import java.io.IOException;

/**
 * Ends this process when the one that started it is gone, also when that was killed: its end of our standard input is
 * then closed by the kernel. Only where the environment says so, because a service may well run without an input.
 */
final class ParentWatch {
    /** Set to 1 by a parent that keeps the child's standard input open for as long as the child shall live. */
    static final String VARIABLE = "FINTRANS_EXIT_WITH_PARENT";

    private ParentWatch() {}

    static void startIfAsked() {
        if (!"1".equals(System.getenv(VARIABLE))) {
            return;
        }
        Thread watch = new Thread(ParentWatch::exitAtEndOfInput, "parent-watch");
        watch.setDaemon(true);
        watch.start();
    }

    private static void exitAtEndOfInput() {
        try {
            while (System.in.read() >= 0) {
                // What the parent writes means nothing; only the end does.
            }
        } catch (IOException e) {
            // As good as the end.
        }
        System.exit(ExitCode.DONE);
    }
}
