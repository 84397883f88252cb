package io.fintrans.topic.admin;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.AbortTransactionSpec;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds transactions that make partitions blind: while one is open, no reader of committed records sees anything behind its first
 * record, whoever wrote it. All methods throw {@link KafkaException} when Kafka refuses or does not answer.
 */
public final class OpenTransactions {
    private static final Logger LOG = LoggerFactory.getLogger(OpenTransactions.class);

    /** Ours take less than a second, and Kafka Streams' at most 10; one that is older deserves a look. */
    public static final Duration SUSPICIOUS = Duration.ofSeconds(30);

    private final Admin admin;
    private final Clock clock;
    /** When each was seen first, by partition, producer and first offset: a record's time may be anything. */
    private final Map<String, Long> seen = new HashMap<>();

    /** @param admin stays the caller's to close */
    public OpenTransactions(Admin admin, Clock clock) {
        this.admin = admin;
        this.clock = clock;
    }

    /**
     * Those that are open for longer than {@link #SUSPICIOUS}, in order of partition. Where no coordinator says when one began, whoever asks
     * again and again hears of it at the latest so long after it was seen first.
     */
    public List<OpenTransaction> suspicious(Collection<TopicPartition> partitions) {
        long latest = clock.millis() - SUSPICIOUS.toMillis();
        return in(partitions).stream().filter(open -> open.since() <= latest).toList();
    }

    /** How many offsets of each partition lie behind an open transaction; only partitions where there are any. */
    public Map<TopicPartition, Long> behind(Collection<TopicPartition> partitions) {
        Map<TopicPartition, Long> stable = ends(partitions, IsolationLevel.READ_COMMITTED);
        Map<TopicPartition, Long> behind = new HashMap<>();
        ends(partitions, IsolationLevel.READ_UNCOMMITTED).forEach((partition, end) -> {
            long hidden = end - stable.getOrDefault(partition, end);
            if (hidden > 0) {
                behind.put(partition, hidden);
            }
        });
        return behind;
    }

    /** All of these partitions that are open, young ones too, in order of partition. */
    public List<OpenTransaction> in(Collection<TopicPartition> partitions) {
        Map<TopicPartition, Long> behind = behind(partitions);
        if (behind.isEmpty()) {
            seen.clear();
            return List.of();
        }
        Map<TopicPartition, List<ProducerState>> writing = new HashMap<>();
        Answers.get(admin.describeProducers(behind.keySet()).all())
                .forEach((partition, state) -> writing.put(
                        partition,
                        state.activeProducers().stream()
                                .filter(producer ->
                                        producer.currentTransactionStartOffset().isPresent())
                                .toList()));
        Map<Long, String> names = names(writing.values());
        Map<String, Long> began = began(names.values());
        List<OpenTransaction> open = new ArrayList<>();
        writing.forEach((partition, producers) -> producers.forEach(producer ->
                open.add(transaction(partition, producer, behind.getOrDefault(partition, 0L), names, began))));
        open.sort(
                Comparator.comparing((OpenTransaction each) -> each.partition().toString())
                        .thenComparingLong(OpenTransaction::firstOffset));
        return remembered(open);
    }

    /** Each with the earliest time at which it is known to have been open. */
    private List<OpenTransaction> remembered(List<OpenTransaction> open) {
        Map<String, Long> still = new HashMap<>();
        List<OpenTransaction> all = new ArrayList<>();
        for (OpenTransaction each : open) {
            String place = each.partition() + " " + each.producerId() + " " + each.firstOffset();
            long since = Math.min(each.since(), seen.getOrDefault(place, clock.millis()));
            still.put(place, since);
            all.add(each.since(since));
        }
        seen.clear();
        seen.putAll(still);
        return all;
    }

    private static OpenTransaction transaction(
            TopicPartition partition,
            ProducerState producer,
            long behind,
            Map<Long, String> names,
            Map<String, Long> began) {
        String name = names.get(producer.producerId());
        return new OpenTransaction(
                partition,
                producer.currentTransactionStartOffset().orElse(-1),
                behind,
                producer.producerId(),
                producer.producerEpoch(),
                producer.coordinatorEpoch().orElse(-1),
                name,
                name == null ? producer.lastTimestamp() : began.getOrDefault(name, producer.lastTimestamp()));
    }

    /** By producer; those that this user may not see are missing, and those of which no coordinator knows. */
    private Map<Long, String> names(Collection<List<ProducerState>> producers) {
        Set<Long> ids = new HashSet<>();
        producers.forEach(each -> each.forEach(producer -> ids.add(producer.producerId())));
        Map<Long, String> names = new HashMap<>();
        if (!ids.isEmpty()) {
            try {
                for (TransactionListing listing :
                        Answers.get(admin.listTransactions(new ListTransactionsOptions().filterProducerIds(ids))
                                .all())) {
                    names.put(listing.producerId(), listing.transactionalId());
                }
            } catch (KafkaException e) {
                return Map.of();
            }
        }
        return names;
    }

    private Map<String, Long> began(Collection<String> names) {
        Map<String, Long> began = new HashMap<>();
        for (String name : Set.copyOf(names)) {
            try {
                Answers.get(admin.describeTransactions(Set.of(name)).description(name))
                        .transactionStartTimeMs()
                        .ifPresent(time -> began.put(name, time));
            } catch (KafkaException e) {
                LOG.debug("event=transaction-not-described id={}; the producer's last record tells enough", name, e);
            }
        }
        return began;
    }

    /**
     * Ends a transaction: what it wrote counts as aborted, and its producer may write no more until it is started again.
     *
     * @throws KafkaException if it is not open any more, or this user may not do it
     */
    public void end(OpenTransaction open) {
        String name = open.transactionalId();
        if (name != null) {
            Answers.get(admin.fenceProducers(Set.of(name)).all());
        } else {
            Answers.get(admin.abortTransaction(new AbortTransactionSpec(
                            open.partition(), open.producerId(), (short) open.producerEpoch(), open.coordinatorEpoch()))
                    .all());
        }
    }

    private Map<TopicPartition, Long> ends(Collection<TopicPartition> partitions, IsolationLevel isolation) {
        Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
        partitions.forEach(partition -> wanted.put(partition, OffsetSpec.latest()));
        Map<TopicPartition, Long> ends = new HashMap<>();
        Map<TopicPartition, ListOffsetsResultInfo> found = Answers.get(
                admin.listOffsets(wanted, new ListOffsetsOptions(isolation)).all());
        found.forEach((partition, end) -> ends.put(partition, end.offset()));
        return ends;
    }
}
