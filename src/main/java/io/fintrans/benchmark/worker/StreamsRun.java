package io.fintrans.benchmark.worker;

import io.fintrans.benchmark.BenchmarkException;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.processor.StateRestoreListener;
import org.jspecify.annotations.Nullable;

/** A topology that runs in this JVM until it is closed; the first exception in it ends the measurement. */
final class StreamsRun implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final KafkaStreams streams;
    private final CountDownLatch running = new CountDownLatch(1);
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    StreamsRun(Topology topology, Properties settings) {
        this.streams = new KafkaStreams(topology, settings);
        streams.setStateListener((now, before) -> {
            if (now == State.RUNNING) {
                running.countDown();
            }
        });
        streams.setUncaughtExceptionHandler(exception -> {
            failure.compareAndSet(null, exception);
            running.countDown();
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        });
    }

    /** Must be called before {@link #start}. */
    void onRestore(StateRestoreListener listener) {
        streams.setGlobalStateRestoreListener(listener);
    }

    /** Returns when all tasks are assigned, restored and running. */
    void start() {
        streams.start();
        try {
            if (!running.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new BenchmarkException("The topology was not running after " + PATIENCE.toSeconds() + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchmarkException("The benchmark was interrupted.", e);
        }
        check();
    }

    /** @throws BenchmarkException if the topology has failed */
    void check() {
        Throwable failed = failure.get();
        if (failed != null) {
            throw new BenchmarkException("The topology failed: " + failed, failed);
        }
    }

    @Override
    public void close() {
        streams.close(Duration.ofSeconds(30));
    }
}
