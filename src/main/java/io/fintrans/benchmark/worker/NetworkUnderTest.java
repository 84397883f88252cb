package io.fintrans.benchmark.worker;

import io.fintrans.benchmark.figure.Speed;
import io.fintrans.benchmark.network.AcceptedFiller;
import io.fintrans.network.NetworkSettings;
import io.fintrans.network.NetworkTopology;
import org.apache.kafka.streams.Topology;

/** The network stage with the rules that it begins with. */
final class NetworkUnderTest {
    private NetworkUnderTest() {}

    static Topology topology(WorkerTask task) {
        NetworkSettings usual = NetworkSettings.usual();
        return NetworkTopology.build(
                new NetworkSettings(
                        task.applicationId(),
                        usual.detector(),
                        usual.rules(),
                        usual.ruleSource(),
                        usual.history(),
                        usual.memory()),
                alert -> {});
    }

    /** The same in payments. */
    static Speed payments(Speed records) {
        return new Speed(records.records() * AcceptedFiller.PER_RECORD, records.nanos());
    }
}
