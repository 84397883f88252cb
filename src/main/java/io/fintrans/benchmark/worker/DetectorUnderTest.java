package io.fintrans.benchmark.worker;

import io.fintrans.benchmark.BenchmarkException;
import io.fintrans.topic.Topics;
import java.util.Collection;
import java.util.List;
import org.apache.kafka.streams.Topology;

/** fintrans' detector as {@code fintrans detect} would run it. */
final class DetectorUnderTest {
    private DetectorUnderTest() {}

    static Topology topology(WorkerTask task) {
        // SEAM: io.fintrans.detector.DetectorTopology with DetectorSettings, once it is there.
        throw new BenchmarkException("There is no detector yet to measure for " + task.applicationId());
    }

    /** Topics that it writes and reads again. */
    static Collection<String> internalTopics() {
        return List.of(Topics.BY_SOURCE);
    }
}
