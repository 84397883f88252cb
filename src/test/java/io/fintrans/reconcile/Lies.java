package io.fintrans.reconcile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** Makes of a record in JSON those that say something else in one of its fields. */
final class Lies {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final List<String> TEXTS = List.of(
            "",
            "London",
            "Tokyo",
            "JPY",
            "EUR",
            "other-detector",
            "c",
            "b",
            "a",
            "0000000000000001",
            "2.50",
            "structuring",
            // Other words of the fields of alerts.
            "pair-total",
            "pair-structuring",
            "large-first",
            "low",
            "medium",
            "high",
            "pair a c",
            "pair b a",
            "account a",
            "accounts a b",
            "total",
            "payments",
            "minor-units",
            "count",
            "permille",
            "millis",
            "open",
            "amended",
            "withdrawn",
            "final",
            "direct",
            "in",
            "out",
            "hop");

    private Lies() {}

    /** The record with another value in one field, or without it, in all ways. */
    static List<JsonNode> of(JsonNode truth) {
        List<JsonNode> lies = new ArrayList<>();
        lies(truth, truth, lies);
        return lies;
    }

    private static void lies(JsonNode whole, JsonNode part, List<JsonNode> lies) {
        if (part instanceof ObjectNode object) {
            for (String field : List.copyOf(names(object))) {
                JsonNode value = object.get(field);
                values(value).forEach(other -> {
                    object.set(field, other);
                    lies.add(whole.deepCopy());
                });
                object.set(field, value);
                lies(whole, value, lies);
            }
        } else if (part instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                JsonNode value = array.get(i);
                int at = i;
                values(value).forEach(other -> {
                    array.set(at, other);
                    lies.add(whole.deepCopy());
                });
                array.remove(i);
                lies.add(whole.deepCopy());
                array.insert(i, value);
                lies(whole, value, lies);
            }
        }
    }

    private static List<String> names(ObjectNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static List<JsonNode> values(JsonNode truth) {
        List<JsonNode> values = new ArrayList<>();
        if (truth.isNumber()) {
            for (long other : new long[] {-1, 0, 1, 2, 3, 99, truth.longValue() - 1, truth.longValue() + 1}) {
                values.add(JSON.getNodeFactory().numberNode(other));
            }
        } else if (truth.isTextual()) {
            TEXTS.forEach(text -> values.add(JSON.getNodeFactory().textNode(text)));
        } else if (truth.isBoolean()) {
            values.add(JSON.getNodeFactory().booleanNode(!truth.booleanValue()));
        }
        values.removeIf(value -> value.asText().equals(truth.asText()));
        return values;
    }
}
