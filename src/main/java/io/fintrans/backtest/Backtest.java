package io.fintrans.backtest;

import io.fintrans.alert.AlertId;
import io.fintrans.detector.state.MemoryBudget;
import io.fintrans.rule.Rulebook;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

/**
 * Judges a file of payments by rules as the detector would have: one thread reads, and as many as there are processors judge, each the pairs of
 * some of the accounts. Where the file is in order of time, which thread has an account changes nothing in what is found.
 */
public final class Backtest {
    private static final int BATCH = 4096;
    private static final int QUEUED = 16;
    private static final List<PastPayment> END = List.of();

    private final String application;
    private final Rulebook rules;
    private final Duration lateness;
    private final long memory;
    private final int threads;

    /**
     * Makes one.
     *
     * @param application whose alerts these would be; it is in their ids
     * @param lateness how late a payment may come and still have its own window looked at
     * @param memory for all windows together, in bytes
     * @param threads that judge, at least one
     */
    public Backtest(String application, Rulebook rules, Duration lateness, long memory, int threads) {
        this.application = application;
        this.rules = rules;
        this.lateness = lateness;
        this.memory = memory;
        this.threads = threads;
    }

    /** A shard, and what is still to be judged by it. */
    private static final class Worker {
        private final Shard shard;
        private final BlockingQueue<List<PastPayment>> queue = new ArrayBlockingQueue<>(QUEUED);
        private List<PastPayment> batch = new ArrayList<>(BATCH);
        private Future<Shard> result = new CompletableFuture<>();

        Worker(Shard shard) {
            this.shard = shard;
        }

        Shard work() throws InterruptedException {
            for (List<PastPayment> next = queue.take(); next != END; next = queue.take()) {
                next.forEach(shard::judge);
            }
            shard.end();
            return shard;
        }

        void give(PastPayment payment) {
            batch.add(payment);
            if (batch.size() == BATCH) {
                flush();
            }
        }

        void flush() {
            put(batch);
            batch = new ArrayList<>(BATCH);
        }

        void put(List<PastPayment> payments) {
            try {
                boolean taken = false;
                // Whoever has failed takes nothing any more.
                while (!taken && !result.isDone()) {
                    taken = queue.offer(payments, 1, TimeUnit.SECONDS);
                }
                if (result.isDone()) {
                    get(result);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while payments were read", e);
            }
        }
    }

    /**
     * Judges a file, see {@link PaymentsFile}.
     *
     * @param progress told now and then how many payments were read
     * @throws IOException if the file cannot be read
     * @throws IllegalArgumentException if the file is no such file, with a sentence
     */
    public BacktestReport run(Path file, LongConsumer progress) throws IOException {
        MemoryBudget budget = new MemoryBudget(memory);
        List<Worker> workers = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            workers.add(new Worker(new Shard(application, rules, lateness, budget)));
        }
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            workers.forEach(worker -> worker.result = pool.submit(worker::work));
            PaymentsFile payments = new PaymentsFile(file);
            Span span = new Span(lateness.toMillis());
            payments.read(payment -> {
                span.add(payment.time());
                if (span.payments % BATCH == 0) {
                    progress.accept(span.payments);
                }
                workers.get(workerOf(payment)).give(payment);
            });
            workers.forEach(Worker::flush);
            workers.forEach(worker -> worker.put(END));
            return report(
                    payments,
                    span,
                    workers.stream().map(worker -> worker.result).toList());
        } finally {
            pool.shutdownNow();
        }
    }

    /** One account's payments go to one thread, in their order. */
    private int workerOf(PastPayment payment) {
        return Math.floorMod(payment.payment().source().hashCode(), threads);
    }

    /** From when to when the payments are. */
    private static final class Span {
        private final long latenessMillis;
        private long payments;
        private long first = Long.MAX_VALUE;
        private long last = Long.MIN_VALUE;
        private long unsorted;

        Span(long latenessMillis) {
            this.latenessMillis = latenessMillis;
        }

        void add(long time) {
            payments++;
            unsorted += last != Long.MIN_VALUE && time < last - latenessMillis ? 1 : 0;
            first = Math.min(first, time);
            last = Math.max(last, time);
        }
    }

    private BacktestReport report(PaymentsFile file, Span span, List<Future<Shard>> shards) {
        List<Finding> findings = new ArrayList<>();
        long judged = 0;
        long late = 0;
        boolean shortened = false;
        for (Future<Shard> future : shards) {
            Shard shard = get(future);
            findings.addAll(shard.findings());
            judged += shard.judged();
            late += shard.late() + shard.tooLarge();
            shortened |= shard.isShortened();
        }
        findings.sort(Comparator.comparing((Finding finding) -> finding.alert().at())
                .thenComparing(finding -> finding.alert().id(), Comparator.comparing(AlertId::toString)));
        boolean none = span.payments == 0;
        return new BacktestReport(
                Instant.ofEpochMilli(none ? 0 : span.first),
                Instant.ofEpochMilli(none ? 0 : span.last),
                judged,
                late,
                span.unsorted,
                file.foreign(),
                file.wrong(),
                file.firstWrong(),
                shortened,
                rules.specs().stream().map(spec -> spec.id().name()).distinct().toList(),
                findings);
    }

    private static Shard get(Future<Shard> shard) {
        try {
            return shard.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while payments were judged", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException("payments could not be judged: " + e.getCause(), e);
        }
    }
}
