package io.fintrans.reader;

import java.util.Collection;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.common.TopicPartition;

/** Forgets the positions of partitions that are taken away: whoever has them meanwhile moves them. */
final class ForgettingListener implements ConsumerRebalanceListener {
    private final ConsumerRebalanceListener listener;
    private final Positions positions;

    ForgettingListener(ConsumerRebalanceListener listener, Positions positions) {
        this.listener = listener;
        this.positions = positions;
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        positions.forget(partitions);
        listener.onPartitionsAssigned(partitions);
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        positions.forget(partitions);
        listener.onPartitionsRevoked(partitions);
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
        positions.forget(partitions);
        listener.onPartitionsLost(partitions);
    }
}
