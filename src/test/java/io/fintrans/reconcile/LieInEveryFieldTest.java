package io.fintrans.reconcile;

import static io.fintrans.reconcile.AuditedPair.alert;
import static io.fintrans.reconcile.AuditedPair.paid;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fintrans.alert.Alert;
import io.fintrans.alert.AlertJson;
import io.fintrans.alert.Edge;
import io.fintrans.timeseries.Distribution;
import io.fintrans.timeseries.Volume;
import io.fintrans.timeseries.VolumeJson;
import io.fintrans.transaction.Money;
import io.fintrans.transaction.Rejection.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Says something else in each field of each kind of record, one at a time, and looks that it is never called right. The fields are those that
 * the records have, so that a new one without a proof fails here.
 */
class LieInEveryFieldTest {
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
            "structuring");

    /** Topics with one alert, one rejected record and two volumes, in which everything adds up. */
    private static final class Right {
        final TopicsInMemory topics = new TopicsInMemory();
        final Alert alert;
        final List<Volume> volumes;

        /** @param lie plants something in place of what belongs into the topics */
        Right(Consumer<Right> lie) {
            Edge first = paid(topics, "London", 5000, 60);
            Edge second = paid(topics, "Tokyo", 5500, 70);
            RecordHeaders came = new RecordHeaders();
            came.add("trace", new byte[] {7});
            topics.reject(topics.produce("Tokyo", 5600, "nonsense", came), Reason.MALFORMED, 5600);
            alert = alert(5500, null, first, second);
            volumes = List.of(volume("London", 60), volume("Tokyo", 70));
            lie.accept(this);
        }

        private static Volume volume(String city, long dollars) {
            Distribution amounts = new Distribution();
            amounts.add(dollars * 100);
            return new Volume(city, 5, 0, Money.USD, 1, dollars * 100, dollars * 100, dollars * 100, 0, amounts);
        }

        Report audit() {
            return topics.audit();
        }
    }

    private static void tellAlert(Right right) {
        right.topics.alert(right.alert);
    }

    private static void tellVolumes(Right right) {
        right.volumes.forEach(right.topics::volume);
    }

    @Test
    void callsTheTruthRight() {
        Report report = new Right(right -> {
                    tellAlert(right);
                    tellVolumes(right);
                })
                .audit();

        assertThat(report.examples()).isEmpty();
        assertThat(report.unchecked()).isEmpty();
    }

    @Test
    void tellsALieInEveryFieldOfAnAlert() throws IOException {
        byte[] truth = AlertJson.write(new Right(right -> {}).alert);
        List<JsonNode> lies = lies(JSON.readTree(truth));
        assertThat(lies).hasSizeGreaterThan(60);
        for (JsonNode lie : lies) {
            assertToldApart(lie.toString(), right -> {
                right.topics.alert(right.alert.id().toString(), lie.toString().getBytes(UTF_8));
                tellVolumes(right);
            });
        }
    }

    @Test
    void tellsALieInEveryFieldOfAVolume() throws IOException {
        Volume truth = new Right(right -> {}).volumes.get(1);
        List<JsonNode> lies = lies(JSON.readTree(VolumeJson.write(truth)));
        assertThat(lies).hasSizeGreaterThan(30);
        for (JsonNode lie : lies) {
            assertToldApart(lie.toString(), right -> {
                tellAlert(right);
                right.topics.volume(right.volumes.get(0));
                right.topics.volume(truth.key(), lie.toString().getBytes(UTF_8));
            });
        }
    }

    @Test
    void tellsALieInEveryHeaderOfARejectedRecord() {
        ConsumerRecord<byte[], byte[]> truth =
                new Right(right -> {}).topics.rejected().get(0);
        assertThat(truth.headers().toArray()).hasSizeGreaterThan(7);
        for (Header header : truth.headers()) {
            for (String text :
                    List.of("", "0", "1", "2", "3", "5601", "London", "null-value", "bad-account", "other-detector")) {
                byte[] lie = text.getBytes(UTF_8);
                if (!Arrays.equals(lie, header.value())) {
                    assertRejectedToldApart(
                            header.key() + "=" + text,
                            truth.key(),
                            truth.value(),
                            with(truth.headers(), header.key(), lie));
                }
            }
            assertRejectedToldApart(
                    "no " + header.key(), truth.key(), truth.value(), with(truth.headers(), header.key(), null));
        }
        assertRejectedToldApart(
                "a header more", truth.key(), truth.value(), with(truth.headers(), "more", new byte[1]));
        assertRejectedToldApart("key", new byte[1], truth.value(), truth.headers());
        assertRejectedToldApart("value", truth.key(), "nonsensf".getBytes(UTF_8), truth.headers());
        assertRejectedToldApart("no value", truth.key(), null, truth.headers());
    }

    @Test
    void hasARowInTheManualForEveryField() throws IOException {
        Right right = new Right(any -> {});
        Set<String> fields = new TreeSet<>();
        collect(JSON.readTree(AlertJson.write(right.alert)), fields);
        collect(JSON.readTree(VolumeJson.write(right.volumes.get(0))), fields);
        right.topics.rejected().get(0).headers().forEach(header -> fields.add(header.key()));
        fields.remove("trace");
        String manual = Files.readString(Path.of("docs/reconcile.md"));

        assertThat(fields).allSatisfy(field -> assertThat(manual).contains("| `" + field + "` |"));
    }

    private static void collect(JsonNode node, Set<String> fields) {
        node.fieldNames().forEachRemaining(fields::add);
        node.forEach(child -> collect(child, fields));
    }

    private static Headers with(Headers truth, String name, byte @Nullable [] value) {
        Headers headers = new RecordHeaders(truth).remove(name);
        return value == null ? headers : headers.add(name, value);
    }

    private static void assertRejectedToldApart(
            String lie, byte @Nullable [] key, byte @Nullable [] value, Headers headers) {
        assertToldApart(lie, right -> {
            tellAlert(right);
            tellVolumes(right);
            right.topics.rejected().clear();
            right.topics.rejected(5600, key, value, headers);
        });
    }

    private static void assertToldApart(String lie, Consumer<Right> plant) {
        Report report = new Right(plant).audit();

        assertThat(AuditedPair.whys(report))
                .allSatisfy(why -> assertThat(why)
                        .doesNotContain(
                                "Rounding",
                                "Exception",
                                "java.",
                                "fasterxml",
                                "Cannot ",
                                "null (",
                                "cannot be read: null")
                        .doesNotStartWith("null"));
        assertThat(report.ok() && report.uncheckedTotal() == 0)
                .as("called right: %s", lie)
                .isFalse();
    }

    /** The record with another value in one field, or without it, in all ways. */
    private static List<JsonNode> lies(JsonNode truth) {
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
        }
        values.removeIf(value -> value.asText().equals(truth.asText()));
        return values;
    }
}
