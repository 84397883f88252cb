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
import io.fintrans.reconcile.report.Report;
import io.fintrans.testing.TestAlert;
import io.fintrans.timeseries.Distribution;
import io.fintrans.timeseries.Volume;
import io.fintrans.timeseries.VolumeJson;
import io.fintrans.transaction.Money;
import io.fintrans.transaction.Rejection.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Says something else in each field of each kind of record, one at a time, and looks that it is never called right. The fields are those that
 * the records have, so that a new one without a proof fails here.
 */
class LieInEveryFieldTest {
    private static final ObjectMapper JSON = new ObjectMapper();

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
        List<JsonNode> lies = Lies.of(JSON.readTree(truth));
        // Form 3 says the same, and is told apart only where two episodes stand.
        lies.removeIf(lie -> lie.path("form").asInt() == 3);
        assertThat(lies).hasSizeGreaterThan(600);
        lies.forEach(LieInEveryFieldTest::assertAlertToldApart);
    }

    /** Of one field more, and of all that two fields say alike. */
    @Test
    void tellsALieInFieldsThatAnAlertMayHave() throws IOException {
        JsonNode truth = JSON.readTree(AlertJson.write(new Right(right -> {}).alert));
        for (String more : List.of(
                "{\"mergedInto\":\"0000000000000001\"}",
                "{\"state\":\"withdrawn\",\"mergedInto\":\"0000000000000001\"}",
                "{\"shortenedTo\":4999}",
                "{\"form\":5,\"state\":\"amended\",\"lateAt\":4000,\"changedAt\":4999}",
                "{\"shortenedTo\":0}",
                "{\"step\":2,\"severity\":\"medium\"}",
                "{\"rule\":\"pair-structuring\",\"typology\":\"structuring\"}",
                "{\"rule\":\"large-first\",\"typology\":\"large-first\"}",
                "{\"payments\":3,\"omitted\":1}")) {
            ObjectNode lie = truth.deepCopy();
            lie.setAll((ObjectNode) JSON.readTree(more));
            assertAlertToldApart(lie);
        }
        for (String measure : List.of(
                "{\"name\":\"payments\",\"value\":2,\"limit\":0,\"unit\":\"count\"}",
                "{\"name\":\"share\",\"value\":2,\"limit\":1,\"unit\":\"minor-units\"}")) {
            for (int place : new int[] {0, 1}) {
                ObjectNode lie = truth.deepCopy();
                ((ArrayNode) lie.get("measures")).insert(place, JSON.readTree(measure));
                assertAlertToldApart(lie);
            }
        }
        ObjectNode turned = truth.deepCopy();
        turned.put("subject", "pair b a");
        turned.get("evidence")
                .forEach(payment -> ((ObjectNode) payment).put("source", "b").put("target", "a"));
        assertAlertToldApart(turned);
        ObjectNode order = truth.deepCopy();
        ArrayNode evidence = (ArrayNode) order.get("evidence");
        evidence.add(evidence.remove(0));
        assertAlertToldApart(order);
    }

    /** What is wrong is said, not only that something is missing: whoever reads it must know where to look. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "/rule; \"large-first\"; its rule is large-first, version 1, which was never in force",
                "/version; 2; its rule is pair-total, version 2, which was never in force",
                "/typology; \"structuring\"; its typology is structuring, not pair-total",
                "/severity; \"high\"; its field severity does not agree with the others: it is high but should be low",
                "/subject; \"account a\"; it is about account a, but its rule is about pairs",
                "/state; \"withdrawn\"; it is withdrawn, which no alert of its rule can be",
                "/state; \"amended\"; it says that it was amended, but with one payment less it could not have been raised",
                "/cut; true; it says that its search was cut, but its rule searches nothing",
                "/measures/0/name; \"sum\"; it has other measures than one total",
                "/measures/0/limit; 9999; its threshold",
                "/evidence/0/source; \"c\"; has other accounts than the alert, or another part in it",
                "/evidence/1/target; \"c\"; has other accounts than the alert, or another part in it",
                "/evidence/0/part; \"in\"; has other accounts than the alert, or another part in it",
                "/evidence/1/layer; 1; has other accounts than the alert, or another part in it"
            })
    void saysWhatIsWrong(String place, String value, String why) throws IOException {
        JsonNode lie = JSON.readTree(AlertJson.write(new Right(right -> {}).alert));
        int slash = place.lastIndexOf('/');
        ((ObjectNode) lie.at(place.substring(0, slash))).set(place.substring(slash + 1), JSON.readTree(value));
        Report report = new Right(right -> {
                    right.topics.alert(
                            right.alert.id().toString(), lie.toString().getBytes(UTF_8));
                    tellVolumes(right);
                })
                .audit();
        assertThat(AuditedPair.whys(report)).anySatisfy(said -> assertThat(said).contains(why));
    }

    private static void assertAlertToldApart(JsonNode lie) {
        assertToldApart(lie.toString(), right -> {
            right.topics.alert(right.alert.id().toString(), lie.toString().getBytes(UTF_8));
            tellVolumes(right);
        });
    }

    @Test
    void tellsALieInEveryFieldOfAVolume() throws IOException {
        Volume truth = new Right(right -> {}).volumes.get(1);
        List<JsonNode> lies = Lies.of(JSON.readTree(VolumeJson.write(truth)));
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
        collect(
                JSON.readTree(AlertJson.write(TestAlert.like(right.alert)
                        .mergedInto("0000000000000001")
                        .shortenedTo(Instant.EPOCH)
                        .build())),
                fields);
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
}
