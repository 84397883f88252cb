package io.fintrans.reconcile.ledger;

import io.fintrans.topic.Topics;
import io.fintrans.topic.admin.Answers;
import io.fintrans.topic.admin.OpenTransaction;
import io.fintrans.topic.admin.OpenTransactions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Where topics begin and end. */
public final class TopicOffsets implements AutoCloseable {
    private final Admin admin;

    public TopicOffsets(Map<String, Object> clientProperties) {
        Map<String, Object> properties = new HashMap<>(clientProperties);
        // A user waits for the answer that there is no broker.
        properties.putIfAbsent(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 4000);
        properties.putIfAbsent(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 8000);
        admin = Admin.create(properties);
    }

    /** The topic's partitions; none if there is no such topic. */
    public List<TopicPartition> partitions(String topic) {
        try {
            int count = Answers.get(admin.describeTopics(List.of(topic)).allTopicNames())
                    .values()
                    .iterator()
                    .next()
                    .partitions()
                    .size();
            return IntStream.range(0, count)
                    .mapToObj(partition -> new TopicPartition(topic, partition))
                    .toList();
        } catch (UnknownTopicOrPartitionException e) {
            return List.of();
        }
    }

    /** The partitions of topics of which some may not be there, or not be seen by this user because nobody needs them any more. */
    public List<TopicPartition> partitions(List<String> topics) {
        List<TopicPartition> all = new ArrayList<>();
        for (String topic : topics) {
            try {
                all.addAll(partitions(topic));
            } catch (TopicAuthorizationException e) {
                if (!topic.equals(Topics.BY_SOURCE)) {
                    throw e;
                }
            }
        }
        return all;
    }

    public Map<TopicPartition, Long> beginnings(Collection<TopicPartition> partitions) {
        return offsets(partitions, OffsetSpec.earliest(), IsolationLevel.READ_UNCOMMITTED);
    }

    /** Behind the last record below which all transactions are finished. */
    public Map<TopicPartition, Long> stableEnds(Collection<TopicPartition> partitions) {
        return offsets(partitions, OffsetSpec.latest(), IsolationLevel.READ_COMMITTED);
    }

    /** Behind the last record, whether or not its transaction is finished. */
    public Map<TopicPartition, Long> ends(Collection<TopicPartition> partitions) {
        return offsets(partitions, OffsetSpec.latest(), IsolationLevel.READ_UNCOMMITTED);
    }

    /** The transactions that are open in these partitions; none if this user may not see them. */
    public List<OpenTransaction> openTransactions(Collection<TopicPartition> partitions, Clock clock) {
        try {
            return new OpenTransactions(admin, clock).in(partitions);
        } catch (KafkaException e) {
            return List.of();
        }
    }

    private Map<TopicPartition, Long> offsets(
            Collection<TopicPartition> partitions, OffsetSpec spec, IsolationLevel isolation) {
        Map<TopicPartition, OffsetSpec> wanted =
                partitions.stream().collect(Collectors.toMap(partition -> partition, partition -> spec));
        Map<TopicPartition, Long> offsets = new HashMap<>();
        Answers.get(admin.listOffsets(wanted, new ListOffsetsOptions(isolation)).all())
                .forEach((partition, found) -> offsets.put(partition, found.offset()));
        return offsets;
    }

    @Override
    public void close() {
        admin.close();
    }
}
