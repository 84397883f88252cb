package io.fintrans.reconcile.verdict;

import com.dynatrace.hash4j.hashing.Hashing;
import io.fintrans.reconcile.report.Findings;
import io.fintrans.reconcile.report.Findings.Finding;
import io.fintrans.reconcile.report.Findings.Kind;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What is wrong with the newest record of each key of a topic that Kafka compacts. What was wrong with an older one is history: Kafka is going
 * to delete it. Keys are told apart by partition, as Kafka does.
 */
public final class KeyedFlaws {
    private record Key(int partition, ByteBuffer bytes) {}

    private final Kind kind;
    private final String topic;
    private final int most;
    private final Findings findings;
    private final Map<Key, Finding> told = new LinkedHashMap<>();
    /** Hashes of the keys of those that are too many to be kept in full. */
    private final Set<Long> untold = new HashSet<>();

    private long history;

    /** @param most how many flaws are kept in full; of further ones only a hash of the key is */
    public KeyedFlaws(Kind kind, String topic, int most, Findings findings) {
        this.kind = kind;
        this.topic = topic;
        this.most = most;
        this.findings = findings;
    }

    /** Takes in a record that is wrong. One without a key is no key's newest, and stays wrong. */
    public void wrong(ConsumerRecord<byte[], byte[]> record, String subject, String why) {
        Finding finding = new Finding(kind, subject, why);
        if (record.key() == null) {
            findings.add(finding.kind(), finding.subject(), finding.why());
            return;
        }
        right(record);
        if (told.size() < most) {
            told.put(key(record), finding);
        } else {
            untold.add(hash(record));
        }
    }

    /** Takes in a record that is not wrong by itself, or that deletes its key. */
    public void right(ConsumerRecord<byte[], byte[]> record) {
        if (record.key() != null && (told.remove(key(record)) != null || untold.remove(hash(record)))) {
            history++;
        }
    }

    /** Adds what is still wrong to the findings, after the last record. */
    public void tell() {
        told.values().forEach(one -> findings.add(one.kind(), one.subject(), one.why()));
        untold.forEach(hash -> findings.add(
                kind,
                "a record of " + topic,
                "it is one of more than " + most + " whose form or key is wrong, and is not kept in full"));
    }

    /** How many records were wrong until a newer one of their key came. */
    public long history() {
        return history;
    }

    private static Key key(ConsumerRecord<byte[], byte[]> record) {
        return new Key(record.partition(), ByteBuffer.wrap(record.key()));
    }

    private static long hash(ConsumerRecord<byte[], byte[]> record) {
        return Hashing.xxh3_64()
                .hashStream()
                .putInt(record.partition())
                .putBytes(record.key())
                .getAsLong();
    }
}
