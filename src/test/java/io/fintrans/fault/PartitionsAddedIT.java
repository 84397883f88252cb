package io.fintrans.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fintrans.testing.TestBroker;
import io.fintrans.testing.TestProcess;
import io.fintrans.topic.Topics;
import io.fintrans.transaction.City;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Partitions are added to cities while payments flow, as the manual allows. Once they were not read for more than a minute, and then
 * every thread of the detector and of the volume stage failed for ever: "invalid partitions: expected 6; actual 4".
 */
class PartitionsAddedIT {
    private static final String VOLUME = "fintrans-volume";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final TestBroker broker = TestBroker.withCities();
    private final Admin admin = broker.admin();

    @TempDir
    private Path folder;

    @AfterEach
    void closeBroker() {
        admin.close();
        broker.close();
    }

    /**
     * With an age of a second Kafka Streams finds the new partitions first, and its threads fail; otherwise the stage does. Under the streams
     * protocol the broker finds them, and tasks are given partitions that narrower cities do not have.
     */
    @Tag("faults")
    @ParameterizedTest
    @CsvSource({"classic, 15000", "classic, 1000", "streams, 15000"})
    void paymentsOfNewPartitionsCountLikeAllOthers(String protocol, String age) throws Exception {
        String[] options = {
            "--command-property", "group.protocol=" + protocol, "--command-property", "metadata.max.age.ms=" + age
        };
        try (DetectorGroup detectors = new DetectorGroup(broker, "widened-" + protocol, options);
                PaymentStream payments = new PaymentStream(broker.address(), 8, 1_000).start();
                TestProcess volume = volume(options)) {
            TestProcess one = detectors.start(folder.resolve("one"));
            TestProcess two = detectors.start(folder.resolve("two"));
            awaitRead(detectors.applicationId(), new TopicPartition("London", 3));
            add("London", 6);
            add("Tokyo", 5);
            try {
                awaitRead(detectors.applicationId(), new TopicPartition("London", 5));
            } catch (ConditionTimeoutException e) {
                throw new AssertionError(String.join("\n", one.log()) + "\n\n" + String.join("\n", two.log()), e);
            }
            awaitRead(VOLUME, new TopicPartition("London", 5));
            // An instance that starts afterwards knows of them from its start.
            one.kill();
            detectors.start(folder.resolve("one"));
            add("NYC", 7);
            awaitRead(detectors.applicationId(), new TopicPartition("NYC", 6));
            awaitRead(VOLUME, new TopicPartition("NYC", 6));
            holds(detectors, payments);
            assertThat(two.isAlive()).isTrue();
            assertThat(volume.isAlive()).isTrue();
        }
    }

    /** Everything that one task did alone goes on when there are others, which must be waited for. */
    @Test
    void aDetectorOfOneTaskGetsMore() throws Exception {
        try (DetectorGroup detectors = new DetectorGroup(broker, "was-alone");
                PaymentStream payments = new PaymentStream(broker.address(), 9, 1_000)) {
            narrow();
            payments.start();
            TestProcess volume = volume();
            detectors.start(folder.resolve("one"));
            awaitRead(detectors.applicationId(), new TopicPartition("London", 0));
            add("London", 3);
            awaitRead(detectors.applicationId(), new TopicPartition("London", 2));
            awaitRead(VOLUME, new TopicPartition("London", 2));
            holds(detectors, payments);
            volume.close();
        }
    }

    @Test
    void aDetectorThatWasStoppedMeanwhileReadsThemToo() throws Exception {
        try (DetectorGroup detectors = new DetectorGroup(broker, "was-away");
                PaymentStream payments = new PaymentStream(broker.address(), 10, 1_000).start()) {
            TestProcess volume = volume();
            TestProcess detector = detectors.start(folder.resolve("one"));
            awaitRead(detectors.applicationId(), new TopicPartition("London", 3));
            detector.stop(Duration.ofSeconds(20));
            volume.stop(Duration.ofSeconds(20));
            add("SF", 9);
            detectors.start(folder.resolve("one"));
            volume = volume();
            awaitRead(detectors.applicationId(), new TopicPartition("SF", 8));
            holds(detectors, payments);
            volume.close();
        }
    }

    private static void holds(DetectorGroup detectors, PaymentStream payments) {
        Proof proof = Proof.of(detectors.broker(), detectors, payments.stop());
        System.out.println(proof.text());
        proof.holds();
        assertThat(proof.text()).containsPattern("volumes: [1-9][0-9]* seconds of all partitions, differing 0");
    }

    private TestProcess volume(String... options) {
        String[] base = {
            "volume",
            "--bootstrap-server",
            broker.address(),
            "--state-dir",
            folder.resolve("volume").toString()
        };
        List<String> all = new ArrayList<>(List.of(base));
        all.addAll(List.of(options));
        return TestProcess.fintrans(all.toArray(String[]::new));
    }

    private void narrow() throws ExecutionException, InterruptedException {
        List<String> all = new Topics(City.DEFAULTS, 1)
                .all().stream().map(topic -> topic.name()).toList();
        admin.deleteTopics(all).all().get();
        await("topics gone")
                .atMost(PATIENCE)
                .until(() -> admin.listTopics().names().get().stream().noneMatch(all::contains));
        broker.create(new Topics(City.DEFAULTS, 1));
    }

    private void add(String topic, int partitions) throws ExecutionException, InterruptedException {
        admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(partitions)))
                .all()
                .get();
    }

    private void awaitRead(String group, TopicPartition partition) {
        await(group + " reads " + partition).atMost(PATIENCE).ignoreExceptions().until(() -> {
            var committed = admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get();
            return committed.containsKey(partition) && committed.get(partition).offset() > 200;
        });
    }
}
