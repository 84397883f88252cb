package io.fintrans.issue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fintrans.process.ExitCode;
import io.fintrans.testing.TestBroker;
import io.fintrans.testing.TestProcess;
import io.fintrans.topic.Topics;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The detector started with an empty window, and without a word, when its journal's topic had been deleted, was kept for five
 * seconds, or compacted; it then missed alerts.
 */
@Tag("faults")
class JournalGoneIT {
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

    @Test
    void refusesToStartWhenTheJournalWasDeletedAndStartsOverKnowingly() throws Exception {
        scene.payTwiceAndStop();
        scene.delete(scene.journal);
        assertThat(scene.refusal())
                .contains("The journal " + scene.journal + " is gone")
                .contains("fintrans start-over detect");

        assertThat(scene.run("start-over", "detect", "--application-id", scene.application, "--cities", scene.city))
                .isEqualTo(ExitCode.DONE);
        try (TestProcess detector = scene.detect()) {
            OneCity.awaitAlert(detector);
            assertThat(scene.reconcile()).isEqualTo(ExitCode.DONE);
        }
    }

    @Test
    void refusesToStartWhenTheJournalWasDeletedAndMadeAgain() throws Exception {
        scene.payTwiceAndStop();
        scene.delete(scene.journal);
        scene.broker.create(scene.journal, scene.widthOf(scene.exchange));
        assertThat(scene.refusal()).contains("was deleted and made again").contains("fintrans start-over detect");
    }

    /** As retention does it, when it was five seconds. */
    @Test
    void refusesToStartWhenTheJournalHasLostAllOrTheBeginningOfTheWindow() throws Exception {
        scene.payTwiceAndStop();
        scene.cutJournal(0);
        assertThat(scene.refusal()).contains("has lost all of its partition");
    }

    @Test
    void refusesToStartWhenTheJournalBeginsWithinTheWindow() throws Exception {
        scene.payTwiceAndStop();
        scene.cutJournal(2);
        assertThat(scene.refusal()).contains("which is less than the window of payments that come now");
    }

    /** A demo that was not run for weeks: retention has deleted all of the journal, and no payment that comes now needs it. */
    @Test
    void startsWhenNothingThatTheJournalHasLostIsNeededAnyMore() throws Exception {
        Instant daysAgo = Instant.now(Clock.systemUTC()).minus(Duration.ofDays(2));
        try (TestProcess detector = scene.detect()) {
            OneCity.awaitRunning(detector);
            scene.sendAt("A B 6000", daysAgo);
            scene.awaitCommit();
        }
        scene.cutJournal(0);
        try (TestProcess detector = scene.detect()) {
            OneCity.awaitRunning(detector);
            scene.pay();
            scene.pay();
            OneCity.awaitAlert(detector);
        }
    }

    /** The payments of which it has lost the window were not read yet. */
    @Test
    void refusesToStartWhenUnreadPaymentsNeedWhatTheJournalHasLost() throws Exception {
        Instant daysAgo = Instant.now(Clock.systemUTC()).minus(Duration.ofDays(2));
        try (TestProcess detector = scene.detect()) {
            OneCity.awaitRunning(detector);
            scene.sendAt("A B 6000", daysAgo);
            scene.awaitCommit();
        }
        scene.sendAt("A B 6001", daysAgo.plusSeconds(60));
        scene.cutJournal(0);
        assertThat(scene.refusal()).contains("that were not read yet");
    }

    /** A record of the future, which was read and rejected, was taken for proof that what comes needs nothing of the journal. */
    @Test
    void refusesToStartAlsoWhereARejectedRecordOfTheFutureWasReadBefore() throws Exception {
        Instant now = Instant.now(Clock.systemUTC());
        Instant daysAgo = now.minus(Duration.ofDays(2));
        try (TestProcess detector = scene.detect()) {
            OneCity.awaitRunning(detector);
            scene.sendAt("A B 6000", daysAgo);
            scene.sendAt("A B 1", now.plus(Duration.ofMinutes(50)));
            await().atMost(OneCity.PATIENCE).until(() -> scene.committed(scene.application) > 1);
        }
        scene.sendAt("A B 6001", daysAgo.plusSeconds(60));
        scene.cutJournal(0);
        assertThat(scene.refusal()).contains("that were not read yet");
    }

    /** Kafka finds records by time, and one that is no payment was taken for proof that nothing older lies behind it. */
    @Test
    void refusesToStartAlsoWhereALateRecordThatIsNoPaymentHidesOlderOnes() throws Exception {
        Instant now = Instant.now(Clock.systemUTC());
        Instant daysAgo = now.minus(Duration.ofDays(2));
        try (TestProcess detector = scene.detect()) {
            OneCity.awaitRunning(detector);
            scene.sendAt("A B 6000", daysAgo);
            scene.awaitCommit();
        }
        scene.sendAt("nonsense", now);
        scene.sendAt("nonsense", now.plus(Duration.ofMinutes(50)));
        scene.sendAt("nonsense", Instant.EPOCH);
        scene.sendAt("A B 6001", daysAgo.plusSeconds(60));
        scene.cutJournal(0);
        assertThat(scene.refusal()).contains("that were not read yet");
    }

    /** Nor may a stranger's record of long ago keep a detector from starting. */
    @Test
    void startsWhereARecordOfLongAgoThatIsNoPaymentLiesBeforePaymentsThatNeedNothing() throws Exception {
        Instant now = Instant.now(Clock.systemUTC());
        Instant daysAgo = now.minus(Duration.ofDays(2));
        try (TestProcess detector = scene.detect()) {
            OneCity.awaitRunning(detector);
            scene.sendAt("A B 6000", daysAgo);
            scene.awaitCommit();
        }
        scene.sendAt("nonsense", daysAgo.plusSeconds(60));
        scene.sendAt("A B 6001", now.minusSeconds(5));
        scene.sendAt("A B 6002", now.minusSeconds(4));
        scene.cutJournal(0);
        try (TestProcess detector = scene.detect()) {
            OneCity.awaitRunning(detector);
            OneCity.awaitAlert(detector);
        }
    }

    /** Kafka forgets what was committed for a topic that is deleted; it is missed by the journal, and by what the others know. */
    @Test
    void refusesToStartWhenTheTopicBetweenTheTasksWasDeletedAndMadeAgain() throws Exception {
        scene.payTwiceAndStop();
        int width = scene.widthOf(scene.exchange);
        scene.delete(scene.exchange);
        assertThat(scene.refusal()).contains("Topic " + scene.exchange + " was deleted.");
        scene.broker.create(List.of(Topics.exchange(scene.application, width)));
        assertThat(scene.refusal()).contains("Topic " + scene.exchange + " was deleted and made again");
    }

    /** A journal of a detector that has read nothing but nonsense is not taken for a lost one. */
    @Test
    void startsAgainWhenNothingThatWasReadWasAPayment() throws Exception {
        try (TestProcess detector = scene.detect()) {
            OneCity.awaitRunning(detector);
            scene.send("nonsense");
            scene.awaitCommit();
        }
        try (TestProcess detector = scene.detect()) {
            OneCity.awaitRunning(detector);
        }
    }

    @Test
    void theVolumeStageRefusesToStartWithoutItsJournal() throws Exception {
        String volume = "volume-of-" + scene.city;
        String[] command = {
            "volume",
            "--bootstrap-server",
            scene.broker.address(),
            "--cities",
            scene.city,
            "--application-id",
            volume,
            "--state-dir",
            folder.resolve("volume").toString()
        };
        scene.send("nonsense");
        try (TestProcess stage = TestProcess.fintrans(command)) {
            OneCity.awaitRunning(stage);
            await("nonsense read").atMost(OneCity.PATIENCE).until(() -> scene.committed(volume) > 0);
        }
        try (TestProcess stage = TestProcess.fintrans(command)) {
            OneCity.awaitRunning(stage);
            assertThat(stage.stop(OneCity.PATIENCE)).isEqualTo(ExitCode.DONE);
        }
        scene.delete(volume + "-seconds-changelog");
        TestProcess refused = TestProcess.fintrans(command);
        assertThat(refused.awaitExit(OneCity.PATIENCE)).isEqualTo(ExitCode.FAILED);
        assertThat(refused.log()).singleElement().asString().contains("is gone").contains("fintrans start-over volume");
        assertThat(scene.run("start-over", "volume", "--application-id", volume, "--cities", scene.city))
                .isEqualTo(ExitCode.DONE);
        try (TestProcess stage = TestProcess.fintrans(command)) {
            OneCity.awaitRunning(stage);
        }
    }
}
