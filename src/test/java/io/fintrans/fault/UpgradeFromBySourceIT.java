package io.fintrans.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.abort;

import io.fintrans.process.ExitCode;
import io.fintrans.testing.TestBroker;
import io.fintrans.testing.TestProcess;
import io.fintrans.testing.TopicContents;
import io.fintrans.topic.Topics;
import io.fintrans.topic.admin.GroupMembers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The last version whose tasks sent one another payments through {@code fintrans.by-source}, one a record, is at work and killed, and
 * this one takes over: nothing is lost, and nothing counts twice.
 */
@Tag("upgrade")
class UpgradeFromBySourceIT {
    private static final String BEFORE = "57dc33477de74960bb7c276a652523190907c8f8";
    private static final String APPLICATION = "upgraded";
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int GENERATED = 20_000;

    @TempDir
    private static Path folder;

    private static EarlierVersion earlier;

    private final TestBroker broker = TestBroker.start();
    private final Admin admin = broker.admin();

    @BeforeAll
    static void build() {
        earlier = EarlierVersion.of(BEFORE, folder.resolve("before"))
                .orElseGet(() -> abort("This folder has no Git history with the commit " + BEFORE
                        + ", from which the version of before would be built: run this in a whole clone"));
    }

    @AfterEach
    void closeBroker() {
        admin.close();
        broker.close();
    }

    @Test
    void takesOverWhatIsOnItsWayAndGoesOn() throws Exception {
        try (DetectorGroup detectors = new DetectorGroup(broker, APPLICATION);
                PaymentStream first = new PaymentStream(broker.address(), 21, 1_000).now();
                PaymentStream second = new PaymentStream(broker.address(), 22, 1_000).now()) {
            makeTopics();
            first.start();
            TestProcess generator = generate();
            TestProcess old = detect();
            await("the version of before at work").atMost(PATIENCE).until(() -> detectors.read() > 5_000);
            refusesToRunBeside(old, detectors);
            System.out.println("killed with " + killWithPaymentsOnTheirWay(old) + " payments on their way");
            await("its members to be gone").atMost(PATIENCE).until(() -> GroupMembers.count(admin, APPLICATION) == 0);
            assertThat(onTheirWay()).isPositive();
            TestProcess taking = detectors.start(folder.resolve("new"));
            assertThat(generator.awaitExit(PATIENCE)).isEqualTo(ExitCode.DONE);
            long payments = first.stop() + GENERATED;
            holds(detectors, payments);
            assertThat(onTheirWay()).isZero();
            second.start();
            System.out.println("the new one: " + new MidWork(detectors).kill(taking));
            detectors.start(folder.resolve("new"));
            holds(detectors, payments + second.stop());
        }
    }

    private static void holds(DetectorGroup detectors, long payments) {
        Proof proof = Proof.of(detectors.broker(), detectors, payments);
        System.out.println(proof.text());
        proof.holds();
        assertThat(Committed.records(detectors.broker(), Topics.REJECTED)).isEmpty();
    }

    private void refusesToRunBeside(TestProcess old, DetectorGroup detectors) {
        TestProcess refused = detectors.start(folder.resolve("new"));
        assertThat(refused.awaitExit(PATIENCE)).isEqualTo(ExitCode.FAILED);
        assertThat(refused.log())
                .last()
                .asString()
                .contains("was run by a version that has no exchange", "its group has ", "stop all of them");
        assertThat(old.isAlive()).isTrue();
    }

    /** Stopped first, so that what is seen is what is hit. */
    private long killWithPaymentsOnTheirWay(TestProcess old) {
        return await("payments on their way")
                .atMost(PATIENCE)
                .until(
                        () -> {
                            old.pause();
                            long waiting = onTheirWay();
                            if (waiting == 0) {
                                old.resume();
                            } else {
                                old.kill();
                            }
                            return waiting;
                        },
                        waiting -> waiting > 0);
    }

    /** Payments that one task has sent, and the other has not taken in. */
    private long onTheirWay() throws Exception {
        Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(APPLICATION)
                .partitionsToOffsetAndMetadata()
                .get();
        return TopicContents.read(broker.address(), List.of(Topics.BY_SOURCE)).stream()
                .filter(record -> record.headers().lastHeader("fintrans.offset") != null)
                .filter(record -> {
                    OffsetAndMetadata taken = committed.get(new TopicPartition(record.topic(), record.partition()));
                    return taken == null || record.offset() >= taken.offset();
                })
                .count();
    }

    private void makeTopics() {
        TestProcess topics = start("topics", "--application-id", APPLICATION, "--window", window());
        assertThat(topics.awaitExit(PATIENCE))
                .as(String.join("\n", topics.log()))
                .isEqualTo(ExitCode.DONE);
    }

    private TestProcess generate() {
        return start(
                "generate",
                "--rate",
                "1000",
                "--count",
                Integer.toString(GENERATED),
                "--seed",
                "6",
                "--accounts",
                "300",
                "--laundering",
                "0.02",
                "--span",
                "10s");
    }

    private TestProcess detect() {
        return start(
                "detect",
                "--application-id",
                APPLICATION,
                "--state-dir",
                folder.resolve("old").toString(),
                "--threshold",
                "10000",
                "--window",
                window(),
                "--memory",
                "100m");
    }

    private TestProcess start(String command, String... options) {
        List<String> arguments = new ArrayList<>(List.of(command, "--bootstrap-server", broker.address()));
        arguments.addAll(List.of(options));
        return earlier.start(arguments);
    }

    private static String window() {
        return PaymentStream.WINDOW.toMinutes() + "m";
    }
}
