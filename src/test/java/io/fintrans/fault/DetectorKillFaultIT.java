package io.fintrans.fault;

import io.fintrans.testing.TestBroker;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A detector is killed twenty times, and nobody can tell from topics and alerts. */
@Tag("faults")
class DetectorKillFaultIT {
    @AutoClose
    private final TestBroker broker = TestBroker.withCities();

    @TempDir
    private Path folder;

    @Test
    void countsEveryPaymentOnceWhenKilledTwentyTimes() {
        long seed = Long.getLong("seed", 20);
        try (KillSeries series = new KillSeries(broker, folder.resolve("state"), seed)) {
            series.kill(10, KillSeries.State.KEPT);
            series.kill(10, KillSeries.State.DELETED);
            series.killDuringRestore();
            series.killDuringRestore();
            series.finish();
        }
    }
}
