package io.fintrans.cli.output;

import io.fintrans.generator.Generator;
import io.fintrans.generator.Progress;
import io.fintrans.transaction.Count;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows on stderr how far the generator is: on a terminal one line that is written again every second, otherwise a log line
 * every ten seconds; and a word when Kafka does not answer.
 */
public final class GeneratorProgress implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(GeneratorProgress.class);
    private static final String REWRITE_LINE = "\r\u001b[K";
    private static final Duration SILENCE = Duration.ofSeconds(5);
    private static final long SECOND_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Generator generator;
    private final String kafka;
    private final PrintWriter err;
    private final boolean terminal;
    private final long start = System.nanoTime();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "progress");
        thread.setDaemon(true);
        return thread;
    });
    private final ScheduledFuture<?> shows;
    private long madeBefore;
    private long nanosBefore = start;

    @SuppressWarnings("FutureReturnValueIgnored") // It ends with the timer.
    public GeneratorProgress(Generator generator, String kafka, PrintWriter err, boolean terminal) {
        this.generator = generator;
        this.kafka = kafka;
        this.err = err;
        this.terminal = terminal;
        long period = terminal ? 1 : 10;
        shows = timer.scheduleAtFixedRate(this::show, period, period, TimeUnit.SECONDS);
    }

    private void show() {
        Progress progress = generator.progress();
        long now = System.nanoTime();
        long rate = perSecond(progress.made() - madeBefore, now - nanosBefore);
        madeBefore = progress.made();
        nanosBefore = now;
        boolean silent = progress.silence().compareTo(SILENCE) > 0;
        if (terminal) {
            err.print(REWRITE_LINE + line(progress, rate) + (silent ? "; " + silence(progress) : ""));
            err.flush();
        } else {
            LOG.info(
                    "payments={} rate={}/s confirmed={} failed={} hidden={}",
                    progress.made(),
                    rate,
                    progress.confirmed(),
                    progress.failed(),
                    progress.hidden());
            if (silent) {
                LOG.warn("{}", silence(progress));
            }
        }
    }

    private String silence(Progress progress) {
        return String.format(
                Locale.ROOT,
                "Kafka at %s has not answered for %d s, %s for it",
                kafka,
                progress.silence().toSeconds(),
                Count.grouped(progress.underWay(), "payment waits", "payments wait"));
    }

    /** Ends the progress and prints what came out. */
    @Override
    public void close() {
        shows.cancel(false);
        timer.shutdownNow();
        Progress progress = generator.progress();
        err.println((terminal ? REWRITE_LINE : "")
                + line(progress, perSecond(progress.made(), System.nanoTime() - start)) + ".");
        if (progress.failed() > 0) {
            err.println(Count.of(progress.failed(), "payment was", "payments were") + " not confirmed by Kafka: "
                    + progress.lastFailure());
        }
        if (progress.labelsFailed() > 0) {
            err.println(Count.of(progress.labelsFailed(), "label was", "labels were") + " not confirmed by Kafka: "
                    + progress.lastFailure());
        }
        err.flush();
    }

    private static String line(Progress progress, long rate) {
        return String.format(
                Locale.ROOT,
                "%s, %,d/s, %,d confirmed, %,d failed, %,d of them laundering",
                Count.grouped(progress.made(), "payment"),
                rate,
                progress.confirmed(),
                progress.failed(),
                progress.hidden());
    }

    private static long perSecond(long payments, long nanos) {
        long millis = Math.max(1, nanos / (SECOND_NANOS / 1000));
        return payments * 1000 / millis;
    }
}
