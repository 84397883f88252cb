package io.fintrans.fault;

import io.fintrans.testing.TestBroker;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kafka is killed, and is away for longer than sessions and transactions last. */
@Tag("faults")
class BrokerKillFaultIT {
    @AutoClose
    private final TestBroker broker = TestBroker.start();

    @TempDir
    private Path folder;

    @Test
    void everyoneGoesOnByItselfAfterAMinuteWithoutKafka() {
        new Outage(broker, folder).last(Duration.ofSeconds(60));
    }
}
