package io.fintrans.fault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fintrans.process.ExitCode;
import io.fintrans.testing.TestBroker;
import io.fintrans.testing.TestProcess;
import io.fintrans.topic.Topics;
import io.fintrans.transaction.City;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One garbage record in a journal: threads were replaced on and on, with a hundred lines each. Now the instance ends with one sentence that
 * says where it is and what to do.
 */
@Tag("faults")
class StrangersJournalRecordIT {
    private static final byte[] ANY_KEY = {0};
    private static final String STARTS_OVER = "start over as docs/operating.md describes: fintrans start-over detect";

    @TempDir
    private Path folder;

    private static TestBroker broker;

    @BeforeAll
    static void startBroker() {
        broker = TestBroker.start();
        broker.create(new Topics(City.DEFAULTS, Topics.DEFAULT_PARTITIONS));
    }

    @AfterAll
    static void closeBroker() {
        broker.close();
    }

    @Test
    void garbageEndsTheDetectorWithOneSentence() {
        assertEnds("hello world".getBytes(UTF_8), "does not begin like one of a journal", STARTS_OVER);
    }

    @Test
    void aLengthOfTwoGigabytesEndsItToo() {
        byte[] lie = {2, (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, 7, 1, 1, 1};
        assertEnds(lie, "shorter than its list of partitions", STARTS_OVER);
    }

    /** Kafka Streams left it out, with a warning of its own. */
    @Test
    void aRecordWithoutAKeyEndsItToo() {
        byte[] bytes = new byte[3000];
        new Random(1).nextBytes(bytes);
        assertEnds(null, bytes, "the record has no key", STARTS_OVER);
    }

    @Test
    void aNewerFormAsksForAnUpgrade() {
        assertEnds(new byte[] {31, 1, 2, 3}, "form 31 of the journal", "Upgrade fintrans");
    }

    /** A record without a key cannot come there: its journal is compacted, and Kafka refuses it. */
    @Test
    void garbageEndsTheVolumeStageWithOneSentence() {
        String application = "volume-" + UUID.randomUUID();
        String journal = application + "-seconds-changelog";
        try (DetectorGroup volumes = new DetectorGroup(broker, application);
                PaymentStream payments = new PaymentStream(broker.address(), 1, 0);
                RawProducer stranger = new RawProducer(broker.address())) {
            payments.send(2_000);
            try (TestProcess before = volume(application)) {
                await("work").atMost(Duration.ofMinutes(2)).until(() -> volumes.lag() == 0);
                before.kill();
            }
            long offset = stranger.send(journal, 0, ANY_KEY, "garbage".getBytes(UTF_8), new RecordHeaders());
            try (TestProcess after = volume(application)) {
                assertSentence(
                        after,
                        journal,
                        offset,
                        "not a second of a city",
                        "fintrans start-over volume --bootstrap-server " + broker.address() + " --application-id "
                                + application + " --cities ");
            }
        }
    }

    private void assertEnds(byte[] record, String why, String what) {
        assertEnds(ANY_KEY, record, why, what);
    }

    private void assertEnds(byte @Nullable [] key, byte[] record, String why, String what) {
        String application = "detector-" + UUID.randomUUID();
        String journal = application + "-window-changelog";
        try (DetectorGroup detectors = new DetectorGroup(broker, application);
                PaymentStream payments = new PaymentStream(broker.address(), 1, 0);
                RawProducer stranger = new RawProducer(broker.address())) {
            payments.send(2_000);
            TestProcess before = detectors.start(folder.resolve("before"));
            await("work").atMost(Duration.ofMinutes(2)).until(() -> detectors.lag() == 0);
            before.kill();
            long offset = stranger.send(journal, 0, key, record, new RecordHeaders());

            assertSentence(detectors.start(folder.resolve("after")), journal, offset, why, what);
        }
    }

    private static void assertSentence(TestProcess process, String journal, long offset, String why, String what) {
        assertThat(process.awaitExit(Duration.ofMinutes(2))).isEqualTo(ExitCode.FAILED);
        List<String> log = process.log();
        assertThat(log)
                .as(String.join("\n", log))
                .noneMatch(line -> line.contains(" ERROR ") || line.contains(" WARN "))
                .last()
                .asString()
                .startsWith(
                        "fintrans: The journal cannot be read at topic " + journal + ", partition 0, offset " + offset)
                .contains(why, what);
        assertThat(log)
                .as("nothing is tried again, and there is no stack trace")
                .noneMatch(line -> line.contains("event=thread-replaced")
                        || line.contains("event=old-copy")
                        || line.startsWith("\tat "));
    }

    private TestProcess volume(String application) {
        return TestProcess.fintrans(
                "volume",
                "--bootstrap-server",
                broker.address(),
                "--application-id",
                application,
                "--state-dir",
                folder.toString());
    }
}
