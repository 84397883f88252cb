package io.fintrans.issue;

import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.process.ExitCode;
import io.fintrans.testing.TestBroker;
import io.fintrans.testing.TestProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Payments that are compressed with snappy, on a machine that forbids to load its library, as with {@code /tmp} mounted noexec: ten threads
 * were replaced, and the last words were Kafka's advice to seek past the record. They are good payments: no stage may reject or leave out
 * any of them.
 */
class BrokenLibraryIT {
    @TempDir
    private Path folder;

    @Test
    void everyStageEndsWithASentenceAndNoPaymentIsLost() throws Exception {
        Files.writeString(folder.resolve("broken.so"), "no library");
        try (OneCity scene = new OneCity(TestBroker.shared(), folder)) {
            pay(scene, "6000");
            pay(scene, "6001");
            String detector = scene.application;
            refuses(scene, "detect", "--application-id", detector, "--window", "1h", "--state-dir", path("detect"));
            refuses(scene, "volume", "--application-id", "volume-of-" + scene.city, "--state-dir", path("volume"));
            refuses(scene, "reconcile", "--application-id", detector, "--window", "1h");
            try (TestProcess able = scene.detect()) {
                OneCity.awaitAlert(able);
                assertThat(scene.reconcile()).isEqualTo(ExitCode.DONE);
            }
        }
    }

    private void refuses(OneCity scene, String... command) {
        List<String> line = new ArrayList<>(List.of(command));
        line.addAll(List.of("--bootstrap-server", scene.broker.address(), "--cities", scene.city));
        List<String> flags =
                List.of("-Xmx320m", "-Dorg.xerial.snappy.lib.path=" + folder, "-Dorg.xerial.snappy.lib.name=broken.so");
        TestProcess stage = TestProcess.java(flags, line);
        assertThat(stage.awaitExit(OneCity.PATIENCE)).as(command[0]).isEqualTo(ExitCode.FAILED);
        assertThat(stage.log())
                .as(String.join("\n", stage.log()))
                .filteredOn(said -> said.contains("A library cannot be loaded"))
                .hasSize(1)
                .allSatisfy(said -> assertThat(said).contains("FINTRANS_OPTS=-Djava.io.tmpdir=DIR"));
        assertThat(stage.log()).noneMatch(said -> said.contains("seek past") || said.contains("thread-replaced"));
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    private static void pay(OneCity scene, String amount) throws Exception {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", scene.broker.address(), "compression.type", "snappy"),
                new StringSerializer(),
                new StringSerializer())) {
            producer.send(new ProducerRecord<>(scene.city, "A" + scene.city + " B " + amount))
                    .get();
        }
    }
}
