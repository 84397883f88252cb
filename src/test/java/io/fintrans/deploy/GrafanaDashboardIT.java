package io.fintrans.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.fintrans.deploy.GrafanaDashboard.Query;
import io.fintrans.testing.TestInfluxDb;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The dashboard's own queries, asked of a real InfluxDB with known payments, give the numbers that plain Java gives. */
class GrafanaDashboardIT {
    private static final String DATABASE = "fintrans";
    /** An hour that begins and ends within a minute and within every interval. */
    private static final Instant FROM = Instant.parse("2026-01-15T10:07:03Z");

    private static final Instant TO = FROM.plus(Duration.ofHours(1));
    private static final long SEED = 20260115;
    /** A thousandth of a cent: InfluxDB adds in floating point. */
    private static final BigDecimal TOLERANCE = new BigDecimal("0.00001");

    private static final KnownPayments PAYMENTS = KnownPayments.seeded(SEED, FROM, TO);
    private static final GrafanaDashboard DASHBOARD = GrafanaDashboard.cities();

    private static TestInfluxDb influx;

    @BeforeAll
    static void fillInfluxDb() throws IOException, InterruptedException {
        influx = TestInfluxDb.start();
        influx.query("", "CREATE DATABASE " + DATABASE);
        List<String> lines = new ArrayList<>(PAYMENTS.volumeLines());
        lines.add(alert("516 -> 482", "8644", FROM.plusSeconds(1)));
        lines.add(alert("9261 -> 8444", "16649.38", TO));
        lines.add(alert("1 -> 2", "3", FROM.minusSeconds(1)));
        write(lines);
    }

    @AfterAll
    static void stopInfluxDb() {
        influx.close();
    }

    @ParameterizedTest(name = "[{index}] cities {0}, interval {1}")
    @CsvSource(
            nullValues = "",
            value = {
                "All, PT5S",
                "All, PT30S",
                "All, PT1M",
                "SF, PT30S",
                "St.Gallen, PT5S",
                "London+St.Gallen+SF-2, PT10S",
                "Tokyo, PT30S"
            })
    void showsWhatPlainJavaComputes(String chosen, Duration interval) {
        List<String> cities = chosen.equals("All") ? List.of() : List.of(chosen.split("\\+"));
        GrafanaVariables shown = new GrafanaVariables(FROM, TO, interval, cities);
        Map<String, Map<String, BigDecimal>> expected =
                ExpectedNumbers.of(PAYMENTS, shown).byPanel();

        assertThat(expected.keySet())
                .as("panels with a query")
                .isEqualTo(DASHBOARD.panelQueries().stream().map(Query::panel).collect(toSet()));
        for (Query query : DASHBOARD.panelQueries()) {
            assertSame(
                    query.panel(),
                    numbers(shown.fill(query.influxQl())),
                    expected.getOrDefault(query.panel(), Map.of()));
        }
    }

    @Test
    void offersTheCitiesThatHavePoints() {
        TreeSet<String> cities = new TreeSet<>(KnownPayments.CITIES);
        cities.add(KnownPayments.QUIET_CITY);

        List<String> offered = new ArrayList<>();
        for (JsonNode series : series(DASHBOARD.variableQuery("city"))) {
            series.path("values").forEach(row -> offered.add(row.path(1).asText()));
        }
        assertThat(offered).containsExactlyElementsOf(cities);
    }

    @Test
    void marksTheAlertsOfTheTimeShown() {
        GrafanaVariables shown = new GrafanaVariables(FROM, TO, Duration.ofSeconds(5), List.of());

        List<JsonNode> found = series(shown.fill(DASHBOARD.annotationQuery("Alerts")));

        assertThat(found).hasSize(1);
        assertThat(found.get(0).path("columns"))
                .map(JsonNode::asText)
                .containsExactly("time", "pair", "total", "severity", "typology");
        assertThat(found.get(0).path("values"))
                .map(row -> second(row) + " " + row.path(1).asText() + " "
                        + row.path(2).decimalValue())
                .containsExactly(
                        TO.getEpochSecond() + " 9261 -> 8444 16649.38",
                        FROM.plusSeconds(1).getEpochSecond() + " 516 -> 482 8644");
    }

    private static void assertSame(String panel, Map<String, BigDecimal> actual, Map<String, BigDecimal> expected) {
        assertThat(actual.keySet()).as(panel).isEqualTo(expected.keySet());
        expected.forEach((name, number) ->
                assertThat(actual.get(name)).as("%s: %s", panel, name).isCloseTo(number, within(TOLERANCE)));
    }

    /** All numbers of an answer, named as in {@link ExpectedNumbers}. */
    private static Map<String, BigDecimal> numbers(String influxQl) {
        boolean byTime = influxQl.contains("GROUP BY time(");
        Map<String, BigDecimal> numbers = new TreeMap<>();
        for (JsonNode series : series(influxQl)) {
            String city = series.at("/tags/city").asText();
            for (JsonNode row : series.path("values")) {
                for (int column = 1; column < row.size(); column++) {
                    if (row.path(column).isNull() && influxQl.contains("fill(null)")) {
                        continue; // A gap in the line.
                    }
                    String name = series.path("columns").path(column).asText();
                    String key = city + " " + name + " @" + (byTime ? second(row) : "");
                    assertThat(numbers.put(key, row.path(column).decimalValue()))
                            .as("%s twice: %s", key, influxQl)
                            .isNull();
                }
            }
        }
        return numbers;
    }

    private static long second(JsonNode row) {
        return Duration.ofNanos(row.path(0).asLong()).toSeconds();
    }

    private static List<JsonNode> series(String influxQl) {
        List<JsonNode> series = new ArrayList<>();
        influx.query(DATABASE, influxQl).at("/results/0/series").forEach(series::add);
        return series;
    }

    private static String alert(String pair, String total, Instant at) {
        return "alert pair=\"" + pair + "\",total=" + total + ",step=1i,episode=\"" + pair + "#1\" "
                + at.getEpochSecond();
    }

    private static void write(List<String> lines) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(influx.url() + "/write?precision=s&db=" + DATABASE))
                .POST(BodyPublishers.ofString(String.join("\n", lines), UTF_8))
                .build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(204);
    }
}
