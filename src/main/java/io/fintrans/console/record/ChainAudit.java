package io.fintrans.console.record;

import static io.fintrans.console.record.CaseRecords.PARTITION;

import io.fintrans.casework.Case;
import io.fintrans.casework.CaseBook;
import io.fintrans.casework.CaseBook.Verdict;
import io.fintrans.casework.CaseEvent;
import io.fintrans.casework.EventSigner;
import io.fintrans.casework.SignatureCheck;
import io.fintrans.reader.TopicReader;
import io.fintrans.reader.UnreadableBatchException;
import java.security.PublicKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Reads {@code fintrans.cases} from its beginning to its end and finds the first place that no console can have written. */
public final class ChainAudit {
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
        try (TopicReader topics = CaseRecords.reader(clientProperties)) {
            List<TopicPartition> partitions = topics.partitions(PARTITION.topic());
            if (partitions.isEmpty()) {
                return false;
            }
            CaseRecords.requireOnePartition(partitions.size());
            if (signatures != null) {
                signatures.connected(CaseRecords.clusterId(clientProperties));
            }
            topics.assign(List.of(PARTITION));
            topics.seekToBeginning(List.of(PARTITION));
            long begin = topics.position(PARTITION);
            if (begin > 0) {
                fault = ChainFault.beginsAt(begin);
            } else {
                topics.readTo(topics.endOffsets(List.of(PARTITION)), new Replaying());
            }
            return true;
        }
    }

    /** Reads up to the first fault. */
    private final class Replaying implements TopicReader.Sink {
        @Override
        public boolean record(ConsumerRecord<byte[], byte[]> record) {
            read(record);
            return fault == null;
        }

        @Override
        public void damaged(UnreadableBatchException batch) {
            fault = ChainFault.damaged(batch);
        }

        @Override
        public boolean polled() {
            return fault == null;
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
