package io.fintrans.issue;

import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.testing.TestBroker;
import io.fintrans.testing.TestProcess;
import io.fintrans.topic.Topic;
import io.fintrans.topic.Topics;
import io.fintrans.topic.admin.TopicSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.NewPartitions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A journal that was there before the detector, and kept in another way than it needs, was taken as it was: kept for five seconds, compacted,
 * or with one partition, at which every thread failed.
 */
class TopicSetWrongIT {
    private static TestBroker broker;

    @TempDir
    private Path folder;

    private OneCity scene;

    @BeforeAll
    static void start() {
        broker = TestBroker.start();
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @BeforeEach
    void makeCity() {
        scene = new OneCity(broker, folder);
    }

    @AfterEach
    void forget() {
        scene.close();
    }

    /** What was written to a topic that was compacted is gone; to a new one it can be set right. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "retention.ms=5000",
                "cleanup.policy=compact",
                "retention.bytes=1000000",
                "max.message.bytes=100",
                "message.timestamp.type=CreateTime"
            })
    void setsRightHowANewJournalIsKeptAndMakesItWiderAndSaysSo(String setting) throws Exception {
        String[] parts = setting.split("=", -1);
        scene.broker.create(List.of(new Topic(scene.journal, 1, "test", Map.of(parts[0], parts[1]))));
        try (TestProcess detector = scene.detect()) {
            OneCity.awaitRunning(detector);
            assertThat(detector.log())
                    .anyMatch(line ->
                            line.contains("event=topic-set-right topic=" + scene.journal) && line.contains(setting));
            assertThat(scene.settingOf(scene.journal, parts[0])).isNotEqualTo(parts[1]);
            assertThat(scene.widthOf(scene.journal)).isEqualTo(scene.widthOf(scene.exchange));
            scene.pay();
            scene.pay();
            OneCity.awaitAlert(detector);
        }
    }

    @Test
    void setsRightHowTopicsOfFintransAreKeptButNeverACity() throws Exception {
        scene.broker.create(List.of(new Topic(scene.exchange, 4, "test", Map.of("retention.ms", "5000"))));
        new TopicSettings(scene.admin).set(Topics.REJECTED, Map.of("cleanup.policy", "compact"));
        new TopicSettings(scene.admin).set(Topics.ALERTS, Map.of("max.message.bytes", "2000"));
        try (TestProcess detector = scene.detect()) {
            OneCity.awaitRunning(detector);
            assertThat(scene.settingOf(scene.exchange, "retention.ms"))
                    .isEqualTo(Long.toString(Duration.ofDays(7).toMillis()));
            assertThat(scene.settingOf(Topics.REJECTED, "cleanup.policy")).isEqualTo("delete");
            assertThat(scene.settingOf(Topics.ALERTS, "max.message.bytes")).isEqualTo(Topics.BATCH_BYTES);
        }
        new TopicSettings(scene.admin).set(scene.city, Map.of("cleanup.policy", "compact"));
        assertThat(scene.refusal())
                .contains("Topic " + scene.city + " has cleanup.policy=compact")
                .contains("kafka-configs.sh");
        assertThat(scene.settingOf(scene.city, "cleanup.policy")).isEqualTo("compact");
    }

    @Test
    void aLongerWindowKeepsTheJournalForLonger() throws Exception {
        scene.payTwiceAndStop();
        long before = Long.parseLong(scene.settingOf(scene.journal, "retention.ms"));
        assertThat(scene.run(
                        "rules set pair-total window=48h",
                        "--application-id",
                        scene.application,
                        "--cities",
                        scene.city))
                .isZero();
        long after = before + Duration.ofHours(47).toMillis();
        assertThat(Long.parseLong(scene.settingOf(scene.journal, "retention.ms")))
                .isEqualTo(after);
        try (TestProcess detector = scene.detect()) {
            OneCity.awaitRunning(detector);
            assertThat(Long.parseLong(scene.settingOf(scene.journal, "retention.ms")))
                    .isEqualTo(after);
        }
    }

    @Test
    void refusesToStartWhenAccountsWouldMoveToOtherTasks() throws Exception {
        scene.payTwiceAndStop();
        int width = scene.widthOf(scene.exchange);
        scene.admin
                .createPartitions(Map.of(scene.exchange, NewPartitions.increaseTo(width + 1)))
                .all()
                .get();
        assertThat(scene.refusal()).contains("Partitions were added to " + scene.exchange);
    }
}
