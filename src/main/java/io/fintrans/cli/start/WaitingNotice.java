package io.fintrans.cli.start;

import java.io.PrintWriter;
import java.util.concurrent.TimeUnit;

/** Says on stderr, once, what a command waits for, if that takes longer than some seconds. */
final class WaitingNotice implements AutoCloseable {
    private static final long AFTER_MILLIS = 4_000;

    private final PrintWriter err;
    private final Thread thread;

    /** @param server address of the Kafka that is waited for */
    WaitingNotice(PrintWriter err, String server) {
        this.err = err;
        this.thread = new Thread(() -> sayLater(server), "waiting-notice");
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    private void sayLater(String server) {
        try {
            TimeUnit.MILLISECONDS.sleep(AFTER_MILLIS);
            err.println("fintrans: waiting for Kafka at " + server + ", which has not answered yet");
            err.flush();
        } catch (InterruptedException e) {
            // Kafka has answered, or nobody waits any more.
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
