package io.fintrans.ingest;

import io.fintrans.timeseries.WriteOutcome;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * One partition's records on their way to InfluxDB, in order, one request at a time.
 *
 * <p>Records wait; some of them become a batch; the batch is under way until it is answered; then it is done, or all of it or parts of it
 * go to the front again. Used by one thread.
 */
final class Lane {
    /** An answer, and how long it took. */
    record Answer(WriteOutcome outcome, long nanos) {}

    /** How long few records wait for more. */
    static final long LINGER_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final BatchSize size;
    private final Backoff backoff;
    private final @Nullable PartitionTime time;
    private final long waitNanos;
    /** Each but the last with as many as a request could have when they came. */
    private final Deque<PackedRecords> waiting = new ArrayDeque<>();

    private final Deque<Batch> again = new ArrayDeque<>();
    private @Nullable Batch underWay;
    private @Nullable CompletableFuture<Answer> answer;
    private long sentAt;
    private long waitingSince;
    private long notBefore;
    private final RefusalRun refusals = new RefusalRun();
    private @Nullable Long done;
    private long doneTime = PartitionTime.UNKNOWN;

    /**
     * @param size of all lanes to the same server
     * @param time of the partition, where its records are payments; null for records of our own
     * @param waitNanos at least so long from one request to the next; with 0 as soon as there is enough for one
     * @param now as {@link System#nanoTime()} has it, here and in all methods
     */
    Lane(BatchSize size, Backoff backoff, @Nullable PartitionTime time, long waitNanos, long now) {
        this.size = size;
        this.backoff = backoff;
        this.time = time;
        this.waitNanos = waitNanos;
        this.sentAt = now - waitNanos;
        this.notBefore = now;
    }

    /** @param records of this lane's partition, in order of offset */
    void add(List<ConsumerRecord<byte[], byte[]>> records, long now) {
        if (waiting.isEmpty()) {
            waitingSince = now;
        }
        for (ConsumerRecord<byte[], byte[]> record : records) {
            if (time != null) {
                time.read(record);
            }
            PackedRecords last = waiting.peekLast();
            if (last == null || last.size() >= size.points()) {
                last = new PackedRecords(record.topic(), record.partition());
                waiting.add(last);
            }
            last.add(record);
        }
    }

    /** How many bytes wait here, about. */
    long bytes() {
        return waiting.stream().mapToLong(PackedRecords::bytes).sum();
    }

    private long waitingRecords() {
        return waiting.stream().mapToLong(PackedRecords::size).sum();
    }

    /** Whether the next batch waits here, as large as it may be. */
    boolean hasBatch() {
        return waitingRecords() >= size.points();
    }

    /** How many records are not done. */
    long records() {
        long points =
                waiting.stream().mapToLong(PackedRecords::size).sum() + (underWay == null ? 0 : underWay.points());
        for (Batch batch : again) {
            points += batch.points();
        }
        return points;
    }

    /** Whether it is time for a request. */
    boolean isDue(long now) {
        if (underWay != null || now - notBefore < 0) {
            return false;
        }
        if (!again.isEmpty()) {
            return true;
        }
        return now - sentAt >= waitNanos && !waiting.isEmpty() && (hasBatch() || now - waitingSince >= LINGER_NANOS);
    }

    /** What to send next, when it is due. */
    Batch next(BatchEncoder encoder, long now) {
        Batch first = again.poll();
        if (first != null) {
            return first;
        }
        waitingSince = now;
        PackedRecords records = waiting.remove();
        while (records.size() < size.points() && !waiting.isEmpty()) {
            records.addAll(waiting.remove());
        }
        if (records.size() > size.points()) {
            waiting.addFirst(records.from(size.points()));
            records = records.until(size.points());
        }
        return encoder.encode(records, records.nextOffset());
    }

    void sent(Batch batch, CompletableFuture<WriteOutcome> outcome, long now) {
        underWay = batch;
        sentAt = now;
        answer = outcome.thenApply(each -> new Answer(each, System.nanoTime() - now));
    }

    boolean isUnderWay() {
        return underWay != null;
    }

    /** The answer to what is under way, if it has come. */
    @Nullable
    Answer answer() {
        return answer != null && answer.isDone() ? answer.join() : null;
    }

    /** Waits for the answer to what is under way, at most so long. */
    @Nullable
    Answer awaitAnswer(long nanos) {
        if (answer == null) {
            return null;
        }
        try {
            return answer.get(Math.max(0, nanos), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        } catch (ExecutionException | TimeoutException e) {
            return null;
        }
    }

    /** Ends what is under way, for whatever comes of it. */
    Batch answered() {
        Batch batch = Objects.requireNonNull(underWay);
        underWay = null;
        answer = null;
        return batch;
    }

    /** All up to the end of this batch is done. */
    void done(Batch batch) {
        done = batch.nextOffset();
        doneTime = Math.max(doneTime, batch.newestTime());
        backoff.succeeded();
        if (batch.points() > 0) {
            refusals.end();
        }
    }

    /** The single point of this batch was refused and will not be sent again. */
    void refused(Batch batch) {
        done = batch.nextOffset();
        doneTime = Math.max(doneTime, batch.newestTime());
    }

    /** What InfluxDB said of single points since it last took some. */
    RefusalRun refusals() {
        return refusals;
    }

    /** Has these sent before everything else. */
    void again(List<Batch> batches) {
        for (int i = batches.size() - 1; i >= 0; i--) {
            again.addFirst(batches.get(i));
        }
    }

    /** Leaves InfluxDB alone: for so long if it said so, and otherwise longer after each failure. Returns for how long. */
    long pause(OptionalLong nanos, long now) {
        long own = backoff.failed();
        long pause = nanos.orElse(own);
        notBefore = now + pause;
        return pause;
    }

    BatchSize size() {
        return size;
    }

    /** Goes on from where the partition's owner before had come, as {@link #doneTime} said it. */
    void resume(long newestTime) {
        doneTime = Math.max(doneTime, newestTime);
        if (time != null) {
            time.resume(newestTime);
        }
    }

    /** The newest time of what is done; milliseconds since 1970, negative for none. */
    long doneTime() {
        return doneTime;
    }

    /** The offset to commit. */
    OptionalLong doneOffset() {
        return done == null ? OptionalLong.empty() : OptionalLong.of(done);
    }
}
