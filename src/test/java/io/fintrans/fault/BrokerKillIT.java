package io.fintrans.fault;

import io.fintrans.testing.TestBroker;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The short form of {@link BrokerKillFaultIT}; with the long series, because of the time it takes. */
@Tag("faults")
class BrokerKillIT {
    @AutoClose
    private final TestBroker broker = TestBroker.start();

    @TempDir
    private Path folder;

    @Test
    void everyoneGoesOnByItselfAfterFiveSecondsWithoutKafka() {
        new Outage(broker, folder).last(Duration.ofSeconds(5));
    }
}
