package io.fintrans.backtest;

import io.fintrans.past.PastPayment;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** A thread that judges, and what is still to be judged by it. All methods are for the thread that reads. */
final class Worker {
    private static final int BATCH = 4096;
    private static final int QUEUED = 16;
    private static final List<PastPayment> END = List.of();

    private final Part part;
    private final BlockingQueue<List<PastPayment>> queue = new ArrayBlockingQueue<>(QUEUED);
    private List<PastPayment> batch = new ArrayList<>(BATCH);
    private Future<Part> result = new CompletableFuture<>();

    Worker(Part part) {
        this.part = part;
    }

    void start(ExecutorService pool) {
        result = pool.submit(this::work);
    }

    private Part work() throws InterruptedException {
        for (List<PastPayment> next = queue.take(); next != END; next = queue.take()) {
            next.forEach(part::judge);
        }
        part.end();
        return part;
    }

    void give(PastPayment payment) {
        batch.add(payment);
        if (batch.size() == BATCH) {
            flush();
        }
    }

    private void flush() {
        put(batch);
        batch = new ArrayList<>(BATCH);
    }

    private void put(List<PastPayment> payments) {
        try {
            boolean taken = false;
            // Whoever has failed takes nothing any more.
            while (!taken && !result.isDone()) {
                taken = queue.offer(payments, 1, TimeUnit.SECONDS);
            }
            if (result.isDone()) {
                get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while payments were read", e);
        }
    }

    /** Lets it judge the rest. */
    void end() {
        if (!batch.isEmpty()) {
            flush();
        }
        put(END);
    }

    /** Waits until it has judged all. */
    Part get() {
        try {
            return result.get();
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
