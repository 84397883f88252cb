package io.fintrans.deploy;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A dashboard file, taken apart into what a test can check. */
record GrafanaDashboard(JsonNode json) {
    static final Path FOLDER = Path.of("deploy/grafana");

    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);

    /** One query of a panel, as it is in the file. */
    record Query(String panel, String influxQl) {}

    static GrafanaDashboard cities() {
        return read(FOLDER.resolve("dashboards/cities.json"));
    }

    static GrafanaDashboard read(Path file) {
        try {
            return new GrafanaDashboard(JSON.readTree(file.toFile()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<JsonNode> panels() {
        return elements(json.path("panels")).toList();
    }

    List<JsonNode> variables() {
        return elements(json.at("/templating/list")).toList();
    }

    List<JsonNode> annotations() {
        return elements(json.at("/annotations/list")).toList();
    }

    List<JsonNode> links() {
        return elements(json.path("links")).toList();
    }

    List<Query> panelQueries() {
        List<Query> queries = new ArrayList<>();
        for (JsonNode panel : panels()) {
            elements(panel.path("targets"))
                    .map(target -> new Query(
                            panel.path("title").asText(), target.path("query").asText()))
                    .forEach(queries::add);
        }
        return queries;
    }

    /** The query behind a variable's choices. */
    String variableQuery(String name) {
        return named(variables(), name).at("/query/query").asText();
    }

    String annotationQuery(String name) {
        return named(annotations(), name).at("/target/query").asText();
    }

    private static JsonNode named(List<JsonNode> nodes, String name) {
        return nodes.stream()
                .filter(node -> node.path("name").asText().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("nothing is called " + name));
    }

    private static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
