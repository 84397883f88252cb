package io.fintrans.past;

import io.fintrans.reader.BoundedConsumer;
import io.fintrans.reader.UnreadableBatchException;
import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.errors.TimeoutException;

/** Asks for records again and again, passes over what is damaged, and gives up when nothing has come for too long. */
final class PatientPoll {
    private static final Duration POLL = Duration.ofMillis(200);

    private final BoundedConsumer consumer;
    private final Duration patience;
    private long place = -1;
    private long since;
    private long damaged;

    PatientPoll(BoundedConsumer consumer, Duration patience) {
        this.consumer = consumer;
        this.patience = patience;
    }

    /**
     * What comes next; perhaps nothing.
     *
     * @throws TimeoutException if there is more, but nothing has come for too long
     */
    ConsumerRecords<byte[], byte[]> next() {
        ConsumerRecords<byte[], byte[]> records;
        try {
            records = consumer.poll(POLL);
        } catch (UnreadableBatchException e) {
            damaged++;
            consumer.seek(e.partition(), e.last() + 1);
            records = ConsumerRecords.empty();
        }
        if (records.isEmpty()) {
            requireMove();
        } else {
            place = -1;
        }
        return records;
    }

    /** Positions move without a record, too: over marks of transactions. */
    private void requireMove() {
        long now = consumer.assignment().stream().mapToLong(consumer::position).sum();
        if (now != place) {
            place = now;
            since = System.nanoTime();
        } else if (System.nanoTime() - since > patience.toNanos()) {
            throw new TimeoutException("no record has come for " + patience.toSeconds() + " s, but there are more");
        }
    }

    /** How many batches could not be read. */
    long damaged() {
        return damaged;
    }
}
