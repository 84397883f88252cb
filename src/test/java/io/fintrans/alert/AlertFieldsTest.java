package io.fintrans.alert;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An alert in which one field is not as it must be is no alert. */
class AlertFieldsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "\"form\":4; \"form\":2",
                "\"form\":4; \"form\":1",
                "\"form\":4; \"form\":0",
                "\"form\":4; \"form\":\"4\"",
                "\"form\":4,; ''",
                "\"form\":4; \"form\":5",
                "\"form\":4; \"lateAt\":1,\"changedAt\":2,\"form\":4",
                "\"form\":4; \"lateAt\":1,\"changedAt\":2,\"form\":5",
                "\"form\":4,; \"state\":\"amended\",\"lateAt\":1,\"form\":5,",
                "\"application\":\"fintrans-detector\"; \"application\":\"\"",
                "\"application\":\"fintrans-detector\"; \"application\":\"a b\"",
                "\"7f3a9c0d1e2b4a56-1\"; \"7f3a9c0d1e2b4a56\"",
                "\"7f3a9c0d1e2b4a56-1\"; \"7f3a9c0d1e2b4a56-x\"",
                "\"episode\":\"7f3a; \"episode\":\"8f3a",
                "\"step\":1; \"step\":2",
                "\"rule\":\"pair-total\"; \"rule\":\"Pair-total\"",
                "\"rule\":\"pair-total\"; \"rule\":\"\"",
                "\"version\":1; \"version\":0",
                "\"version\":1; \"version\":\"1\"",
                "\"version\":1; \"version\":2147483648",
                "\"typology\":\"pair-total\"; \"typology\":\"gardening\"",
                "\"severity\":\"low\"; \"severity\":\"medium\"",
                "\"severity\":\"low\"; \"severity\":\"LOW\"",
                "\"pair 516 482\"; \"516 482\"",
                "\"pair 516 482\"; \"pair 516  482\"",
                "\"pair 516 482\"; \"pair 516\"",
                "\"pair 516 482\"; \"accounts 516 482\"",
                "\"pair 516 482\"; \"accounts 1 1\"",
                "\"pair 516 482\"; \"accounts 1\"",
                "\"pair 516 482\"; \"account 1 2\"",
                "\"pair 516 482\"; \"pair 516 \\u001b[2J\"",
                "\"pair 516 482\"; 516",
                "\"USD\"; \"XX\"",
                "\"USD\"; null",
                "\"name\":\"total\"; \"name\":\"Total sum\"",
                "\"value\":1200050; \"value\":-1",
                "\"value\":1200050; \"value\":12000.50",
                "\"value\":1200050; \"value\":\"1200050\"",
                "\"value\":1200050; \"value\":9223372036854775808",
                "\"limit\":1000000; \"limit\":0",
                "\"minor-units\"; \"count\"",
                "\"minor-units\"; \"MINOR_UNITS\"",
                "[{\"name\":\"total\",\"value\":1200050,\"limit\":1000000,\"unit\":\"minor-units\"}]; []",
                "{\"name\":\"total\"; {\"name\":\"total\",\"value\":1,\"limit\":1,\"unit\":\"count\"},{\"name\":\"total\"",
                "\"windowMillis\":3600000; \"windowMillis\":0",
                "\"openedAt\":1700000000123; \"openedAt\":1.7e12",
                "\"asOf\":1700000000123; \"asOf\":null",
                "\"state\":\"open\"; \"state\":\"revised\"",
                "\"state\":\"open\"; \"state\":\"open\",\"mergedInto\":\"7f3a9c0d1e2b4a57\"",
                "\"state\":\"open\"; \"state\":\"withdrawn\",\"mergedInto\":\"7f3a9c0d1e2b4a56\"",
                "\"state\":\"open\"; \"state\":\"withdrawn\",\"mergedInto\":\"another\"",
                "\"cut\":false; \"cut\":null",
                "\"cut\":false; \"cut\":0",
                "\"payments\":3; \"payments\":2",
                "\"omitted\":1; \"omitted\":0",
                "\"payments\":3,\"omitted\":1; \"payments\":1,\"omitted\":-1",
                "\"offset\":42; \"offsets\":42",
                "\"source\":\"516\"; \"source\":\"5 16\"",
                "\"source\":\"516\"; \"source\":516",
                "\"amount\":\"8000\"; \"amount\":\"0.001\"",
                "\"amount\":\"8000\"; \"amount\":\"1E1000000000\"",
                "\"amount\":\"8000\"; \"amount\":\"NaN\"",
                "\"amount\":\"8000\"; \"amount\":\"92233720368547758.08\"",
                "\"minor\":50; \"minor\":51",
                "\"part\":\"direct\"; \"part\":\"sideways\"",
                "\"layer\":0; \"layer\":-1",
                "\"layer\":0; \"layer\":100"
            })
    void refusesAlertsWithABadField(String from, String to) {
        assertThatThrownBy(() -> AlertJson.read(AlertJsonTest.changed(from, to)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** One after the other is left out, or is null. */
    @Test
    void refusesAlertsWithoutOneOfTheirFields() throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        for (String parent : List.of("", "/measures/0", "/evidence/0")) {
            ObjectNode whole = (ObjectNode) mapper.readTree(AlertJsonTest.FORM_3);
            for (Map.Entry<String, JsonNode> each : whole.at(parent).properties()) {
                String field = each.getKey();
                ObjectNode without = whole.deepCopy();
                ((ObjectNode) without.at(parent)).remove(field);
                ObjectNode empty = whole.deepCopy();
                ((ObjectNode) empty.at(parent)).putNull(field);
                for (ObjectNode bad : List.of(without, empty)) {
                    byte[] json = mapper.writeValueAsBytes(bad);
                    assertThatExceptionOfType(IllegalArgumentException.class)
                            .as("%s %s: %s", parent, field, bad)
                            .isThrownBy(() -> AlertJson.read(json));
                }
            }
        }
    }
}
