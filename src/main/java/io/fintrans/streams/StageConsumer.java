package io.fintrans.streams;

import io.fintrans.reader.BoundedConsumer;
import io.fintrans.reader.Limits;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** The consumer of a stage: it tells {@link InputEnds} where it stands. */
final class StageConsumer extends BoundedConsumer {
    private final InputEnds ends;

    StageConsumer(Map<String, Object> config, InputEnds ends) {
        super(config, Limits.PAYMENTS);
        this.ends = ends;
    }

    @Override
    public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
        ConsumerRecords<byte[], byte[]> records = super.poll(timeout);
        ends.polled(this, records, any -> true);
        return records;
    }

    @Override
    public void seek(TopicPartition partition, long offset) {
        super.seek(partition, offset);
        ends.sought(List.of(partition));
    }

    @Override
    public void seek(TopicPartition partition, OffsetAndMetadata offset) {
        super.seek(partition, offset);
        ends.sought(List.of(partition));
    }

    @Override
    public void seekToBeginning(Collection<TopicPartition> partitions) {
        super.seekToBeginning(partitions);
        ends.sought(partitions);
    }

    @Override
    public void seekToEnd(Collection<TopicPartition> partitions) {
        super.seekToEnd(partitions);
        ends.sought(partitions);
    }
}
