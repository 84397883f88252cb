package io.fintrans.reader;

import java.util.Collection;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.common.TopicPartition;

/** Tells a poll which partitions change hands: whoever has them meanwhile moves their positions. */
final class ForgettingListener implements ConsumerRebalanceListener {
    private final ConsumerRebalanceListener listener;
    private final BoundedPoll bounded;

    ForgettingListener(ConsumerRebalanceListener listener, BoundedPoll bounded) {
        this.listener = listener;
        this.bounded = bounded;
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        bounded.taken(partitions);
        listener.onPartitionsAssigned(partitions);
        bounded.given(partitions);
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        bounded.taken(partitions);
        listener.onPartitionsRevoked(partitions);
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
        bounded.taken(partitions);
        listener.onPartitionsLost(partitions);
    }
}
