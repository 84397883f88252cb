package io.fintrans.benchmark.worker;

import io.fintrans.detector.DetectorSettings;
import io.fintrans.detector.DetectorTopology;
import io.fintrans.detector.rule.PairRules;
import io.fintrans.rule.PairTotal;
import io.fintrans.rule.Rulebook;
import io.fintrans.topic.Topics;
import io.fintrans.transaction.Money;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.Topology;

/** fintrans' detector as {@code fintrans detect} runs it. */
final class DetectorUnderTest {
    private DetectorUnderTest() {}

    static Topology topology(WorkerTask task, Clock clock) {
        return DetectorTopology.build(settings(task), clock, alert -> {});
    }

    /** The same, but what it has counted is not written on. */
    static Topology withoutAccepted(WorkerTask task, Clock clock) {
        return DetectorTopology.build(settings(task).withAccepted(false), clock, alert -> {});
    }

    private static DetectorSettings settings(WorkerTask task) {
        return new DetectorSettings(
                        task.cities(),
                        Topics.DEFAULT_PARTITIONS,
                        rules(),
                        WorkerTask.LATENESS,
                        Runtime.getRuntime().maxMemory() / 10 * 6)
                .of(task.applicationId());
    }

    /** What it is to find. */
    static Rulebook rules() {
        String threshold = Money.usd(WorkerTask.THRESHOLD_MINOR_UNITS).toString();
        return Rulebook.ofPairTotal(WorkerTask.WINDOW, Map.of(PairTotal.THRESHOLD, threshold));
    }

    /** The same as a window needs them. */
    static PairRules pairRules() {
        return PairRules.of(rules(), WorkerTask.LATENESS.toMillis());
    }

    /** Topics that it writes and reads again. */
    static Collection<String> internalTopics(WorkerTask task) {
        return List.of(Topics.exchangeOf(task.applicationId()));
    }
}
