package io.fintrans.generator;

import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** Counts what became of the records of one kind. Its answers come on the producer's thread. */
final class Deliveries implements Callback {
    private final LongSupplier nanoTime;
    private final LongAdder confirmed = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private volatile long lastAnswer;
    private volatile String lastFailure = "";

    Deliveries(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        lastAnswer = nanoTime.getAsLong();
    }

    @Override
    public void onCompletion(@Nullable RecordMetadata metadata, @Nullable Exception failure) {
        if (failure == null) {
            confirmed.increment();
        } else {
            failed.increment();
            String message = failure.getMessage();
            lastFailure = message == null ? failure.getClass().getSimpleName() : message;
        }
        lastAnswer = nanoTime.getAsLong();
    }

    /** Says that no answer is due, so that the time since the last one means nothing. */
    void nothingToWaitFor() {
        lastAnswer = nanoTime.getAsLong();
    }

    long confirmed() {
        return confirmed.sum();
    }

    long failed() {
        return failed.sum();
    }

    String lastFailure() {
        return lastFailure;
    }

    Duration sinceLastAnswer() {
        return Duration.ofNanos(nanoTime.getAsLong() - lastAnswer);
    }
}
