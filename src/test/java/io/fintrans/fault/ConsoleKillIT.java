package io.fintrans.fault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.fintrans.alert.Alert;
import io.fintrans.alert.AlertJson;
import io.fintrans.fault.Deciding.Decision;
import io.fintrans.testing.TestAlert;
import io.fintrans.testing.TestBroker;
import io.fintrans.testing.TestEdge;
import io.fintrans.testing.TestProcess;
import io.fintrans.topic.Topics;
import io.fintrans.transaction.City;
import io.fintrans.transaction.Coordinates;
import io.fintrans.transaction.Money;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The console is killed while people decide: what it has acknowledged stays, and what they ask for again is done once. */
class ConsoleKillIT {
    private static final String READY = "console ready: ";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int PAGE = 200;
    private static final List<String> EPISODES =
            IntStream.range(0, 6).mapToObj(i -> "00000000000000c" + i).toList();

    private final TestBroker broker = TestBroker.start();
    private final List<Decision> decisions = new ArrayList<>();

    @TempDir
    private Path folder;

    private TestProcess console;
    private ConsoleUser user;

    @BeforeEach
    void start() throws IOException {
        broker.create(new Topics(City.DEFAULTS, 1));
        try (RawProducer producer = new RawProducer(broker.address())) {
            EPISODES.forEach(episode -> alert(producer, episode));
        }
        startConsole();
    }

    @AfterEach
    void stop() {
        console.close();
        broker.close();
    }

    @Test
    void everyDecisionIsMadeOnceWhenKilledThreeTimes() throws IOException {
        kill(3);
    }

    @Test
    @Tag("faults")
    void everyDecisionIsMadeOnceWhenKilledTwentyTimes() throws IOException {
        kill(20);
    }

    private void kill(int times) throws IOException {
        Random random = new Random(times);
        long unansweredAndKept = 0;
        for (int i = 0; i < times; i++) {
            List<Decision> unanswered = killMidWork(20 + random.nextInt(40));
            startConsole();
            long kept = unanswered.stream().filter(each -> isKept(each)).count();
            for (Decision each : unanswered) {
                assertThat(user.post(each.path(), each.body()).statusCode())
                        .as(each.request())
                        .isEqualTo(200);
            }
            decisions.addAll(unanswered);
            unansweredAndKept += kept;
            System.out.println(
                    "kill -9 with " + unanswered.size() + " decisions unanswered, of which Kafka had " + kept);
            assertThat(history())
                    .as("each decision once, and no other")
                    .containsExactlyInAnyOrderElementsOf(
                            decisions.stream().map(Decision::request).toList());
        }
        assertThat(unansweredAndKept)
                .as("at least one decision was in Kafka, and nobody had been told")
                .isPositive();
        assertClean();
    }

    /** Kills the console after so many acknowledged decisions; returns those that it was asked for and did not answer. */
    private List<Decision> killMidWork(int acknowledged) {
        List<Integer> versions = EPISODES.stream()
                .map(episode -> (int) decisions.stream()
                        .filter(each -> each.episode().equals(episode))
                        .count())
                .toList();
        Deciding deciding = new Deciding(user, EPISODES, versions);
        await().atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .until(() -> deciding.answered().size() >= acknowledged && deciding.inFlight() > 0);
        console.kill();
        deciding.awaitEnd();
        assertThat(deciding.refused()).isEmpty();
        assertThat(deciding.unanswered())
                .as("killed in the middle of decisions")
                .isNotEmpty();
        decisions.addAll(deciding.answered());
        return deciding.unanswered();
    }

    private boolean isKept(Decision decision) {
        try {
            return user.json("/api/v1/cases/" + decision.episode())
                            .path("version")
                            .asInt()
                    > decision.version();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The request of every event, over all pages. */
    private List<String> history() throws IOException {
        List<String> requests = new ArrayList<>();
        JsonNode page;
        do {
            page = user.json("/api/v1/history?limit=" + PAGE + "&offset=" + requests.size());
            assertThat(page.path("audit").path("state").asText()).isEqualTo("clean");
            page.path("items")
                    .forEach(event -> requests.add(event.path("request").asText()));
        } while (requests.size() < page.path("total").asInt()
                && !page.path("items").isEmpty());
        return requests;
    }

    private void assertClean() {
        try (TestProcess audit = TestProcess.fintrans(
                "audit",
                "verify",
                "--bootstrap-server",
                broker.address(),
                "--checkpoints",
                folder.resolve("audit-checkpoints").toString())) {
            assertThat(audit.awaitExit(PATIENCE)).as(audit.log().toString()).isZero();
            System.out.println(audit.out());
        }
    }

    private void startConsole() throws IOException {
        console = TestProcess.fintrans(
                "console",
                "--bootstrap-server",
                broker.address(),
                "--port",
                "0",
                "--data-dir",
                folder.toString(),
                "--one-time-link",
                "approver");
        await("the console").atMost(PATIENCE).until(() -> link().isPresent());
        user = new ConsoleUser(URI.create(link().orElseThrow()));
        for (String episode : EPISODES) {
            await(episode)
                    .atMost(PATIENCE)
                    .until(() -> user.get("/api/v1/cases/" + episode).statusCode() == 200);
        }
    }

    private Optional<String> link() {
        return console.out().stream()
                .filter(line -> line.startsWith(READY))
                .map(line -> line.substring(READY.length()))
                .findFirst();
    }

    /** Of one payment, which need not be in Kafka: these people do not look at it. */
    private static void alert(RawProducer producer, String episode) {
        Instant at = Clock.systemUTC().instant();
        Money money = Money.usd(20_000_00);
        Alert alert = TestAlert.of(episode, 1)
                .pair("516", episode.substring(14))
                .total(money)
                .at(at)
                .evidence(TestEdge.of(new Coordinates("London", 0, 0), at, money))
                .build();
        producer.send(
                Topics.ALERTS,
                at.toEpochMilli(),
                alert.id().toString().getBytes(UTF_8),
                AlertJson.write(alert),
                new RecordHeaders());
    }
}
