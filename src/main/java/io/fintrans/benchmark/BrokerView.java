package io.fintrans.benchmark;

import io.fintrans.topic.Topic;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.LogDirDescription;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** What the benchmark asks of its broker besides reading and writing: topics, offsets, sizes. */
public final class BrokerView implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

    private final Admin admin;

    public BrokerView(String bootstrapServer) {
        this.admin = Admin.create(Map.of("bootstrap.servers", bootstrapServer));
    }

    /**
     * Creates those that do not exist yet, and waits until all can be written to.
     *
     * <p>Without waiting, a producer's first batch may be refused and a later one be taken, because a log without records takes any
     * sequence number for the first; the first batch is then out of order for ever.
     */
    void create(Collection<Topic> topics) {
        Set<String> existing = await(admin.listTopics().names());
        List<Topic> missing = topics.stream()
                .filter(topic -> !existing.contains(topic.name()))
                .toList();
        await(admin.createTopics(missing.stream().map(BrokerView::newTopic).toList())
                .all());
        // Only the leader of a partition answers this, so when it is answered there is one.
        Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
        for (Topic topic : missing) {
            for (int partition = 0; partition < topic.partitions(); partition++) {
                ends.put(new TopicPartition(topic.name(), partition), OffsetSpec.latest());
            }
        }
        awaitLeaders(ends);
    }

    private void awaitLeaders(Map<TopicPartition, OffsetSpec> ends) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                await(admin.listOffsets(ends).all());
                return;
            } catch (BenchmarkException e) {
                // A broker does not know a new topic at once, and that error the client does not repeat by itself.
                boolean early = e.getCause() instanceof UnknownTopicOrPartitionException;
                if (!early || System.nanoTime() > deadline) {
                    throw e;
                }
                LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
            }
        }
    }

    private static NewTopic newTopic(Topic topic) {
        return new NewTopic(topic.name(), topic.partitions(), (short) 1).configs(topic.configs());
    }

    /** Deletes all topics that an application has created for itself, so that they do not fill the disk. */
    void deleteTopicsOf(String applicationId) {
        List<String> own = await(admin.listTopics().names()).stream()
                .filter(name -> name.startsWith(applicationId + "-"))
                .toList();
        await(admin.deleteTopics(own).all());
    }

    /** Deletes a topic, with all that it takes on the disk. */
    void delete(String topic) {
        await(admin.deleteTopics(List.of(topic)).all());
    }

    /** Empties a topic, so that the next reader from the beginning does not find what was there. */
    void empty(String topic) {
        Map<TopicPartition, RecordsToDelete> upTo = new HashMap<>();
        ends(List.of(topic)).forEach((partition, end) -> upTo.put(partition, RecordsToDelete.beforeOffset(end)));
        await(admin.deleteRecords(upTo).all());
    }

    /** All partitions of the topics. */
    public Set<TopicPartition> partitions(Collection<String> topics) {
        Set<TopicPartition> all = new HashSet<>();
        await(admin.describeTopics(topics).allTopicNames())
                .values()
                .forEach(topic -> topic.partitions()
                        .forEach(partition -> all.add(new TopicPartition(topic.name(), partition.partition()))));
        return all;
    }

    /** The offset behind the last record of each partition of the topics. */
    public Map<TopicPartition, Long> ends(Collection<String> topics) {
        return offsets(topics, OffsetSpec.latest());
    }

    /** The offset of the first record that each partition of the topics still has. */
    public Map<TopicPartition, Long> begins(Collection<String> topics) {
        return offsets(topics, OffsetSpec.earliest());
    }

    private Map<TopicPartition, Long> offsets(Collection<String> topics, OffsetSpec spec) {
        Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
        partitions(topics).forEach(partition -> wanted.put(partition, spec));
        Map<TopicPartition, Long> offsets = new HashMap<>();
        for (Map.Entry<TopicPartition, ListOffsetsResultInfo> entry :
                await(admin.listOffsets(wanted).all()).entrySet()) {
            offsets.put(entry.getKey(), entry.getValue().offset());
        }
        return offsets;
    }

    /** The committed offsets of a group; a partition without one is not in the answer. */
    public Map<TopicPartition, Long> committed(String group) {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        await(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata())
                .forEach((partition, offset) -> {
                    if (offset != null) {
                        offsets.put(partition, offset.offset());
                    }
                });
        return offsets;
    }

    /** The bytes that topics take on the broker's disk. */
    long bytesOnDisk(Predicate<String> topics) {
        int node = await(admin.describeCluster().nodes()).iterator().next().id();
        Map<Integer, Map<String, LogDirDescription>> folders =
                await(admin.describeLogDirs(List.of(node)).allDescriptions());
        long bytes = 0;
        for (Map<String, LogDirDescription> ofNode : folders.values()) {
            for (LogDirDescription folder : ofNode.values()) {
                bytes += folder.replicaInfos().entrySet().stream()
                        .filter(replica -> topics.test(replica.getKey().topic()))
                        .mapToLong(replica -> replica.getValue().size())
                        .sum();
            }
        }
        return bytes;
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(5));
    }

    private static <T> T await(KafkaFuture<T> future) {
        try {
            return future.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new BenchmarkException("The benchmark's broker refused a request: " + e.getCause(), e.getCause());
        } catch (TimeoutException e) {
            throw new BenchmarkException(
                    "The benchmark's broker did not answer within " + PATIENCE.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchmarkException("The benchmark was interrupted.", e);
        }
    }
}
