package io.fintrans.console.live;

import io.fintrans.topic.Topics;
import io.fintrans.topic.admin.OpenTransaction;
import io.fintrans.topic.admin.OpenTransactions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What Kafka is asked about the progress of stages; every answer comes within seconds or is a {@link KafkaException}. */
public final class ProgressQuestions implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ProgressQuestions.class);
    private static final int PATIENCE_MS = 2000;

    private final Admin admin;
    private final List<String> cities;
    private final OpenTransactions transactions;

    /** @param cities topics that stages read from their beginning */
    public ProgressQuestions(Map<String, Object> clientProperties, List<String> cities, Clock clock) {
        Map<String, Object> all = new HashMap<>(clientProperties);
        all.put(AdminClientConfig.CLIENT_ID_CONFIG, "fintrans-progress");
        all.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MS);
        all.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MS);
        all.put(AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1000);
        this.admin = Admin.create(all);
        this.cities = List.copyOf(cities);
        this.transactions = new OpenTransactions(admin, clock);
    }

    /** The topics that stages read from their beginning. */
    List<String> cities() {
        return cities;
    }

    /** Transactions that are open for long, in the topics that stages read and in those that a console reads. */
    List<OpenTransaction> openForLong() throws InterruptedException {
        List<String> topics = new ArrayList<>(cities);
        topics.addAll(List.of(Topics.ACCEPTED, Topics.ALERTS, Topics.VOLUMES, Topics.CASES));
        return transactions.suspicious(partitions(topics));
    }

    /** All groups that may be seen, of whatever protocol. */
    Map<String, GroupState> groups() throws InterruptedException {
        Map<String, GroupState> states = new HashMap<>();
        for (GroupListing each : answer(admin.listGroups().all())) {
            states.put(each.groupId(), each.groupState().orElse(GroupState.UNKNOWN));
        }
        return states;
    }

    /** What a group has committed. */
    Map<TopicPartition, Long> committed(String group) throws InterruptedException {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        try {
            answer(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata())
                    .forEach((partition, offset) -> {
                        if (offset != null) {
                            offsets.put(partition, offset.offset());
                        }
                    });
        } catch (GroupIdNotFoundException e) {
            // It was there a moment ago: then it has read nothing.
            return Map.of();
        }
        return offsets;
    }

    /** The ends of all partitions of these topics, and of these others. */
    Map<TopicPartition, Long> ends(Collection<String> topics, Collection<TopicPartition> others)
            throws InterruptedException {
        Set<TopicPartition> all = partitions(topics);
        all.addAll(others);
        return endsOf(all);
    }

    private Set<TopicPartition> partitions(Collection<String> topics) throws InterruptedException {
        Set<TopicPartition> all = new HashSet<>();
        for (KafkaFuture<TopicDescription> each :
                admin.describeTopics(topics).topicNameValues().values()) {
            try {
                TopicDescription topic = answer(each);
                topic.partitions().forEach(one -> all.add(new TopicPartition(topic.name(), one.partition())));
            } catch (UnknownTopicOrPartitionException e) {
                LOG.debug("there is nothing in a topic that is not there", e);
            }
        }
        return all;
    }

    /** The ends of these, as readers of committed records see them; none of partitions that are gone. */
    Map<TopicPartition, Long> endsOf(Collection<TopicPartition> partitions) throws InterruptedException {
        return offsets(partitions, OffsetSpec.latest());
    }

    /** Where these begin. */
    Map<TopicPartition, Long> beginnings(Collection<TopicPartition> partitions) throws InterruptedException {
        return offsets(partitions, OffsetSpec.earliest());
    }

    private Map<TopicPartition, Long> offsets(Collection<TopicPartition> partitions, OffsetSpec spec)
            throws InterruptedException {
        Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
        partitions.forEach(each -> wanted.put(each, spec));
        ListOffsetsResult result = admin.listOffsets(wanted, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED));
        Map<TopicPartition, Long> ends = new HashMap<>();
        for (TopicPartition each : partitions) {
            try {
                ends.put(each, answer(result.partitionResult(each)).offset());
            } catch (UnknownTopicOrPartitionException e) {
                LOG.debug("the topic is gone", e);
            }
        }
        return ends;
    }

    private static <T> T answer(KafkaFuture<T> future) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException kafka ? kafka : new KafkaException(e.getCause());
        }
    }

    @Override
    public void close() {
        admin.close(Duration.ofMillis(PATIENCE_MS));
    }
}
