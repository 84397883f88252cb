package io.fintrans.issue;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fintrans.issue.Scene.Proof;
import io.fintrans.streams.StreamsStage;
import io.fintrans.topic.Topics;
import io.fintrans.transaction.Application;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code fintrans reconcile} said "Everything adds up" when the newest alert of an episode was put back to an exact copy of what the detector had
 * written earlier, when its step was said to be reached later than it was, and when the record could be read in two ways.
 */
class TrueAlertPutBackIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String[] PROOF = {"--cities", "London", "--threshold", "300"};

    @TempDir
    Path folder;

    private final long begin = System.currentTimeMillis() - 3_600_000;

    @Test
    void isTold() throws IOException {
        try (Scene scene = new Scene(folder)) {
            for (int i = 0; i < 26; i++) {
                scene.pay("London", begin + i * 10_000L, 50);
            }
            try (StreamsStage detector = scene.detector(Application.DEFAULT, 300, "London")) {
                await("the newest alert, revised")
                        .atMost(Duration.ofSeconds(90))
                        .until(() ->
                                "amended".equals(newest(scene).path("state").textValue()));
                assertThat(detector).isNotNull();
            }
            ObjectNode truth = newest(scene);
            assertThat(total(truth).path("value").longValue()).isEqualTo(130_000);
            assertAddsUp(scene, truth);

            write(scene, truth, TrueAlertPutBackIT::putBack);
            assertUnchecked(scene);
            write(scene, truth, lie -> lie.put("at", lie.path("at").longValue() + 10_000));
            assertTold(scene, "no payment can have reached its step at");
            write(scene, truth, lie -> lie.put("note", "cleared by head office"));
            assertTold(scene, "it has a field that its form does not have: note");
            write(scene, truth, lie -> ((ObjectNode) lie.path("evidence").path(0)).put("amount", "50.00"));
            assertTold(scene, "is not written as fintrans writes it");
            write(scene, truth, truth.toString().replace("\"currency\":", "\"currency\":\"EUR\",\"currency\":"));
            assertTold(scene, "has a field twice");
            write(scene, truth, truth + " {\"total\":\"1\"}");
            assertTold(scene, "behind its end");
            assertAddsUp(scene, truth);

            // Without the deletion between, every older record of the alert says more than the newest.
            scene.write(
                    Topics.ALERTS,
                    id(truth),
                    changed(truth, TrueAlertPutBackIT::putBack).getBytes(UTF_8));
            assertTold(scene, "is there twice, with another content");
        }
    }

    /** To the letter what the detector wrote when the step was reached, one payment earlier. */
    private static void putBack(ObjectNode alert) {
        ArrayNode evidence = (ArrayNode) alert.path("evidence");
        evidence.remove(evidence.size() - 1);
        total(alert).put("value", 125_000);
        alert.put("payments", 25).put("state", "open");
        alert.put("asOf", alert.path("at").longValue());
    }

    private static ObjectNode total(ObjectNode alert) {
        return (ObjectNode) alert.path("measures").path(0);
    }

    private static ObjectNode newest(Scene scene) throws IOException {
        for (var record : scene.newest(Topics.ALERTS).values()) {
            JsonNode alert = JSON.readTree(record.value());
            if (alert.path("step").intValue() == 4) {
                return (ObjectNode) alert;
            }
        }
        return JSON.createObjectNode();
    }

    private static String id(JsonNode alert) {
        return alert.path("id").textValue();
    }

    private static String changed(ObjectNode truth, Consumer<ObjectNode> change) {
        ObjectNode lie = truth.deepCopy();
        change.accept(lie);
        return lie.toString();
    }

    private static void write(Scene scene, ObjectNode truth, Consumer<ObjectNode> change) {
        write(scene, truth, changed(truth, change));
    }

    private static void write(Scene scene, ObjectNode truth, String json) {
        scene.write(Topics.ALERTS, id(truth), null);
        scene.write(Topics.ALERTS, id(truth), json.getBytes(UTF_8));
    }

    private static void assertAddsUp(Scene scene, ObjectNode truth) {
        write(scene, truth, truth.toString());
        Proof proof = scene.prove(PROOF);
        assertThat(proof.whys()).isEmpty();
        assertThat(proof.unchecked("total")).isZero();
        assertThat(proof.json().path("notes").toString()).doesNotContain("going to be revised");
    }

    /** An honest detector may have given the revision up: it is never called right, and never wrong. */
    private static void assertUnchecked(Scene scene) {
        Proof proof = scene.prove(PROOF);
        assertThat(proof.whys()).isEmpty();
        assertThat(proof.unchecked("notRevised")).isEqualTo(1);
    }

    private static void assertTold(Scene scene, String why) {
        Proof proof = scene.prove(PROOF);
        assertThat(proof.exitCode()).as(proof.json().toPrettyString()).isEqualTo(3);
        assertThat(proof.whys()).anySatisfy(said -> assertThat(said).contains(why));
    }
}
