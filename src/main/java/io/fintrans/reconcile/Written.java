package io.fintrans.reconcile;

import io.fintrans.topic.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** How far the stages had written when this was made. */
final class Written {
    final boolean withVolumes;
    final List<TopicPartition> alerts;
    final List<TopicPartition> volumes;
    final Map<TopicPartition, Long> alertEnds;
    final Map<TopicPartition, Long> volumeEnds;

    /** @param withVolumes whether there is a volume stage */
    Written(TopicOffsets offsets, boolean withVolumes) {
        this.withVolumes = withVolumes;
        this.alerts = new ArrayList<>(offsets.partitions(Topics.ALERTS));
        // A detector of before rules could be in the shadow has no such topic.
        alerts.addAll(offsets.partitions(Topics.SHADOW_ALERTS));
        this.volumes = withVolumes ? offsets.partitions(Topics.VOLUMES) : List.of();
        this.alertEnds = offsets.ends(alerts);
        this.volumeEnds = offsets.stableEnds(volumes);
    }
}
