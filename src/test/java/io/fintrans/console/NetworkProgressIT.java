package io.fintrans.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.console.live.WatchedStages;
import io.fintrans.console.user.Role;
import io.fintrans.topic.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The line under the bar names the network stage where it has run, and only there. */
class NetworkProgressIT {
    @TempDir
    private Path folder;

    @Test
    void saysHowFarTheNetworkStageIs() throws InterruptedException {
        try (ConsoleScene scene = new ConsoleScene(folder)) {
            Browser ann = scene.browser("ann", Role.ANALYST);
            ann.awaitText("#progress .ages", "console 0 s behind");
            assertThat(ann.texts("#progress")).doesNotContain("network");
            scene.run.send(new ProducerRecord<>(Topics.ACCEPTED, 0, null, new byte[] {0}));
            CountDownLatch seen = new CountDownLatch(1);
            Thread reader = new Thread(() -> read(scene.broker.address(), seen));
            reader.start();
            try {
                ann.awaitText("#progress .ages", "network 0 s behind");
                assertThat(ann.texts("#progress .wrong")).doesNotContain("network");
            } finally {
                seen.countDown();
                reader.join();
            }
            ann.awaitText("#progress .wrong", "No network runs: laundering over several accounts is not found.");
            scene.run.send(new ProducerRecord<>(Topics.ACCEPTED, 0, null, new byte[] {0}));
            ann.awaitText("#progress .ages", "network stopped, ");
        }
    }

    /** As the stage does: in its group, committing what it has read. */
    private static void read(String address, CountDownLatch seen) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                address,
                "group.id",
                WatchedStages.USUAL.network(),
                "auto.offset.reset",
                "earliest");
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(Topics.ACCEPTED));
            while (seen.getCount() > 0) {
                consumer.poll(Duration.ofMillis(100));
                consumer.commitSync();
            }
        }
    }
}
