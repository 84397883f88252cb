package io.fintrans.console;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.jspecify.annotations.Nullable;

/**
 * Ends connections on which too little comes: the server itself ends only those on which nothing comes, and a stranger who sends a byte now
 * and then would keep one for hours.
 */
final class ConnectionWatch extends AbstractLifeCycle implements Connection.Listener {
    /** For the headers of a request, and for the first of them since the connection was opened. */
    static final Duration HEADERS = Duration.ofSeconds(15);

    /** Between requests; longer than the server's own limit for those on which nothing comes at all. */
    static final Duration REST = Duration.ofMinutes(1);

    private static final long LOOK_MILLIS = 1000;

    private final Map<Connection, Wait> open = new ConcurrentHashMap<>();
    private final long headersNanos;
    private final long restNanos;
    private @Nullable ScheduledExecutorService clock;
    private @Nullable Future<?> looking;

    /** What is waited for on a connection; used by the thread that looks. */
    private final class Wait {
        private long requests;
        private long bytes;
        private long answered;
        private boolean begun = true;
        private long since = System.nanoTime();

        /** Whether it has taken too long. */
        boolean isOver(Connection connection, long now) {
            long came = connection.getMessagesIn();
            if (came != requests || came > connection.getMessagesOut()) {
                requests = came;
                next(connection, false, now);
            } else if (!begun && connection.getBytesIn() > bytes) {
                next(connection, true, now);
            } else if (!begun && connection.getBytesOut() > answered) {
                // The server counts an answer as out when it begins; a stream goes on.
                next(connection, false, now);
            }
            return now - since > (begun ? headersNanos : restNanos);
        }

        private void next(Connection connection, boolean hasBegun, long now) {
            bytes = connection.getBytesIn();
            answered = connection.getBytesOut();
            begun = hasBegun;
            since = now;
        }
    }

    /**
     * Makes one.
     *
     * @param headers what a request's headers may take
     * @param rest what a connection on which nothing is asked or answered may be kept
     */
    ConnectionWatch(Duration headers, Duration rest) {
        this.headersNanos = headers.toNanos();
        this.restNanos = rest.toNanos();
    }

    @Override
    public void onOpened(Connection connection) {
        open.put(connection, new Wait());
    }

    @Override
    public void onClosed(Connection connection) {
        open.remove(connection);
    }

    @Override
    protected void doStart() {
        ScheduledExecutorService started = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "connection-watch");
            thread.setDaemon(true);
            return thread;
        });
        looking = started.scheduleWithFixedDelay(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
        clock = started;
    }

    private void look() {
        long now = System.nanoTime();
        open.forEach((connection, wait) -> {
            if (wait.isOver(connection, now)) {
                connection.getEndPoint().close();
            }
        });
    }

    @Override
    protected void doStop() {
        if (looking != null) {
            looking.cancel(false);
        }
        if (clock != null) {
            clock.shutdownNow();
        }
    }
}
