package io.fintrans.reconcile.journal;

import io.fintrans.reconcile.ledger.Cut;
import io.fintrans.reconcile.ledger.HandledCounts;
import io.fintrans.reconcile.ledger.ReadRecords;
import io.fintrans.transaction.Coordinates;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Adds up what all tasks of the detector have handled below the cut: what the newest journal record of each task says,
 * less the payments past the cut that are in the journal since the cut was taken.
 *
 * <p>Those are all there are: a payment past the cut was not in its topic before, so it cannot be in the journal before.
 */
public final class JournalCounts implements HandledCounts {
    private final Cut cut;
    private final Map<Integer, JournalRecord> newest = new HashMap<>();
    private final Map<TopicPartition, long[]> beyond = new HashMap<>();
    /** What was read last before the cut was passed, and first when it was. */
    private final Map<TopicPartition, ReadRecords> below = new HashMap<>();

    private final Map<TopicPartition, ReadRecords> past = new HashMap<>();

    JournalCounts(Cut cut) {
        this.cut = cut;
    }

    /** Takes in a journal record; in the order of their offsets, each one from where the journal ended before the cut. */
    void add(ConsumerRecord<byte[], byte[]> record) {
        JournalRecord journalled = read(record);
        newest.put(record.partition(), journalled);
        journalled.origins().forEach(this::note);
        for (JournalRecord.Payment payment : journalled.payments()) {
            TopicPartition origin = journalled.origins().get(payment.origin()).partition();
            if (cut.isPast(new Coordinates(origin.topic(), origin.partition(), payment.offset()))) {
                long[] countAndSum = beyond.computeIfAbsent(origin, any -> new long[2]);
                countAndSum[0]++;
                countAndSum[1] += payment.amount();
            }
        }
    }

    private void note(JournalRecord.Origin origin) {
        TopicPartition of = origin.partition();
        ReadRecords read = origin.read();
        if (read != null && cut.isPast(new Coordinates(of.topic(), of.partition(), read.last()))) {
            past.putIfAbsent(of, read);
        } else if (read != null) {
            below.put(of, read);
        }
    }

    @Override
    public List<ReadRecords> read(String topic, int partition) {
        TopicPartition of = new TopicPartition(topic, partition);
        List<ReadRecords> read = new ArrayList<>();
        Stream.of(below, past)
                .map(each -> each.get(of))
                .filter(Objects::nonNull)
                .forEach(read::add);
        return read;
    }

    static JournalRecord read(ConsumerRecord<byte[], byte[]> record) {
        try {
            return JournalRecord.read(record.value());
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(
                    "The detector's journal cannot be read at topic " + record.topic() + ", partition "
                            + record.partition() + ", offset " + record.offset() + ": " + e.getMessage(),
                    e);
        }
    }

    /** Tells what the newest journal record of each task says about settings. */
    public void tell(SettingsInForce settings) {
        newest.forEach((task, record) -> {
            settings.add(task, record.made());
            settings.follows(task, record.watermark());
        });
    }

    /** Whether a task has written to its journal, as far as {@link #add} was told. */
    boolean knows(int task) {
        return newest.containsKey(task);
    }

    @Override
    public Map<String, Long> byTopic() {
        Map<String, Long> counts = new HashMap<>();
        for (JournalRecord record : newest.values()) {
            record.origins().forEach(of -> counts.merge(of.partition().topic(), of.count(), Long::sum));
        }
        return counts;
    }

    @Override
    public long count(String topic, int partition) {
        TopicPartition origin = new TopicPartition(topic, partition);
        long count = -beyond.getOrDefault(origin, new long[2])[0];
        for (JournalRecord record : newest.values()) {
            for (JournalRecord.Origin of : record.origins()) {
                count += of.partition().equals(origin) ? of.count() : 0;
            }
        }
        return count;
    }

    @Override
    public long sum(String topic, int partition) {
        TopicPartition origin = new TopicPartition(topic, partition);
        long sum = -beyond.getOrDefault(origin, new long[2])[1];
        for (JournalRecord record : newest.values()) {
            for (JournalRecord.Origin of : record.origins()) {
                sum += of.partition().equals(origin) ? of.sum() : 0;
            }
        }
        return sum;
    }
}
