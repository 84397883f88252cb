package io.fintrans.cli.output;

import io.fintrans.ingest.Ingest;
import io.fintrans.ingest.IngestProgress;
import io.fintrans.transaction.Count;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows on stderr how far ingest is: on a terminal one line that is written again every second, otherwise a log line every ten
 * seconds; and at the end what came out.
 */
public final class IngestProgressView implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(IngestProgressView.class);
    private static final String REWRITE_LINE = "\r\u001b[K";
    private static final long MILLI_NANOS = 1_000_000L;

    private final Ingest ingest;
    private final PrintWriter err;
    private final boolean terminal;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "progress");
        thread.setDaemon(true);
        return thread;
    });
    private final ScheduledFuture<?> shows;
    private long pointsBefore;
    private long nanosBefore = System.nanoTime();

    @SuppressWarnings("FutureReturnValueIgnored") // It ends with the timer.
    public IngestProgressView(Ingest ingest, PrintWriter err, boolean terminal) {
        this.ingest = ingest;
        this.err = err;
        this.terminal = terminal;
        long period = terminal ? 1 : 10;
        shows = timer.scheduleAtFixedRate(this::show, period, period, TimeUnit.SECONDS);
    }

    private void show() {
        IngestProgress progress = ingest.progress();
        long now = System.nanoTime();
        long rate = (progress.points() - pointsBefore) * 1000 / Math.max(1, (now - nanosBefore) / MILLI_NANOS);
        pointsBefore = progress.points();
        nanosBefore = now;
        if (terminal) {
            String trouble = progress.trouble().map(why -> "; InfluxDB: " + why).orElse("");
            err.print(REWRITE_LINE
                    + String.format(
                            Locale.ROOT,
                            "%s, %,d/s, %s behind%s",
                            Count.grouped(progress.points(), "point"),
                            rate,
                            Count.grouped(progress.lag(), "record"),
                            trouble));
            err.flush();
        } else {
            LOG.info(
                    "points={} rate={}/s lag={} expired={} refused={}",
                    progress.points(),
                    rate,
                    progress.lag(),
                    progress.expired(),
                    progress.refused());
        }
    }

    /** Ends the progress and prints what came out. */
    @Override
    public void close() {
        shows.cancel(false);
        timer.shutdownNow();
        IngestProgress progress = ingest.progress();
        err.println((terminal ? REWRITE_LINE : "")
                + String.format(
                        Locale.ROOT,
                        "%s, %,d expired, %s without a point, %,d refused, %s behind.",
                        Count.grouped(progress.points(), "point"),
                        progress.expired(),
                        Count.grouped(progress.skipped(), "record"),
                        progress.refused(),
                        Count.grouped(progress.lag(), "record")));
        err.flush();
    }
}
