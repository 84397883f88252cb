package io.fintrans.console;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.fintrans.console.ConsoleRun.Visitor;
import io.fintrans.console.access.Gate;
import io.fintrans.console.access.Route;
import io.fintrans.console.user.Role;
import io.fintrans.testing.TestAlert;
import io.fintrans.testing.TestBroker;
import io.fintrans.testing.TestEdge;
import io.fintrans.topic.Topics;
import io.fintrans.transaction.City;
import io.fintrans.transaction.Coordinates;
import io.fintrans.transaction.Money;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/**
 * A path of 3000 segments, a malformed chunk, {@code min=100.50} beside an alert in yen, {@code min=1e999999999}, and totals that add up to more
 * than 63 bits were each answered with 500, and with a stack trace in the log.
 */
class NonsenseIT {
    private static final String YEN = "00000000000000aa";
    private static final String RICH = "00000000000000ab";

    @TempDir
    private static Path folder;

    private static TestBroker broker;
    private static ConsoleRun run;
    private static Visitor visitor;

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeAll
    static void start() {
        broker = TestBroker.start();
        broker.create(new Topics(City.DEFAULTS, 1));
        run = new ConsoleRun(broker, folder);
        visitor = run.visitor("ada", Role.ADMINISTRATOR);
        run.alert("00000000000000ac", 1, "5", "6", 9000, 9000);
        publish(YEN, "JPY", 30_000, 20_000);
        // Each by itself can be counted with; together they cannot.
        for (int i = 0; i < 30; i++) {
            publish(RICH.substring(0, 13) + "f" + (10 + i), "USD", Long.MAX_VALUE / 20, Long.MAX_VALUE / 20);
        }
        publish(RICH, "USD", Long.MAX_VALUE / 20, Long.MAX_VALUE / 20);
        publish("00000000000000ad", "USD", Long.MAX_VALUE, Long.MAX_VALUE);
        for (String episode : List.of(YEN, RICH, "00000000000000ac")) {
            run.awaitEpisode(visitor, episode);
        }
    }

    private static void publish(String episode, String currency, long total, long amount) {
        Currency in = Currency.getInstance(currency);
        Instant at = Instant.ofEpochMilli(1_700_000_000_000L);
        Money each = new Money(amount, in);
        run.publish(TestAlert.of(episode, 1)
                .pair("1", "2")
                .total(new Money(total, in))
                .threshold(new Money(1, in))
                .at(at)
                .evidence(
                        TestEdge.of(new Coordinates("London", 0, 0), at, each),
                        TestEdge.of(new Coordinates("London", 0, Long.MAX_VALUE - 1), at, each))
                .build());
    }

    @AfterAll
    static void stop() {
        run.close();
        broker.close();
    }

    @BeforeEach
    void listen() {
        log.start();
        root().addAppender(log);
    }

    @AfterEach
    void leave() {
        root().detachAppender(log);
    }

    private static Logger root() {
        return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    }

    @Test
    void refusesWhatCannotBe() {
        assertThat(run.get(visitor, "/api/v1/alerts?state=all&min=1e999999999").statusCode())
                .isEqualTo(400);
        assertThat(run.get(visitor, "/api/v1/alerts?state=all&min=100.50").statusCode())
                .isEqualTo(200);
        assertThat(run.get(visitor, "/api/v1/alerts?offset=x").body()).contains("offset must be a whole number");
        assertThat(get("/a".repeat(3000))).isEqualTo(414);
        assertThat(Nonsense.ask(
                        run.address,
                        "POST /api/v1/session HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"))
                .isEqualTo(400);
        assertThat(Nonsense.ask(
                        run.address,
                        "POST /api/v1/session HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999\r\n\r\n"))
                .isEqualTo(413);
        assertThat(Nonsense.ask(run.address, post("/api/v1/session", "x".repeat(70_000))))
                .isEqualTo(413);
        assertThat(ConsoleRun.json(run.get(visitor, "/api/v1/cases/" + RICH + "/flow"))
                        .path("edges"))
                .anyMatch(edge -> edge.path("total").asText().startsWith("142962266571249024")
                        && edge.path("currency").asText().equals("USD"))
                .anyMatch(edge -> edge.path("currency").asText().equals("JPY"));
        assertNothingFailed();
    }

    /** Each was answered with everything, as if nothing had been asked. */
    @Test
    void refusesEachParameterThatIsNoneWithItsName() {
        for (String each : List.of(
                "alerts?min=-5",
                "alerts?max=-0.01",
                "alerts?offset=-5",
                "alerts?limit=0",
                "alerts?limit=201",
                "alerts?sort=age",
                "alerts?order=up",
                "alerts?state=lost",
                "alerts?rule=none",
                "alerts?muted=yes",
                "alerts?since=x",
                "history?offset=-1",
                "history?limit=201",
                "history?verdict=none",
                "history?from=x",
                "history/export?format=pdf")) {
            HttpResponse<String> answer = run.get(visitor, "/api/v1/" + each);
            assertThat(answer.statusCode()).as(each).isEqualTo(400);
            assertThat(ConsoleRun.json(answer).path("error").asText())
                    .as(each)
                    .containsIgnoringCase(each.replaceAll(".*[?]|=.*", ""));
        }
        assertThat(get("/api/v1/alerts?account=%zz")).isEqualTo(400);
        assertThat(get("/api/v1/history?person=%")).isEqualTo(400);
        assertThat(run.get(visitor, "/api/v1/alerts?min=0&offset=0&limit=200").statusCode())
                .isEqualTo(200);
    }

    @Test
    void neverFailsWhateverIsAskedFor() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int round = 0; round < 8; round++) {
            for (Route route : run.console().routes()) {
                // Signs out, or takes what was signed in.
                if (route.method().name().equals("DELETE")) {
                    continue;
                }
                String request = random.nextInt(3) == 0 && route.method().name().equals("POST")
                        ? post(path(route, random), pick(random, Nonsense.NONSENSE))
                        : request(route, random);
                assertThat(Nonsense.ask(run.address, request))
                        .as("seed %d: %s", seed, request)
                        .isBetween(0, 499);
            }
        }
        assertNothingFailed();
    }

    @Test
    void neverFailsOfWhatIsNoRequestAtAll() {
        for (String line : List.of(
                "FOO / HTTP/1.1",
                "GET  HTTP/1.1",
                "GET /%zz HTTP/1.1",
                "GET /%2e%2e/%2e%2e/x HTTP/1.1",
                "GET //// HTTP/1.1",
                "GET /;x=y HTTP/1.1",
                "GET * HTTP/1.1",
                "OPTIONS * HTTP/1.1",
                "TRACE / HTTP/1.1",
                "CONNECT x:1 HTTP/1.1",
                "GET http://other/ HTTP/1.1",
                "GET / HTTP/9.9",
                "GET /\u0000 HTTP/1.1",
                "",
                "\u0016\u0003\u0001\u0002",
                "PATCH /api/v1/session HTTP/1.1",
                "GET /api/v1/cases/%00/flow HTTP/1.1",
                "PRI * HTTP/2.0")) {
            for (String headers : List.of(
                    "Host: localhost",
                    "Host: ",
                    "Host: localhost\r\nHost: localhost",
                    "X: y",
                    "Host: localhost\r\nCookie: ;=;\u0001",
                    "Host: localhost\r\nContent-Length: -1",
                    "Host: localhost\r\nContent-Length: 1\r\nTransfer-Encoding: chunked",
                    "Host: localhost\r\nTransfer-Encoding: nonsense",
                    "Host: localhost\r\nContent-Encoding: gzip\r\nContent-Length: 1",
                    "Host: localhost\r\nExpect: 100-continue\r\nContent-Length: 1",
                    "Host: localhost\r\n: ",
                    "Host: localhost\r\nX-Forwarded-For: \u0001",
                    "Host: localhost\r\nX: " + "z".repeat(20_000))) {
                String request = line + "\r\n" + headers + "\r\nConnection: close\r\n\r\nx";
                assertThat(Nonsense.ask(run.address, request)).as(request).isNotEqualTo(500);
            }
        }
        assertNothingFailed();
    }

    private void assertNothingFailed() {
        assertThat(log.list)
                .filteredOn(event -> event.getLevel().isGreaterOrEqual(Level.WARN))
                .as("stack traces of a client's mistakes")
                .noneMatch(event -> event.getThrowableProxy() != null);
    }

    private static String path(Route route, Random random) {
        return route.path()
                .replace(
                        "{episode}",
                        random.nextInt(4) == 0 ? pick(random, Nonsense.NONSENSE) : pick(random, List.of(YEN, RICH)))
                .replaceAll(
                        "\\{[a-z]+}|<[a-z]+>", pick(random, List.of("x", "%zz", "a/b", "%2F", "-", "chart.umd.js")));
    }

    private static String request(Route route, Random random) {
        String name = pick(random, Nonsense.NAMES);
        String path = path(route, random) + "?" + name + "=" + pick(random, Nonsense.NONSENSE) + "&"
                + pick(random, Nonsense.NAMES) + "=" + pick(random, Nonsense.NONSENSE)
                + (random.nextBoolean() ? "&state=all" : "");
        if (route.method().name().equals("GET")) {
            return "GET " + path + " HTTP/1.1\r\n" + headers() + "\r\n";
        }
        StringBuilder body = new StringBuilder("{\"x\":0");
        for (String field : Nonsense.FIELDS) {
            if (random.nextBoolean()) {
                body.append(",\"").append(field).append("\":").append(pick(random, Nonsense.VALUES));
            }
        }
        return post(path, body + "}");
    }

    private static String post(String path, String body) {
        return "POST " + path + " HTTP/1.1\r\n" + headers() + "Content-Length: " + body.getBytes(ISO_8859_1).length
                + "\r\n\r\n" + body;
    }

    private static String headers() {
        return "Host: localhost\r\nConnection: close\r\nCookie: " + visitor.cookie() + "\r\n" + Gate.CSRF_HEADER + ": "
                + visitor.csrf() + "\r\n";
    }

    private static <T> T pick(Random random, List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private static int get(String path) {
        return Nonsense.ask(run.address, "GET " + path + " HTTP/1.1\r\n" + headers() + "\r\n");
    }
}
