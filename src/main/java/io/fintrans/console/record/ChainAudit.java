package io.fintrans.console.record;

import static io.fintrans.console.record.CaseRecords.PARTITION;

import io.fintrans.casework.Case;
import io.fintrans.casework.CaseBook;
import io.fintrans.casework.CaseBook.Verdict;
import io.fintrans.casework.CaseEvent;
import io.fintrans.casework.EventSigner;
import io.fintrans.casework.SignatureCheck;
import io.fintrans.reader.UnreadableBatchException;
import java.security.PublicKey;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Reads {@code fintrans.cases} from its beginning to its end and finds the first place that no console can have written. */
public final class ChainAudit {
    private static final Duration POLL = Duration.ofMillis(500);

    private final @Nullable ClusterSignatures signatures;
    private final CaseBook book;
    private final ChainReplay replay;
    private long lostRaces;
    private long covered;
    private @Nullable ChainFault fault;

    /** @param keys whose signatures are believed; null to look at none */
    public ChainAudit(@Nullable KeyRing keys) {
        signatures = keys == null ? null : new ClusterSignatures(keys);
        book = new CaseBook(EventSigner.NONE, signatures == null ? SignatureCheck.NONE : signatures);
        replay = new ChainReplay(book);
    }

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
            if (signatures != null) {
                signatures.connected(CaseRecords.clusterId(clientProperties));
            }
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
            for (ConsumerRecord<byte[], byte[]> record : poll(consumer)) {
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

    private ConsumerRecords<byte[], byte[]> poll(KafkaConsumer<byte[], byte[]> consumer) {
        try {
            return consumer.poll(POLL);
        } catch (UnreadableBatchException e) {
            fault = ChainFault.damaged(e);
            return ConsumerRecords.empty();
        }
    }

    private void read(ConsumerRecord<byte[], byte[]> record) {
        ChainReplay.Step step = replay.replay(record);
        fault = step.fault();
        if (step.verdict() == Verdict.LOST_RACE) {
            lostRaces++;
        }
    }

    /** The case of an episode, up to the first bad place. */
    public Optional<Case> find(String episode) {
        return book.find(episode);
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

    /** How many records were passed over, because no console of the cluster wrote them. */
    public long forged() {
        return replay.forged().count();
    }

    /** The first of those. */
    public List<ChainFault> firstForged() {
        return replay.forged().first();
    }

    /** Whether signatures were looked at. */
    public boolean hasKeys() {
        return signatures != null;
    }

    /** How many events have a signature; if {@link #hasKeys()}, each is right. */
    public long signed() {
        return book.sequence() - book.unsigned();
    }

    /** The first checkpoint that does not fit the chain, as a sentence that says what that means. Those that fit vouch for events. */
    public Optional<String> compare(List<Checkpoint> checkpoints, PublicKey key) {
        CheckpointAudit audit = new CheckpointAudit(book, fault == null, checkpoint -> checkpoint.isSignedBy(key));
        covered = Math.max(covered, audit.covered(checkpoints, signatures == null ? book.sequence() : book.unsigned()));
        return audit.problem(checkpoints);
    }

    /** The first event that nothing vouches for, neither a key that was given nor a checkpoint that was compared. */
    public Optional<CaseEvent> unsignedSince() {
        boolean vouched = covered >= (signatures == null ? book.sequence() : book.unsigned());
        return vouched ? Optional.empty() : book.event(covered + 1);
    }
}
