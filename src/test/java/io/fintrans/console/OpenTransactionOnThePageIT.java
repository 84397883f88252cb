package io.fintrans.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.fintrans.console.ConsoleRun.Visitor;
import io.fintrans.console.user.Role;
import io.fintrans.testing.TestProcess;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A producer began a transaction on a city's topic and never ended it: nobody read on, and the page stayed green with "0 s behind". */
class OpenTransactionOnThePageIT {
    @TempDir
    private Path folder;

    @Test
    void saysOnEveryViewWhoHoldsBackWhatAndHowItEnds() throws Exception {
        try (ConsoleScene scene = new ConsoleScene(folder.resolve("console"));
                TestProcess detector = stage(scene, "detect");
                TestProcess volume = stage(scene, "volume");
                KafkaProducer<byte[], byte[]> holder = holder(scene)) {
            assertThat(detector.isAlive() && volume.isAlive()).isTrue();
            Browser ann = scene.browser("ann", Role.ANALYST);
            holder.initTransactions();
            holder.beginTransaction();
            holder.send(new ProducerRecord<>("London", 0, null, "a b 1".getBytes(UTF_8)))
                    .get();
            scene.run.send(new ProducerRecord<>("London", 0, null, "c d 2".getBytes(UTF_8)));

            Visitor bob = scene.run.visitor("bob", Role.ANALYST);
            await().atMost(Duration.ofMinutes(2)).until(() -> !open(scene, bob).isEmpty());
            JsonNode open = open(scene, bob).path(0);
            assertThat(open.path("behind").asLong()).isEqualTo(2);
            assertThat(Clock.systemUTC().millis() - open.path("since").asLong())
                    .as("a young one is no alarm")
                    .isGreaterThanOrEqualTo(30_000);

            ann.awaitText("#progress .wrong", "London, partition 0: producer");
            assertThat(ann.texts("#progress .wrong"))
                    .contains("(forgetful) holds a transaction open", "fintrans transactions --end ");
            for (String view : List.of("/#/cities", "/#/alerts", "/#/mutes", "/#/history", "/#/account")) {
                ann.open(scene.run.address + view);
                ann.awaitText("#progress .wrong", "London, partition 0: producer");
                assertThat(ann.texts("#connection").strip()).as(view).isEqualTo("not live");
                assertThat(ann.texts("#progress .ages"))
                        .as(view)
                        .containsPattern("held back by producer \\d+ for \\d+ s, 2 offsets wait");
                // What the detector's tasks tell one another is there to be read for a moment, too.
                ann.await(
                        "the detector to wait for nothing else on " + view,
                        page -> page.texts("#progress .ages")
                                .matches("(?s).*detector held back for \\d+ s \\(2 to read\\).*"));
            }
            holder.abortTransaction();
            ann.await(
                    "all to be well again",
                    page -> page.texts("#connection").strip().equals("live"));
        }
    }

    private static JsonNode open(ConsoleScene scene, Visitor visitor) {
        return ConsoleRun.json(scene.run.get(visitor, "/api/v1/progress")).path("openTransactions");
    }

    private TestProcess stage(ConsoleScene scene, String name) {
        return TestProcess.fintrans(
                name,
                "--bootstrap-server",
                scene.broker.address(),
                "--state-dir",
                folder.resolve(name).toString());
    }

    private static KafkaProducer<byte[], byte[]> holder(ConsoleScene scene) {
        return new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        scene.broker.address(),
                        "transactional.id",
                        "forgetful",
                        "transaction.timeout.ms",
                        "600000"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }
}
