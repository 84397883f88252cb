package io.fintrans.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import io.fintrans.testing.TestInfluxDb;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The points that are there, in the same words as {@link ExpectedPoints}. */
final class FoundPoints {
    private FoundPoints() {}

    static Set<String> transactions(TestInfluxDb influx, String database) {
        Set<String> found = new TreeSet<>();
        JsonNode answer =
                influx.query(database, "SELECT source, target, amount FROM \"transaction\" GROUP BY city, partition");
        for (JsonNode series : series(answer)) {
            String place = series.at("/tags/city").asText() + " "
                    + series.at("/tags/partition").asText() + " ";
            for (JsonNode row : series.path("values")) {
                found.add(place + row.get(1).asText() + " " + row.get(2).asText() + " "
                        + ExpectedPoints.amount(row.get(3).asText()) + " "
                        + row.get(0).asLong());
            }
        }
        return found;
    }

    static List<String> original(TestInfluxDb influx, String database, List<String> cities) {
        List<String> found = new ArrayList<>();
        for (String city : cities) {
            JsonNode answer = influx.query(database, "SELECT amount FROM \"" + city + "\" GROUP BY source, target");
            for (JsonNode series : series(answer)) {
                String pair = city + " " + series.at("/tags/source").asText() + " "
                        + series.at("/tags/target").asText() + " ";
                for (JsonNode row : series.path("values")) {
                    found.add(pair + ExpectedPoints.amount(row.get(1).asText()) + " "
                            + row.get(0).asLong() / 1_000_000);
                }
            }
        }
        Collections.sort(found);
        return found;
    }

    /** How many points a measurement has; 0 if there is no such database yet. */
    static long count(TestInfluxDb influx, String database, String measurement, String field) {
        try {
            JsonNode answer = influx.query(database, "SELECT count(\"" + field + "\") FROM \"" + measurement + "\"");
            return answer.at("/results/0/series/0/values/0/1").asLong();
        } catch (AssertionError e) {
            return 0;
        }
    }

    /** The names of all measurements. */
    static List<String> measurements(TestInfluxDb influx, String database) {
        List<String> names = new ArrayList<>();
        influx.query(database, "SHOW MEASUREMENTS")
                .at("/results/0/series/0/values")
                .forEach(row -> names.add(row.get(0).asText()));
        return names;
    }

    static JsonNode series(JsonNode answer) {
        return answer.at("/results/0/series");
    }
}
