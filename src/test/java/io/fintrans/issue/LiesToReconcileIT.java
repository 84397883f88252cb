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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code fintrans reconcile} said "Everything adds up" after each of these, each alone: somebody who may write to our topics had deleted
 * alerts, forged others, left out evidence, changed a currency and volumes, or held payments back in an open transaction.
 */
@Tag("faults")
class LiesToReconcileIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String[] PROOF = {"--cities", "London,Tokyo", "--threshold", "300"};

    @TempDir
    Path folder;

    private final long begin = System.currentTimeMillis() - 3_600_000;
    private Scene scene;
    private final Map<String, byte[]> alerts = new LinkedHashMap<>();
    private final Map<String, byte[]> volumes = new LinkedHashMap<>();

    @BeforeEach
    void detect() {
        scene = new Scene(folder);
        for (int i = 0; i < 24; i++) {
            scene.pay(i % 2 == 0 ? "London" : "Tokyo", begin + i * 10_000L, 50);
        }
        scene.send(new ProducerRecord<>("London", "nonsense".getBytes(UTF_8)));
        try (StreamsStage detector = scene.detector(Application.DEFAULT, 300, "London", "Tokyo");
                StreamsStage volume = scene.volume()) {
            Proof truth = await("volumes that are there to be checked")
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> scene.prove(PROOF), LiesToReconcileIT::checksVolumes);
            assertThat(truth.whys()).isEmpty();
            assertThat(truth.exitCode()).isZero();
            assertThat(truth.unchecked("total")).isZero();
            assertThat(detector).isNotNull();
            assertThat(volume).isNotNull();
        }
        scene.newest(Topics.ALERTS).forEach((id, record) -> alerts.put(id, record.value()));
        scene.newest(Topics.VOLUMES).forEach((key, record) -> volumes.put(key, record.value()));
        assertThat(alerts).hasSize(3);
    }

    private static boolean checksVolumes(Proof proof) {
        return proof.json().path("volumes").path("checked").booleanValue();
    }

    @AfterEach
    void stop() {
        scene.close();
    }

    @Test
    void tellsEachLieAboutAlertsByItself() throws IOException {
        List<String> ids = new ArrayList<>(alerts.keySet());
        String lowest = ids.get(0);
        String highest = ids.get(2);

        // The lower alerts of an episode deleted.
        delete(lowest);
        assertTold("no alert of the payment that opened the episode");
        restore();
        delete(ids.get(1));
        assertTold("no alert of step 2");
        restore();

        // A forged alert whose evidence lies beyond the end of a topic, beside the others and in place of them.
        byte[] forged = changed(alert(highest), this::putBeyondTheEnd);
        String forgedId = JSON.readTree(forged).path("id").textValue();
        scene.write(Topics.ALERTS, forgedId, forged);
        assertTold("does not exist");
        alerts.keySet().forEach(this::delete);
        assertTold("no alert of the episode");
        delete(forgedId);
        restore();

        // A payment left out of the evidence: alone, and with everything else made to fit.
        overwrite(lowest, changed(alert(lowest), alert -> ((ArrayNode) alert.path("evidence")).remove(2)));
        assertTold("it cannot be read: not an alert: its field payments");
        overwrite(lowest, changed(alert(lowest), alert -> leaveOut(alert, 2, false)));
        assertTold("but should list");
        overwrite(highest, changed(alert(highest), alert -> leaveOut(alert, 2, true)));
        assertTold("it leaves out", "is step 2");

        // Another currency.
        overwrite(lowest, changed(alert(lowest), alert -> alert.put("currency", "JPY")));
        assertTold("it cannot be read", "is step", "currency");
    }

    @Test
    void countsWindowsThatMemoryMadeShorterAsUnchecked() throws IOException {
        String highest = List.copyOf(alerts.keySet()).get(2);
        alerts.keySet().forEach(this::delete);
        scene.write(Topics.ALERTS, highest, changed(alert(highest), alert -> alert.put("shortenedTo", begin)));

        Proof proof = scene.prove(PROOF);
        assertThat(proof.unchecked("shortenedWindows")).isEqualTo(1);
        assertThat(proof.json().path("uncheckedNames").path("shortenedWindows").toString())
                .contains("alert " + highest + " of a -> b");
        assertThat(scene.prove(with("--strict")).exitCode()).isEqualTo(3);
    }

    @Test
    void tellsEachLieAboutVolumesByItself() throws IOException {
        String key = volumes.keySet().iterator().next();
        byte[] truth = Objects.requireNonNull(volumes.get(key));

        scene.write(
                Topics.VOLUMES,
                key,
                changed(truth, volume -> volume.put("offset", 1_000_000).put("count", 9)));
        assertTold("it says 9 payments");
        scene.write(Topics.VOLUMES, key, truth);
        String second = Long.toString(begin / 1000 + 5000);
        String invented = "London " + second + " 0";
        scene.write(
                Topics.VOLUMES,
                invented,
                changed(
                        truth,
                        volume -> volume.put("city", "London")
                                .put("partition", 0)
                                .put("second", Long.parseLong(second))
                                .put("offset", 1_000_000)));
        assertTold("the topic has no payment in that second");
        scene.write(Topics.VOLUMES, invented, null);
        scene.write(Topics.VOLUMES, key, null);
        assertTold("although it has 1 payment");
        scene.write(Topics.VOLUMES, key, truth);
        assertThat(scene.prove(PROOF).exitCode()).isZero();
    }

    @Test
    void countsPaymentsBehindAnOpenTransactionAsUncheckedAndNamesTheProducer() throws Exception {
        Map<String, Object> properties = Map.of(
                "bootstrap.servers",
                scene.broker.address(),
                "transactional.id",
                "intruder",
                "enable.idempotence",
                true);
        try (KafkaProducer<byte[], byte[]> intruder =
                new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
            intruder.initTransactions();
            intruder.beginTransaction();
            intruder.send(new ProducerRecord<>("London", 0, null, null, "x y 1".getBytes(UTF_8)))
                    .get();
            for (int i = 0; i < 50; i++) {
                scene.send(new ProducerRecord<>("London", 0, null, null, "x y 1".getBytes(UTF_8)));
            }

            Proof proof = scene.prove(PROOF);
            assertThat(proof.exitCode()).isZero();
            assertThat(proof.unchecked("openTransactions")).isEqualTo(51);
            assertThat(proof.json().path("notes").toString()).contains("(intruder)", "London-0");
            assertThat(scene.prove(with("--strict")).exitCode()).isEqualTo(3);
            intruder.abortTransaction();
        }
    }

    private static String[] with(String option) {
        List<String> arguments = new ArrayList<>(List.of(PROOF));
        arguments.add(option);
        return arguments.toArray(String[]::new);
    }

    private byte[] alert(String id) {
        return Objects.requireNonNull(alerts.get(id));
    }

    private void delete(String id) {
        scene.write(Topics.ALERTS, id, null);
    }

    private void overwrite(String id, byte[] json) {
        delete(id);
        scene.write(Topics.ALERTS, id, json);
    }

    private void restore() {
        alerts.forEach(this::overwrite);
        assertThat(scene.prove(PROOF).whys()).isEmpty();
    }

    /** @param parts of the sentence, one of which must be there */
    private void assertTold(String... parts) {
        Proof proof = scene.prove(PROOF);
        assertThat(proof.exitCode()).as(proof.json().toPrettyString()).isEqualTo(3);
        assertThat(proof.whys()).anySatisfy(why -> assertThat(why).containsAnyOf(parts));
    }

    private static byte[] changed(byte[] json, Consumer<ObjectNode> change) throws IOException {
        ObjectNode record = (ObjectNode) JSON.readTree(json);
        change.accept(record);
        return JSON.writeValueAsBytes(record);
    }

    private void putBeyondTheEnd(ObjectNode alert) {
        alert.put("id", "00000000000000ab-" + alert.path("step").longValue()).put("episode", "00000000000000ab");
        for (JsonNode one : alert.path("evidence")) {
            ((ObjectNode) one).put("offset", one.path("offset").longValue() + 1_000_000);
        }
    }

    private static void leaveOut(ObjectNode alert, int at, boolean adapt) {
        ((ArrayNode) alert.path("evidence")).remove(at);
        if (adapt) {
            ObjectNode total = (ObjectNode) alert.path("measures").path(0);
            total.put("value", total.path("value").longValue() - 5_000);
            alert.put("payments", alert.path("payments").intValue() - 1);
        } else {
            alert.put("omitted", 1);
        }
    }
}
