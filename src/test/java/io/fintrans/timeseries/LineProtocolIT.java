package io.fintrans.timeseries;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fintrans.testing.TestInfluxDb;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a real InfluxDB reads in our lines: poison comes back as the data that it is. */
class LineProtocolIT {
    private static final long TIME = 1_700_000_000_000_000_000L;
    private static TestInfluxDb influx;
    private static InfluxDb target;

    @BeforeAll
    static void start() throws Exception {
        influx = TestInfluxDb.start();
        target = new InfluxDb(InfluxAccess.open(URI.create(influx.url()), "poison"), Dialect.V1);
        assertThat(new DatabaseSetup(target, Duration.ZERO).create()).isEmpty();
    }

    @AfterAll
    static void stop() {
        influx.close();
    }

    @Test
    void bringsBackTagsAndTextsAsTheyWere() {
        LineProtocol lines = new LineProtocol();
        for (String name : Poison.DATA) {
            lines.measurement("poison").tag("id", name).text("text", name).at(TIME);
        }
        List<String> textOnly = Poison.REFUSED.stream()
                .filter(name -> name.chars().noneMatch(Character::isISOControl))
                .toList();
        for (int i = 0; i < textOnly.size(); i++) {
            lines.measurement("text").text("text", textOnly.get(i)).at(TIME + i);
        }
        write(lines);

        List<String> tags = new ArrayList<>();
        for (JsonNode series :
                influx.query("poison", "SELECT text FROM poison GROUP BY id").at("/results/0/series")) {
            assertThat(series.path("values")).hasSize(1);
            tags.add(series.at("/tags/id").asText());
            assertThat(series.at("/values/0/1").asText())
                    .isEqualTo(series.at("/tags/id").asText());
        }
        assertThat(tags).containsExactlyInAnyOrderElementsOf(Poison.DATA);
        List<String> texts = new ArrayList<>();
        influx.query("poison", "SELECT text FROM text")
                .at("/results/0/series/0/values")
                .forEach(row -> texts.add(row.get(1).asText()));
        assertThat(texts).isEqualTo(textOnly);
    }

    @Test
    void bringsBackMeasurementsAndNamesOfFieldsAsTheyWere() {
        LineProtocol lines = new LineProtocol();
        List<String> names = Poison.DATA.stream()
                .filter(name -> !name.startsWith("#"))
                .map(name -> "m" + name)
                .toList();
        for (String name : names) {
            lines.measurement(name).tag("t" + name, "x").integer("f" + name, 7).at(TIME);
        }
        write(lines);

        List<String> measurements = new ArrayList<>();
        influx.query("poison", "SHOW MEASUREMENTS")
                .at("/results/0/series/0/values")
                .forEach(row -> {
                    if (row.get(0).asText().startsWith("m")) {
                        measurements.add(row.get(0).asText());
                    }
                });
        assertThat(measurements).containsExactlyInAnyOrderElementsOf(names);
        for (JsonNode series : influx.query("poison", "SELECT * FROM /^m.*/").at("/results/0/series")) {
            String name = series.path("name").asText();
            assertThat(series.path("columns")).extracting(JsonNode::asText).contains("f" + name, "t" + name);
            assertThat(series.path("values")).hasSize(1);
        }
    }

    private static void write(LineProtocol lines) {
        assertThat(target.writeAsync(Compression.GZIP.of(lines.toBytes()), true).join())
                .isEqualTo(new WriteOutcome.Taken());
    }
}
