package io.fintrans.console.live;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How old what the page shows is.
 *
 * @param at when this was found out
 * @param answered when Kafka has answered last; null if never
 * @param held what a producer's open transaction hides
 * @param broken why nothing can be decided; null if that is not so
 */
record Progress(
        Instant at,
        @Nullable Instant answered,
        List<StageProgress> stages,
        HeldPartitions held,
        @Nullable String broken) {
    Progress {
        stages = List.copyOf(stages);
    }

    /** For the page and its stream. */
    Map<String, Object> json(Instant now) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("now", now.toEpochMilli());
        json.put("at", at.toEpochMilli());
        json.put("kafkaAnsweredAt", answered == null ? null : answered.toEpochMilli());
        json.put("oldAfterMillis", ProgressWatch.OLD.toMillis());
        json.put("stages", stages.stream().map(StageProgress::json).toList());
        json.put("openTransactions", held.json());
        json.put("moreOpenTransactions", held.more());
        json.put("auditProblem", broken);
        return json;
    }
}
