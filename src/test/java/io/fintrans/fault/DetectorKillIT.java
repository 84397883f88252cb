package io.fintrans.fault;

import io.fintrans.testing.TestBroker;
import io.fintrans.topic.Topics;
import io.fintrans.transaction.City;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The short form of {@link DetectorKillFaultIT}, for every build. */
class DetectorKillIT {
    private final TestBroker broker = TestBroker.start();

    @TempDir
    private Path folder;

    @BeforeEach
    void createTopics() {
        broker.create(new Topics(City.DEFAULTS, Topics.DEFAULT_PARTITIONS));
    }

    @AfterEach
    void closeBroker() {
        broker.close();
    }

    @Test
    void countsEveryPaymentOnceWhenKilledMidWork() {
        try (KillSeries series = new KillSeries(broker, folder.resolve("state"), 42)) {
            series.kill(1, KillSeries.State.KEPT);
            series.kill(1, KillSeries.State.DELETED);
            series.killDuringRestore();
            series.finish();
            series.breakTheProof();
        }
    }
}
