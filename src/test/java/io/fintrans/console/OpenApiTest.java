package io.fintrans.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fintrans.alert.Typology;
import io.fintrans.console.routes.EpisodeQuery;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The OpenAPI document, by itself and held against what reads a query. */
class OpenApiTest {
    private final ApiDocument api = new ApiDocument();

    @Test
    void leadsEveryReferenceSomewhereAndUsesEverySchema() {
        Set<String> used = new TreeSet<>();
        api.root().findValues("$ref").forEach(each -> {
            String reference = each.asText();
            assertThat(api.root().at(reference.substring(1)).isObject())
                    .as(reference)
                    .isTrue();
            used.add(reference.substring(reference.lastIndexOf('/') + 1));
        });
        Set<String> schemas = new TreeSet<>();
        api.root().path("components").path("schemas").fieldNames().forEachRemaining(schemas::add);
        // Server-sent events are not described by the schema of their content.
        schemas.removeAll(Set.of("VolumesEvent", "PingEvent"));
        assertThat(used).containsAll(schemas);
    }

    @Test
    void givesEachOperationANameOfItsOwn() {
        List<String> names = api.root().path("paths").findValuesAsText("operationId");
        assertThat(names).doesNotHaveDuplicates().hasSameSizeAs(api.operations());
    }

    @Test
    void declaresTheParametersOfPaths() {
        api.root().path("paths").properties().forEach(path -> {
            String declared =
                    path.getValue().path("parameters").path(0).path("name").asText();
            assertThat(declared).as(path.getKey()).isEqualTo(path.getKey().replaceAll("[^{]*\\{?([a-z]*).*", "$1"));
        });
    }

    @Test
    void listsTheParametersThatAQueryReads() {
        Set<String> read = new TreeSet<>();
        new EpisodeQuery(name -> {
            read.add(name);
            return null;
        });
        assertThat(new TreeSet<>(api.operation("get", "/api/v1/alerts")
                        .path("parameters")
                        .findValuesAsText("name")))
                .isEqualTo(read);
    }

    @Test
    void listsEveryRule() {
        List<String> rules =
                Arrays.stream(Typology.values()).map(Typology::code).toList();
        for (JsonNode parameter : api.operation("get", "/api/v1/alerts").path("parameters")) {
            if (parameter.path("name").asText().equals("rule")) {
                assertThat(ApiDocument.texts(parameter.path("schema").path("enum")))
                        .containsExactlyInAnyOrderElementsOf(rules);
            }
        }
    }

    @Test
    void listsValuesThatAQueryTakes() {
        for (JsonNode parameter : api.operation("get", "/api/v1/alerts").path("parameters")) {
            String name = parameter.path("name").asText();
            for (String value : ApiDocument.texts(parameter.path("schema").path("enum"))) {
                new EpisodeQuery(asked -> asked.equals(name) ? value : null);
            }
        }
    }
}
