package io.fintrans.console;

import static io.fintrans.console.CaseRecords.PARTITION;

import io.fintrans.casework.BrokenChainException;
import io.fintrans.casework.CaseBook;
import io.fintrans.casework.CaseBook.Verdict;
import io.fintrans.casework.CaseEvent;
import java.security.PublicKey;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Reads {@code fintrans.cases} from its beginning to its end and finds the first place that no console can have written. */
public final class ChainAudit {
    private static final Duration POLL = Duration.ofMillis(500);

    private final CaseBook book = new CaseBook();
    private long lostRaces;
    private @Nullable ChainFault fault;

    /**
     * Reads the topic; only once.
     *
     * @return whether there is such a topic
     * @throws TimeoutException if Kafka does not answer
     */
    public boolean read(Map<String, Object> clientProperties) {
        try (KafkaConsumer<byte[], byte[]> consumer = CaseRecords.consumer(clientProperties)) {
            List<PartitionInfo> partitions = consumer.partitionsFor(PARTITION.topic());
            if (partitions == null || partitions.isEmpty()) {
                return false;
            }
            CaseRecords.requireOnePartition(partitions.size());
            consumer.assign(List.of(PARTITION));
            consumer.seekToBeginning(List.of(PARTITION));
            long begin = consumer.position(PARTITION);
            if (begin > 0) {
                fault = ChainFault.beginsAt(begin);
            }
            readTo(consumer.endOffsets(List.of(PARTITION)).getOrDefault(PARTITION, 0L), consumer);
            return true;
        }
    }

    private void readTo(long end, KafkaConsumer<byte[], byte[]> consumer) {
        long since = System.nanoTime();
        long place = 0;
        while (fault == null && consumer.position(PARTITION) < end) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                if (fault == null && record.offset() < end) {
                    read(record);
                }
            }
            if (consumer.position(PARTITION) > place) {
                place = consumer.position(PARTITION);
                since = System.nanoTime();
            } else if (System.nanoTime() - since > CaseRecords.PATIENCE_MS * 1_000_000L) {
                throw new TimeoutException("no events have come for " + CaseRecords.PATIENCE_MS + " ms");
            }
        }
    }

    private void read(ConsumerRecord<byte[], byte[]> record) {
        CaseEvent event = null;
        try {
            event = CaseRecords.read(record);
            if (book.replay(event) == Verdict.LOST_RACE) {
                lostRaces++;
            }
        } catch (BrokenChainException e) {
            fault = ChainFault.at(record.offset(), event, e);
        }
    }

    /** How many events the chain has, up to the first bad place. */
    public long events() {
        return book.sequence();
    }

    /** The hash of the last of them. */
    public String head() {
        return book.head();
    }

    /** How many records another console's event had come before: they mean nothing. */
    public long lostRaces() {
        return lostRaces;
    }

    /** The first bad place. */
    public Optional<ChainFault> fault() {
        return Optional.ofNullable(fault);
    }

    /** The first checkpoint that does not fit the chain, as a sentence that says what that means. */
    public Optional<String> compare(List<Checkpoint> checkpoints, PublicKey key) {
        return new CheckpointAudit(book, fault == null, checkpoint -> checkpoint.isSignedBy(key)).problem(checkpoints);
    }
}
