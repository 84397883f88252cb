package io.fintrans.benchmark;

import io.fintrans.timeseries.Compression;
import io.fintrans.timeseries.InfluxDb;
import io.fintrans.timeseries.LineProtocol;
import io.fintrans.timeseries.WriteOutcome;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;

/** A data set as points in line protocol, cut into requests, and compressed if {@code fintrans ingest} would: all that is left to do is to post them. */
final class PreparedRequests {
    /** As many as {@code fintrans ingest} puts into a request at most. */
    private static final int POINTS = 5_000;
    /** The first part of the points is not measured, as with the readers of Kafka. */
    private static final int WARM_UP_DIVISOR = 5;

    private static final long MILLI_NANOS = 1_000_000L;

    @SuppressWarnings("ArrayRecordComponent") // Requests are never compared.
    private record Request(byte[] body, int points) {}

    /** For each partition, in order. */
    private final List<List<Request>> partitions;

    private final long points;
    private final boolean gzipped;

    private PreparedRequests(List<List<Request>> partitions, long points, boolean gzipped) {
        this.gzipped = gzipped;
        this.partitions = partitions;
        this.points = points;
    }

    /** @param partitionsOfCity over which the accounts of each city are spread */
    static PreparedRequests of(Dataset dataset, int partitionsOfCity, Compression compression) {
        int cities = dataset.cities().size();
        List<List<Request>> all = new ArrayList<>();
        List<LineProtocol> open = new ArrayList<>();
        for (int i = 0; i < cities * partitionsOfCity; i++) {
            all.add(new ArrayList<>());
            open.add(new LineProtocol());
        }
        for (long n = 0; n < dataset.records(); n++) {
            DatasetPayment payment = dataset.payment(n);
            int partition = payment.source() % partitionsOfCity;
            int at = payment.city() * partitionsOfCity + partition;
            LineProtocol lines = open.get(at);
            lines.measurement("transaction")
                    .tag("city", dataset.cities().get(payment.city()).name())
                    .tag("partition", Integer.toString(partition))
                    .text("source", Integer.toString(payment.source()))
                    .text("target", Integer.toString(payment.target()))
                    .decimal("amount", payment.amount() * 100L, 2)
                    .at(payment.time() * MILLI_NANOS + n % MILLI_NANOS);
            if (lines.points() == POINTS) {
                close(lines, all.get(at), compression);
            }
        }
        for (int i = 0; i < all.size(); i++) {
            if (open.get(i).points() > 0) {
                close(open.get(i), all.get(i), compression);
            }
        }
        return new PreparedRequests(all, dataset.records(), compression == Compression.GZIP);
    }

    private static void close(LineProtocol lines, List<Request> requests, Compression compression) {
        requests.add(new Request(compression.of(lines.toBytes()), lines.points()));
        lines.clear();
    }

    /**
     * Posts all of them, one at a time for each partition.
     *
     * @return points a second, without the first fifth
     * @throws BenchmarkException if one is not taken
     */
    double post(InfluxDb server) {
        AtomicLong taken = new AtomicLong();
        AtomicLong began = new AtomicLong();
        List<CompletableFuture<Void>> lanes = new ArrayList<>();
        for (List<Request> requests : partitions) {
            lanes.add(next(server, new ArrayDeque<>(requests), taken, began));
        }
        try {
            CompletableFuture.allOf(lanes.toArray(CompletableFuture[]::new)).join();
        } catch (CompletionException e) {
            throw new BenchmarkException("InfluxDB did not take a prepared request: " + e.getCause(), e.getCause());
        }
        long measured = points - points / WARM_UP_DIVISOR;
        return measured * 1e9 / (System.nanoTime() - began.get());
    }

    private CompletableFuture<Void> next(InfluxDb server, Queue<Request> requests, AtomicLong taken, AtomicLong began) {
        Request request = requests.poll();
        if (request == null) {
            return CompletableFuture.completedFuture(null);
        }
        return server.writeAsync(request.body(), gzipped).thenCompose(outcome -> {
            if (!(outcome instanceof WriteOutcome.Taken)) {
                throw new BenchmarkException(outcome.toString());
            }
            if (taken.addAndGet(request.points()) >= points / WARM_UP_DIVISOR) {
                began.compareAndSet(0, System.nanoTime());
            }
            return next(server, requests, taken, began);
        });
    }
}
