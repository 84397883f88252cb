package io.fintrans.reconcile;

import io.fintrans.reconcile.ledger.TopicOffsets;
import io.fintrans.topic.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** How far the stages have written, each topic with its ends. */
final class Written {
    final boolean withVolumes;
    final List<TopicPartition> alerts;
    final List<TopicPartition> volumes;
    final Map<TopicPartition, Long> alertEnds;
    final Map<TopicPartition, Long> volumeEnds;
    final List<TopicPartition> accepted;
    final Map<TopicPartition, Long> acceptedEnds;

    Written(TopicOffsets offsets, boolean withAccepted, boolean withVolumes) {
        this.withVolumes = withVolumes;
        alerts = new ArrayList<>(offsets.partitions(Topics.ALERTS));
        // A detector of before there were rules that are only tried has no such topic.
        alerts.addAll(offsets.partitions(Topics.SHADOW_ALERTS));
        volumes = withVolumes ? offsets.partitions(Topics.VOLUMES) : List.of();
        alertEnds = offsets.ends(alerts);
        volumeEnds = offsets.stableEnds(volumes);
        accepted = withAccepted ? offsets.partitions(Topics.ACCEPTED) : List.of();
        acceptedEnds = offsets.ends(accepted);
    }
}
