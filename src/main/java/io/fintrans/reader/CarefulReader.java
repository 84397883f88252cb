package io.fintrans.reader;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.message.FetchResponseData.AbortedTransaction;
import org.apache.kafka.common.message.FetchResponseData.PartitionData;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.record.internal.ControlRecordType;
import org.apache.kafka.common.record.internal.DefaultRecordBatch;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.MutableRecordBatch;
import org.jspecify.annotations.Nullable;

/**
 * Reads what one fetch brings of one partition, a few megabytes at a time, as Kafka's consumer would give it out: nothing of transactions
 * that were aborted, no marks of transactions, nothing before the position.
 */
final class CarefulReader {
    /** How many bytes of records are given out at once, about. */
    private static final long SLICE_BYTES = 4 * 1024 * 1024;
    /** A record of this size, or so many bytes in one fetch, explain why Kafka's consumer had not enough memory. */
    private static final long LARGE_RECORD = 1024 * 1024;

    /** What a record takes besides its key and value, about. */
    private static final long RECORD_BYTES = 200;

    private static final long LARGE_FETCH = 32 * 1024 * 1024;

    private final TopicPartition partition;
    private final Limits limits;
    private final boolean committedOnly;
    private final Iterator<MutableRecordBatch> batches;
    private final Deque<AbortedTransaction> aborted = new ArrayDeque<>();
    private final Set<Long> abortedProducers = new HashSet<>();
    private long position;
    private @Nullable BatchRecords open;
    private long bytes;
    private boolean large;
    private @Nullable UnreadableBatchException failure;

    /** @param fetched what {@link PartitionFetch} brought */
    private CarefulReader(
            TopicPartition partition, long position, Limits limits, boolean committedOnly, PartitionData fetched) {
        this.partition = partition;
        this.position = position;
        this.limits = limits;
        this.committedOnly = committedOnly;
        this.batches = fetched.records() instanceof MemoryRecords records
                ? records.batches().iterator()
                : Collections.emptyIterator();
        List<AbortedTransaction> transactions = fetched.abortedTransactions();
        if (transactions != null) {
            transactions.stream()
                    .sorted(Comparator.comparingLong(AbortedTransaction::firstOffset))
                    .forEach(aborted::add);
        }
    }

    /**
     * Fetches from a position on.
     *
     * @throws IOException if the broker cannot be reached, or is not the one to ask
     */
    static CarefulReader fetch(
            PartitionFetch fetch, TopicPartition partition, Node leader, long position, Limits limits)
            throws IOException {
        PartitionData fetched = fetch.fetch(partition, leader, position);
        Errors error = Errors.forCode(fetched.errorCode());
        if (error == Errors.CORRUPT_MESSAGE) {
            throw new UnreadableBatchException(partition, position, position, "the broker says that it is damaged");
        }
        if (error != Errors.NONE) {
            throw new IOException("Kafka answers for " + partition + ": " + error.message());
        }
        return new CarefulReader(partition, position, limits, fetch.isCommittedOnly(), fetched);
    }

    TopicPartition partition() {
        return partition;
    }

    /** Where the partition goes on behind what was given out. */
    long position() {
        return position;
    }

    /** Whether something was found that explains why there was not enough memory. */
    boolean foundLarge() {
        return large;
    }

    /**
     * The next records; none when all that was fetched is given out.
     *
     * @throws UnreadableBatchException if a batch cannot be read; all before it was given out
     */
    List<ConsumerRecord<byte[], byte[]>> next() {
        List<ConsumerRecord<byte[], byte[]>> slice = new ArrayList<>();
        long end = bytes + SLICE_BYTES;
        try {
            boolean more = failure == null;
            while (more && bytes < end) {
                more = open == null ? openNext() : read(open, slice);
            }
        } catch (UnreadableBatchException e) {
            failure = e;
        }
        if (slice.isEmpty() && failure != null) {
            throw failure;
        }
        return slice;
    }

    /** Opens the next batch that has records for us; returns whether there may be more. */
    private boolean openNext() {
        if (!batches.hasNext()) {
            return false;
        }
        if (!(batches.next() instanceof DefaultRecordBatch batch)) {
            throw new UnreadableBatchException(partition, position, position, "it was written before Kafka 0.11");
        }
        if (batch.lastOffset() < position) {
            return true;
        }
        if (!batch.isValid()) {
            throw damaged(batch.lastOffset());
        }
        if (batch.isControlBatch()) {
            endTransaction(batch);
            position = batch.nextOffset();
        } else if (isAborted(batch)) {
            position = batch.nextOffset();
        } else {
            open = new BatchRecords(partition, batch, limits);
        }
        return true;
    }

    private boolean isAborted(DefaultRecordBatch batch) {
        while (!aborted.isEmpty() && aborted.element().firstOffset() <= batch.lastOffset()) {
            abortedProducers.add(aborted.remove().producerId());
        }
        return committedOnly && batch.isTransactional() && abortedProducers.contains(batch.producerId());
    }

    private void endTransaction(DefaultRecordBatch batch) {
        isAborted(batch);
        if (ControlRecordType.parse(batch.iterator().next().key()) == ControlRecordType.ABORT) {
            abortedProducers.remove(batch.producerId());
        }
    }

    private boolean read(BatchRecords batch, List<ConsumerRecord<byte[], byte[]>> slice) {
        ConsumerRecord<byte[], byte[]> record;
        try {
            record = batch.next();
        } catch (IOException e) {
            throw damaged(batch.nextOffset() - 1);
        }
        if (record == null) {
            position = Math.max(position, batch.nextOffset());
            open = null;
        } else if (record.offset() >= position) {
            slice.add(record);
            position = record.offset() + 1;
            bytes += RECORD_BYTES + size(record.key()) + size(record.value());
            large |= bytes > LARGE_FETCH;
        }
        large |= batch.largest() > LARGE_RECORD;
        return true;
    }

    private static long size(byte @Nullable [] kept) {
        return kept == null ? 0 : kept.length;
    }

    private UnreadableBatchException damaged(long last) {
        return new UnreadableBatchException(partition, position, last, "its bytes are damaged");
    }

    void close() {
        BatchRecords batch = open;
        if (batch != null) {
            batch.close();
        }
    }
}
