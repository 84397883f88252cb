package io.fintrans.timeseries;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.timeseries.HttpStandIn.Answer;
import io.fintrans.timeseries.HttpStandIn.Asked;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What goes over the wire, by the published interfaces of InfluxDB 1.x, 2.x and 3.x. */
class DialectTest {
    private static final byte[] LINES = "m f=1i 1\n".getBytes(UTF_8);

    @Test
    void writesAsVersionOneWantsIt() {
        assertThat(written(Dialect.V1))
                .isEqualTo(new Asked(
                        "POST",
                        "/write?db=my%20db&precision=ns",
                        "Basic dXNlcjpwYXNz",
                        "gzip",
                        "text/plain; charset=utf-8",
                        "m f=1i 1\n"));
    }

    @Test
    void writesAsVersionTwoWantsIt() {
        assertThat(written(Dialect.V2))
                .isEqualTo(new Asked(
                        "POST",
                        "/api/v2/write?org=my%26org&bucket=my%20db&precision=ns",
                        "Token t0ken",
                        "gzip",
                        "text/plain; charset=utf-8",
                        "m f=1i 1\n"));
    }

    @Test
    void writesAsVersionThreeWantsIt() {
        assertThat(written(Dialect.V3))
                .isEqualTo(new Asked(
                        "POST",
                        "/api/v3/write_lp?db=my%20db&precision=nanosecond",
                        "Bearer t0ken",
                        "gzip",
                        "text/plain; charset=utf-8",
                        "m f=1i 1\n"));
    }

    @Test
    void sendsNeitherUserNorCompressionWhereThereIsNone() {
        try (HttpStandIn server = new HttpStandIn(any -> Answer.of(204, ""))) {
            new InfluxDb(InfluxAccess.open(server.url(), "db"), Dialect.V1)
                    .writeAsync(LINES, false)
                    .join();

            assertThat(server.asked()).singleElement().satisfies(asked -> {
                assertThat(asked.authorization()).isEmpty();
                assertThat(asked.encoding()).isEmpty();
                assertThat(asked.body()).isEqualTo("m f=1i 1\n");
            });
        }
    }

    @ParameterizedTest
    @EnumSource
    void understandsEveryAnswer(Dialect dialect) {
        assertThat(outcome(dialect, Answer.of(204, ""))).isEqualTo(new WriteOutcome.Taken());
        assertThat(outcome(dialect, Answer.of(400, "{\"error\":\"bad\"}")))
                .isEqualTo(new WriteOutcome.Refused("{\"error\":\"bad\"}"));
        assertThat(outcome(dialect, Answer.of(422, "{\"error\":\"points beyond retention policy dropped=1\"}")))
                .isInstanceOfSatisfying(
                        WriteOutcome.Refused.class,
                        refused -> assertThat(refused.isExpired()).isTrue());
        assertThat(outcome(dialect, Answer.of(401, "no"))).isEqualTo(new WriteOutcome.Unauthorized("no"));
        assertThat(outcome(dialect, Answer.of(403, "no"))).isEqualTo(new WriteOutcome.Unauthorized("no"));
        assertThat(outcome(dialect, Answer.of(404, "none"))).isEqualTo(new WriteOutcome.NoDatabase("none"));
        assertThat(outcome(dialect, Answer.of(413, ""))).isEqualTo(new WriteOutcome.TooLarge());
        assertThat(outcome(dialect, new Answer(429, Map.of("Retry-After", "7"), "slow")))
                .isEqualTo(new WriteOutcome.Later("status 429: slow", Optional.of(Duration.ofSeconds(7))));
        assertThat(outcome(dialect, Answer.of(503, "")))
                .isEqualTo(new WriteOutcome.Later("status 503: ", Optional.empty()));
    }

    /** A proxy's own words say neither that points are in nor that they are wrong. */
    @ParameterizedTest
    @CsvSource({"200, <html>Sign in to this network</html>", "400, <html>Bad request</html>", "422, no", "400, ''"})
    void doesNotBelieveWhatInfluxDbDoesNotSay(int status, String body) {
        assertThat(outcome(Dialect.V1, Answer.of(status, body)))
                .isInstanceOfSatisfying(
                        WriteOutcome.Later.class,
                        later -> assertThat(later.why()).contains("does not answer as InfluxDB does", body));
    }

    @Test
    void isToldToComeBackLaterWhenNobodyAnswers() {
        InfluxDb away = new InfluxDb(InfluxAccess.open(URI.create("http://127.0.0.1:1"), "db"), Dialect.V1);

        assertThat(away.writeAsync(LINES, false).join()).isInstanceOf(WriteOutcome.Later.class);
    }

    @ParameterizedTest
    @CsvSource({"1.6.7~rc0, V1", "v1.8.10, V1", "v2.7.1, V2", "2.0.0-beta, V2", "3.0.1, V3", "v3.1.0-core, V3"})
    void knowsADialectByItsVersion(String version, Dialect dialect) throws Exception {
        Answer byHeader = new Answer(204, Map.of("X-Influxdb-Version", version), "");
        Answer byBody = Answer.of(200, "{\"version\":\"" + version + "\",\"revision\":\"x\"}");

        assertThat(detected(byHeader)).contains(dialect);
        assertThat(detected(byBody)).contains(dialect);
    }

    @Test
    void doesNotGuess() throws Exception {
        assertThat(detected(Answer.of(200, "<html>it works</html>"))).isEmpty();
        assertThat(detected(new Answer(204, Map.of("X-Influxdb-Version", "4.0"), "")))
                .isEmpty();
        assertThat(detected(Answer.of(401, ""))).isEmpty();
    }

    @Test
    void hidesSecrets() {
        assertThat(access(URI.create("http://h:1")).toString())
                .contains("password=[hidden]", "token=[hidden]")
                .doesNotContain("t0ken", "=pass");
    }

    private static Optional<Dialect> detected(Answer answer) throws IOException, InterruptedException {
        try (HttpStandIn server = new HttpStandIn(any -> answer)) {
            Optional<Dialect> told = new DialectDetection(access(server.url())).ask();
            assertThat(server.asked()).singleElement().satisfies(asked -> {
                assertThat(asked.method()).isEqualTo("GET");
                assertThat(asked.target()).isEqualTo("/ping");
            });
            return told;
        }
    }

    private static WriteOutcome outcome(Dialect dialect, Answer answer) {
        try (HttpStandIn server = new HttpStandIn(any -> answer)) {
            return new InfluxDb(access(server.url()), dialect)
                    .writeAsync(LINES, false)
                    .join();
        }
    }

    private static Asked written(Dialect dialect) {
        try (HttpStandIn server = new HttpStandIn(any -> Answer.of(204, ""))) {
            byte[] packed = Compression.GZIP.of(LINES);
            assertThat(new InfluxDb(access(server.url()), dialect)
                            .writeAsync(packed, true)
                            .join())
                    .isEqualTo(new WriteOutcome.Taken());
            return server.asked().get(0);
        }
    }

    private static InfluxAccess access(URI url) {
        return new InfluxAccess(
                url, "my db", Optional.of("user"), Optional.of("pass"), Optional.of("t0ken"), Optional.of("my&org"));
    }
}
