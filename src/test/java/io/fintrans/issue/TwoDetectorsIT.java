package io.fintrans.issue;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.alert.Alert;
import io.fintrans.alert.AlertJson;
import io.fintrans.issue.Scene.Proof;
import io.fintrans.streams.StreamsStage;
import io.fintrans.topic.Topics;
import io.fintrans.transaction.Application;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two detectors on one Kafka, on different cities or with another threshold on the same one, mixed their alerts and rejected records:
 * {@code fintrans reconcile} of both ended with 3, although both were right.
 */
class TwoDetectorsIT {
    private static final String SECOND = "second-detector";

    @TempDir
    Path folder;

    private final long begin = System.currentTimeMillis() - 3_600_000;
    private Scene scene;

    @BeforeEach
    void start() {
        scene = new Scene(folder);
        for (int i = 0; i < 30; i++) {
            scene.pay(i % 2 == 0 ? "London" : "Tokyo", begin + i * 10_000L, 50);
        }
        scene.send(new ProducerRecord<>("London", "nonsense".getBytes(UTF_8)));
        scene.send(new ProducerRecord<>("Tokyo", "nonsense".getBytes(UTF_8)));
    }

    @AfterEach
    void stop() {
        scene.close();
    }

    @Test
    void provesEachOfTwoDetectorsOnDifferentCities() {
        try (StreamsStage first = scene.detector(Application.DEFAULT, 300, "London");
                StreamsStage second = scene.detector(SECOND, 300, "Tokyo")) {
            assertRight(scene.prove("--cities", "London", "--threshold", "300"), SECOND, 2);
            assertRight(
                    scene.prove("--cities", "Tokyo", "--threshold", "300", "--application-id", SECOND),
                    Application.DEFAULT,
                    2);
            assertThat(List.of(first, second)).doesNotContainNull();
        }
    }

    @Test
    void provesASecondThresholdOnTheSameCity() {
        try (StreamsStage first = scene.detector(Application.DEFAULT, 300, "London", "Tokyo");
                StreamsStage second = scene.detector(SECOND, 700, "London")) {
            assertRight(scene.prove("--cities", "London,Tokyo", "--threshold", "300"), SECOND, 1);
            assertRight(
                    scene.prove("--cities", "London", "--threshold", "700", "--application-id", SECOND),
                    Application.DEFAULT,
                    4);
            assertThat(List.of(first, second)).doesNotContainNull();
        }
        List<Alert> alerts = scene.newest(Topics.ALERTS).values().stream()
                .map(record -> AlertJson.read(record.value()))
                .toList();
        assertThat(alerts).extracting(Alert::application).contains(Application.DEFAULT, SECOND);
        assertThat(alerts.stream().map(alert -> alert.id().episode()).distinct())
                .hasSize(2);
    }

    private static void assertRight(Proof proof, String other, long atLeast) {
        assertThat(proof.whys()).isEmpty();
        assertThat(proof.exitCode()).isZero();
        assertThat(proof.json().path("alerts").path("found").longValue()).isEqualTo(1);
        assertThat(proof.json().path("others").path("alerts").fieldNames())
                .toIterable()
                .isSubsetOf(other);
        assertThat(proof.json().path("others").path("alerts").path(other).longValue())
                .isLessThanOrEqualTo(atLeast);
    }
}
