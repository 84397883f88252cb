package io.fintrans.fault;

import io.fintrans.testing.TestBroker;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The short form of {@link DetectorKillFaultIT}, for every build. */
class DetectorKillIT {
    @AutoClose
    private final TestBroker broker = TestBroker.withCities();

    @TempDir
    private Path folder;

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
