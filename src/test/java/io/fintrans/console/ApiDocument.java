package io.fintrans.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.StreamSupport;

/** The OpenAPI document, to hold routes and answers against. Knows as much of JSON Schema as the document uses. */
final class ApiDocument {
    private final JsonNode root;

    ApiDocument() {
        try (InputStream in = ApiDocument.class.getResourceAsStream("/console/openapi.json")) {
            root = new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    JsonNode root() {
        return root;
    }

    /** Everything that can be asked for, as {@code GET /path role}. */
    Set<String> operations() {
        Set<String> operations = new TreeSet<>();
        root.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(each -> {
                    if (!each.getKey().equals("parameters")) {
                        String method = each.getKey().toUpperCase(Locale.ROOT);
                        operations.add(method + " " + path.getKey() + " "
                                + each.getValue().path("x-role").asText());
                    }
                }));
        return operations;
    }

    JsonNode operation(String method, String path) {
        JsonNode operation = root.path("paths").path(path).path(method);
        assertThat(operation.isObject()).as(method + " " + path).isTrue();
        return operation;
    }

    /** What a reference leads to, or the node itself. */
    JsonNode resolve(JsonNode node) {
        if (!node.has("$ref")) {
            return node;
        }
        JsonNode found = root.at(node.path("$ref").asText().substring(1));
        assertThat(found.isObject()).as(node.toString()).isTrue();
        return found;
    }

    /** The schema of an operation's answer with that status. */
    JsonNode answer(JsonNode operation, int status) {
        JsonNode response = operation.path("responses").path(Integer.toString(status));
        assertThat(response.isObject())
                .as(operation.path("operationId") + " answers " + status)
                .isTrue();
        return resolve(response).path("content").path("application/json").path("schema");
    }

    /** @throws AssertionError if what is sent to an operation is not as it is described */
    void checkRequest(String method, String path, JsonNode body) {
        JsonNode content = operation(method, path).path("requestBody").path("content");
        check(method + " " + path, body, content.path("application/json").path("schema"));
    }

    /** Fails unless the value has the fields and types of the schema and no others. */
    void check(String where, JsonNode value, JsonNode unresolved) {
        JsonNode schema = merged(resolve(unresolved));
        if (schema.has("anyOf")) {
            if (!value.isNull()) {
                check(where, value, schema.path("anyOf").get(0));
            }
            return;
        }
        checkType(where, value, schema);
        if (value.isObject() && schema.has("properties")) {
            checkFields(where, value, schema);
        }
        if (value.isArray() && schema.has("items")) {
            value.forEach(each -> check(where + "[]", each, schema.path("items")));
        }
    }

    private void checkFields(String where, JsonNode value, JsonNode schema) {
        Set<String> fields = new TreeSet<>();
        value.fieldNames().forEachRemaining(fields::add);
        assertThat(fields).as(where).containsAll(texts(schema.path("required")));
        for (String field : fields) {
            JsonNode property = schema.path("properties").path(field);
            assertThat(property.isObject())
                    .as(where + "." + field + " is described")
                    .isTrue();
            check(where + "." + field, value.path(field), property);
        }
    }

    private static void checkType(String where, JsonNode value, JsonNode schema) {
        String type =
                switch (value.getNodeType()) {
                    case NUMBER -> value.isIntegralNumber() ? "integer" : "number";
                    default -> value.getNodeType().name().toLowerCase(Locale.ROOT);
                };
        Set<String> allowed = schema.path("type").isArray()
                ? texts(schema.path("type"))
                : Set.of(schema.path("type").asText());
        assertThat(allowed.contains(type) || (type.equals("integer") && allowed.contains("number")))
                .as(where + " is " + value + ", which should be " + allowed)
                .isTrue();
        if (schema.has("enum")) {
            assertThat(texts(schema.path("enum"))).as(where).contains(value.asText());
        }
        if (schema.has("pattern")) {
            assertThat(value.asText()).as(where).matches(schema.path("pattern").asText());
        }
    }

    /** The parts of an {@code allOf} as one schema. */
    private JsonNode merged(JsonNode schema) {
        if (!schema.has("allOf")) {
            return schema;
        }
        ObjectNode whole = new ObjectMapper().createObjectNode().put("type", "object");
        for (JsonNode part : schema.path("allOf")) {
            JsonNode each = merged(resolve(part));
            whole.withArray("required").addAll((ArrayNode) each.path("required"));
            whole.withObjectProperty("properties").setAll((ObjectNode) each.path("properties"));
        }
        return whole;
    }

    static Set<String> texts(JsonNode array) {
        Set<String> texts = new TreeSet<>();
        StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).forEach(texts::add);
        return texts;
    }
}
