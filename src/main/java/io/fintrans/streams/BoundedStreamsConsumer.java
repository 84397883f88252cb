package io.fintrans.streams;

import io.fintrans.reader.BoundedConsumer;
import io.fintrans.reader.BoundedPoll;
import io.fintrans.reader.Limits;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.internals.AsyncKafkaConsumer;
import org.apache.kafka.clients.consumer.internals.StreamsRebalanceData;
import org.apache.kafka.clients.consumer.internals.StreamsRebalanceData.Assignment;
import org.apache.kafka.clients.consumer.internals.StreamsRebalanceData.Subtopology;
import org.apache.kafka.clients.consumer.internals.StreamsRebalanceData.TaskId;
import org.apache.kafka.clients.consumer.internals.StreamsRebalanceListener;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.internals.ConsumerWrapper;
import org.jspecify.annotations.Nullable;

/**
 * What {@link BoundedConsumer} is, for the streams group protocol. There Kafka Streams makes its consumer itself; it asks for a wrapper by
 * a setting of its own tests, and for nothing else.
 */
public final class BoundedStreamsConsumer extends ConsumerWrapper {
    /** The setting of Kafka Streams that names this class. */
    static final String SETTING = "__internal.consumer.wrapper__";

    private @Nullable BoundedPoll bounded;
    private @Nullable StreamsRebalanceData tasks;
    private @Nullable InputEnds ends;

    @Override
    public void wrapConsumer(
            AsyncKafkaConsumer<byte[], byte[]> consumer,
            Map<String, Object> config,
            Optional<StreamsRebalanceData> rebalances) {
        super.wrapConsumer(consumer, config, rebalances);
        bounded = new BoundedPoll(consumer, new Wrapped(), BoundedConsumer.config(config), Limits.PAYMENTS);
        tasks = rebalances.orElse(null);
        ends = InputEnds.of(config);
    }

    @Override
    public void subscribe(Collection<String> topics, StreamsRebalanceListener listener) {
        super.subscribe(topics, new Handover(listener));
    }

    /** Tells the poll which partitions are taken away, before Kafka Streams is told which tasks are. */
    private final class Handover implements StreamsRebalanceListener {
        private final StreamsRebalanceListener listener;

        Handover(StreamsRebalanceListener listener) {
            this.listener = listener;
        }

        @Override
        public void onTasksRevoked(Set<TaskId> revoked) {
            bounded()
                    .taken(assignment().stream()
                            .filter(partition -> revoked.stream().anyMatch(task -> isOf(task, partition)))
                            .toList());
            listener.onTasksRevoked(revoked);
        }

        @Override
        public void onTasksAssigned(Assignment assignment) {
            listener.onTasksAssigned(assignment);
        }

        @Override
        public void onAllTasksLost() {
            bounded().taken(assignment());
            listener.onAllTasksLost();
        }
    }

    private boolean isOf(TaskId task, TopicPartition partition) {
        if (tasks == null || task.partitionId() != partition.partition()) {
            return false;
        }
        Subtopology subtopology = tasks.subtopologies().get(task.subtopologyId());
        return subtopology != null
                && (subtopology.sourceTopics().contains(partition.topic())
                        || subtopology.repartitionSourceTopics().containsKey(partition.topic()));
    }

    private BoundedPoll bounded() {
        if (bounded == null) {
            throw new IllegalStateException("Kafka Streams wraps its consumer first");
        }
        return bounded;
    }

    private final class Wrapped implements BoundedPoll.Raw {
        @Override
        public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
            return delegate.poll(timeout);
        }

        @Override
        public void seek(TopicPartition partition, long offset) {
            delegate.seek(partition, offset);
        }
    }

    @Override
    public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
        ConsumerRecords<byte[], byte[]> records = bounded().poll(timeout);
        if (ends != null) {
            ends.polled(this, records, this::isThere);
        }
        return records;
    }

    @Override
    public void seek(TopicPartition partition, long offset) {
        super.seek(partition, offset);
        bounded().sought(partition, offset);
        forget(List.of(partition));
    }

    @Override
    public void seek(TopicPartition partition, OffsetAndMetadata offset) {
        super.seek(partition, offset);
        bounded().sought(partition, offset.offset());
        forget(List.of(partition));
    }

    @Override
    public void seekToBeginning(Collection<TopicPartition> partitions) {
        super.seekToBeginning(partitions);
        bounded().soughtBeginning(partitions);
        forget(partitions);
    }

    @Override
    public void seekToEnd(Collection<TopicPartition> partitions) {
        super.seekToEnd(partitions);
        bounded().soughtEnd(partitions);
        forget(partitions);
    }

    @Override
    public long position(TopicPartition partition) {
        long position = super.position(partition);
        bounded().stands(partition, position);
        return position;
    }

    @Override
    public long position(TopicPartition partition, Duration timeout) {
        long position = super.position(partition, timeout);
        bounded().stands(partition, position);
        return position;
    }

    /**
     * Under the streams protocol a task is given a partition of every topic that it may read, also where a topic has fewer of them. Of such a
     * partition no lag is ever known, and Kafka Streams would wait for it, and handle nothing of the others. It has nothing to be read.
     */
    @Override
    public OptionalLong currentLag(TopicPartition partition) {
        return isThere(partition) ? BoundedPoll.lag(super.currentLag(partition)) : OptionalLong.of(0);
    }

    private void forget(Collection<TopicPartition> partitions) {
        if (ends != null) {
            ends.sought(partitions);
        }
    }

    /** As far as this client knows; of a topic that it knows nothing of, it says yes. */
    private boolean isThere(TopicPartition partition) {
        List<PartitionInfo> known = partitionsFor(partition.topic());
        return known.isEmpty() || known.stream().anyMatch(each -> each.partition() == partition.partition());
    }

    @Override
    public void close() {
        bounded().close();
        super.close();
    }

    @Override
    public void close(CloseOptions options) {
        bounded().close();
        super.close(options);
    }
}
