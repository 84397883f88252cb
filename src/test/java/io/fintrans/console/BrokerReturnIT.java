package io.fintrans.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.fintrans.console.ConsoleRun.Visitor;
import io.fintrans.console.user.Role;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** For a second after a broker's return the page said that no detector had ever run. */
class BrokerReturnIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int RETURNS = 4;

    @TempDir
    private Path folder;

    @Test
    void neverSaysOfADetectorThatHasRunThatNoneHas() throws Exception {
        try (ConsoleScene scene = new ConsoleScene(folder)) {
            try (Admin admin = scene.broker.admin()) {
                for (String group : new String[] {"fintrans-detector", "fintrans-volume"}) {
                    admin.alterConsumerGroupOffsets(
                                    group, Map.of(new TopicPartition("London", 0), new OffsetAndMetadata(0)))
                            .all()
                            .get();
                }
            }
            Visitor ann = scene.run.visitor("ann", Role.ANALYST);
            Set<String> said = new ConcurrentSkipListSet<>();
            await().atMost(PATIENCE).until(() -> words(scene, ann, said).startsWith("No detector runs"));
            said.clear();
            for (int i = 0; i < RETURNS; i++) {
                scene.broker.stop();
                await().atMost(PATIENCE)
                        .until(() -> words(scene, ann, said).equals("How far the detector is cannot be known."));
                scene.broker.restart();
                await().atMost(PATIENCE)
                        .pollInterval(Duration.ofMillis(20))
                        .until(() -> words(scene, ann, said).startsWith("No detector runs"));
            }

            assertThat(said).isNotEmpty().noneMatch(words -> words.contains("has run here"));
        }
    }

    private static String words(ConsoleScene scene, Visitor visitor, Set<String> said) {
        JsonNode detector = ConsoleRun.json(scene.run.get(visitor, "/api/v1/progress"))
                .path("stages")
                .path(0);
        String words = detector.path("words").asText();
        said.add(words);
        return words;
    }
}
