package io.fintrans.console;

import static io.fintrans.console.ConsoleRun.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.fintrans.console.ConsoleRun.Visitor;
import io.fintrans.console.LiveViewer.Event;
import io.fintrans.console.user.Role;
import io.fintrans.testing.TestBroker;
import io.fintrans.timeseries.Distribution;
import io.fintrans.timeseries.Volume;
import io.fintrans.timeseries.VolumeJson;
import io.fintrans.topic.Topics;
import io.fintrans.transaction.City;
import io.fintrans.transaction.Money;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a page is told while it is open, from the topics to the events of its stream. */
class LiveStreamIT {
    private static final Duration LIMIT = Duration.ofSeconds(40);

    private final ApiDocument api = new ApiDocument();
    private final TestBroker broker = TestBroker.start();
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<Event> told = new CopyOnWriteArrayList<>();

    @TempDir
    private Path folder;

    private ConsoleRun run;
    private Visitor ann;

    @BeforeEach
    void start() {
        broker.create(new Topics(City.DEFAULTS, 2));
        run = new ConsoleRun(broker, folder);
        ann = run.visitor("ann", Role.ANALYST);
    }

    @AfterEach
    void stop() {
        run.close();
        broker.close();
    }

    @Test
    void tellsOfVolumesAlertsAndDecisionsAsDescribed() {
        LiveViewer viewer = view();
        long second = Clock.systemUTC().millis() / 1000 - 5;
        volume("London", second, 0, 3, 300_50);
        volume("London", second, 1, 2, 100_25);
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(seconds("London")).contains("[" + second + ",5,\"400.75\"]"));

        String episode = run.alert("00000000000000a1", 1, "516", "482", 9000, 9000);
        run.alert(episode, 2, "516", "482", 9000, 9000, 9000);
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(alerts()).last().satisfies(alert -> {
                    assertThat(alert.path("episode").asText()).isEqualTo(episode);
                    assertThat(alert.path("step").asInt()).isEqualTo(2);
                    assertThat(alert.path("total").asText()).isEqualTo("27000");
                    assertThat(alert.path("state").asText()).isEqualTo("open");
                }));
        decide(episode);
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(alerts())
                        .last()
                        .satisfies(alert ->
                                assertThat(alert.path("state").asText()).isEqualTo("decided")));

        await("a sign of life")
                .atMost(LIMIT)
                .until(() -> named("ping").findAny().isPresent());
        told.forEach(this::checkAgainstTheDocument);
        assertThat(viewer.hasEnded()).isFalse();
    }

    @Test
    void endsWhenTheViewerSignsOut() {
        LiveViewer viewer = view();
        LiveViewer other =
                LiveViewer.open(http, run.request(run.visitor("bob", Role.VIEWER), "/api/v1/stream"), event -> {});
        assertThat(run.send(run.request(ann, "/api/v1/session").DELETE()).statusCode())
                .isLessThan(300);

        await().atMost(LIMIT).until(viewer::hasEnded);
        assertThat(other.hasEnded()).isFalse();
        assertThatThrownBy(this::view).hasMessageContaining("answered 401");
    }

    @Test
    void tellsWhoComesBackAndKeepsNothingForWhoIsAway() {
        LiveViewer viewer = view();
        run.alert("00000000000000a1", 1, "1", "2", 9000, 9000);
        await().atMost(LIMIT).until(() -> alerts().size() == 1);
        viewer.close();

        run.alert("00000000000000a2", 1, "3", "4", 9000, 9000);
        run.awaitEpisode(ann, "00000000000000a2");
        view();
        assertThat(json(run.get(ann, "/api/v1/alerts")).path("total").asInt())
                .as("what was missed is read anew")
                .isEqualTo(2);
        run.alert("00000000000000a3", 1, "5", "6", 9000, 9000);
        await().atMost(LIMIT)
                .until(() -> alerts().stream()
                        .anyMatch(alert -> alert.path("episode").asText().equals("00000000000000a3")));
    }

    @Test
    void endsWithTheConsole() {
        LiveViewer viewer = view();
        run.close();

        await().atMost(LIMIT).until(viewer::hasEnded);
    }

    private LiveViewer view() {
        return LiveViewer.open(http, run.request(ann, "/api/v1/stream").timeout(LIMIT.multipliedBy(5)), told::add);
    }

    private void volume(String city, long second, int partition, long count, long total) {
        Volume volume = new Volume(
                city,
                second,
                partition,
                Money.USD,
                count,
                total,
                1,
                total,
                0,
                new Distribution(new int[0], new long[0]));
        run.send(new ProducerRecord<>(Topics.VOLUMES, volume.key(), VolumeJson.write(volume)));
    }

    private void decide(String episode) {
        Map<String, Object> body = Map.of(
                "version", 0, "step", 2, "request", "r-1", "disposition", "false-positive", "reason", "their own");
        assertThat(run.post(ann, "/api/v1/cases/" + episode + "/decide", body).statusCode())
                .isEqualTo(200);
    }

    private Stream<JsonNode> named(String name) {
        return told.stream().filter(event -> event.name().equals(name)).map(Event::data);
    }

    private List<JsonNode> alerts() {
        return named("alert").toList();
    }

    /** Every second of the city that was told, as it stands in the event. */
    private List<String> seconds(String city) {
        return named("volumes")
                .flatMap(event -> Stream.of(event.path("cities")))
                .flatMap(cities -> cities.findParents("seconds").stream())
                .filter(each -> each.path("name").asText().equals(city))
                .flatMap(each -> Stream.of(each.path("seconds").toString()))
                .flatMap(all -> Stream.of(all.substring(1, all.length() - 1).split("(?<=]),")))
                .toList();
    }

    private void checkAgainstTheDocument(Event event) {
        String schema =
                switch (event.name()) {
                    case "volumes" -> "VolumesEvent";
                    case "alert" -> "Episode";
                    case "progress" -> "Progress";
                    case "ping" -> "PingEvent";
                    default -> throw new AssertionError("not described: " + event);
                };
        JsonNode described = api.root().path("components").path("schemas").path(schema);
        assertThat(described.isObject()).as(schema).isTrue();
        api.check(event.name(), event.data(), described);
    }
}
