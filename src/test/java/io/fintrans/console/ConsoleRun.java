package io.fintrans.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fintrans.alert.Alert;
import io.fintrans.alert.AlertId;
import io.fintrans.alert.AlertJson;
import io.fintrans.alert.Edge;
import io.fintrans.alert.Subgraph;
import io.fintrans.console.access.Gate;
import io.fintrans.console.user.Role;
import io.fintrans.console.user.User;
import io.fintrans.testing.TestAlert;
import io.fintrans.testing.TestBroker;
import io.fintrans.testing.TestEdge;
import io.fintrans.topic.Topics;
import io.fintrans.transaction.City;
import io.fintrans.transaction.Coordinates;
import io.fintrans.transaction.Money;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** A console on a broker with known payments and alerts, and visitors who ask it over HTTP. */
final class ConsoleRun implements AutoCloseable {
    static final ObjectMapper MAPPER = new ObjectMapper();
    private static final long T = 10_000_00;

    /** Someone who has signed in. */
    record Visitor(String cookie, String csrf) {}

    private final HttpClient http = HttpClient.newHttpClient();
    private final Console console;
    private final KafkaProducer<byte[], byte[]> producer;
    final String address;
    private @Nullable Alert last;

    ConsoleRun(TestBroker broker, Path folder) {
        this(broker, ConsoleSettings.onLoopback(City.DEFAULTS, folder));
    }

    ConsoleRun(TestBroker broker, ConsoleSettings settings) {
        try {
            producer = new KafkaProducer<>(
                    Map.of("bootstrap.servers", broker.address(), "acks", "all"),
                    new ByteArraySerializer(),
                    new ByteArraySerializer());
            console = new Console(settings, Map.of("bootstrap.servers", broker.address()), Clock.systemUTC());
            address = console.start();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    Console console() {
        return console;
    }

    /** Produces payments of {@code dollars} each and an alert of them; returns the episode. */
    String alert(String episode, int step, String source, String target, int... dollars) {
        publish(found(episode, step, source, target, dollars));
        return episode;
    }

    /** The same of a rule in the shadow. */
    String shadow(String episode, String source, String target, int... dollars) {
        Alert alert = found(episode, 1, source, target, dollars);
        send(new ProducerRecord<>(Topics.SHADOW_ALERTS, alert.id().toString().getBytes(UTF_8), AlertJson.write(alert)));
        return episode;
    }

    private Alert found(String episode, int step, String source, String target, int... dollars) {
        List<Edge> evidence = new ArrayList<>();
        Instant at = Clock.systemUTC().instant().minusSeconds(dollars.length);
        long total = 0;
        for (int each : dollars) {
            at = Instant.ofEpochMilli(at.toEpochMilli() + 1000);
            String city =
                    City.DEFAULTS.get(evidence.size() % City.DEFAULTS.size()).name();
            RecordMetadata placed = send(new ProducerRecord<>(
                    city, null, at.toEpochMilli(), null, (source + " " + target + " " + each).getBytes(UTF_8)));
            evidence.add(TestEdge.of(
                    new Coordinates(city, placed.partition(), placed.offset()), at, Money.usd(each * 100L)));
            total += each * 100L;
        }
        return TestAlert.of(episode, step)
                .pair(source, target)
                .total(total)
                .threshold(T)
                .at(at)
                .evidence(evidence.subList(Math.max(0, evidence.size() - Subgraph.MOST), evidence.size()))
                .payments(dollars.length)
                .build();
    }

    /** Produces the last alert again, as one of payments to somebody else; returns the episode. */
    String forge(String episode, String target) {
        Alert real = Objects.requireNonNull(last);
        publish(TestAlert.like(real, new AlertId(episode, 1))
                .pair(real.subject().accounts().get(0).toString(), target)
                .build());
        return episode;
    }

    void publish(Alert alert) {
        last = alert;
        send(new ProducerRecord<>(Topics.ALERTS, alert.id().toString().getBytes(UTF_8), AlertJson.write(alert)));
    }

    RecordMetadata send(ProducerRecord<byte[], byte[]> record) {
        try {
            return producer.send(record).get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    void awaitEpisode(Visitor visitor, String episode) {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> get(visitor, "/api/v1/cases/" + episode).statusCode() == 200);
    }

    /** Signs someone in by a one-time link. */
    Visitor visitor(String name, Role role) {
        HttpResponse<String> answer =
                send(HttpRequest.newBuilder(URI.create(address + console.oneTimeLink(new User(name, role, null)))));
        String cookie = cookie(answer);
        JsonNode session = json(get(new Visitor(cookie, ""), "/api/v1/session"));
        return new Visitor(cookie, session.path("csrf").asText());
    }

    /** The session's cookie that an answer sets. */
    static String cookie(HttpResponse<String> answer) {
        return answer.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
    }

    HttpResponse<String> get(Visitor visitor, String path) {
        return send(request(visitor, path));
    }

    HttpResponse<String> post(Visitor visitor, String path, Object body) {
        try {
            return send(request(visitor, path).POST(BodyPublishers.ofByteArray(MAPPER.writeValueAsBytes(body))));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    HttpRequest.Builder request(Visitor visitor, String path) {
        return HttpRequest.newBuilder(URI.create(address + path))
                .timeout(Duration.ofSeconds(30))
                .header("Cookie", visitor.cookie())
                .header(Gate.CSRF_HEADER, visitor.csrf());
    }

    /** The status of an answer, whose body may never end. */
    int status(HttpRequest.Builder request) {
        HttpResponse<InputStream> answer = send(request, BodyHandlers.ofInputStream());
        try {
            answer.body().close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return answer.statusCode();
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        return send(request, BodyHandlers.ofString());
    }

    private <T> HttpResponse<T> send(HttpRequest.Builder request, BodyHandler<T> body) {
        try {
            return http.send(request.build(), body);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static JsonNode json(HttpResponse<String> answer) {
        return json(answer.body());
    }

    static JsonNode json(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (IOException e) {
            throw new IllegalStateException(text, e);
        }
    }

    @Override
    public void close() {
        producer.close();
        try {
            console.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
