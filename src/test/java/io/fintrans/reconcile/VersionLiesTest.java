package io.fintrans.reconcile;

import static io.fintrans.reconcile.AuditedPair.paid;
import static io.fintrans.reconcile.TopicsInMemory.LATENESS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fintrans.alert.Alert;
import io.fintrans.alert.AlertId;
import io.fintrans.alert.AlertJson;
import io.fintrans.alert.Edge;
import io.fintrans.alert.RuleId;
import io.fintrans.alert.Subject;
import io.fintrans.alert.Typology;
import io.fintrans.reconcile.oracle.DetectorSetup;
import io.fintrans.reconcile.report.Report;
import io.fintrans.rule.Mode;
import io.fintrans.rule.RuleSpec;
import io.fintrans.rule.Rulebook;
import io.fintrans.testing.TestAlert;
import io.fintrans.topic.Topics;
import io.fintrans.transaction.Application;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Says something else in each field of an alert of a rule that was changed, and looks that it is never called right. */
class VersionLiesTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long CHANGED = 6000;
    private static final long COUNTS_AFTER = 5000;

    private final TopicsInMemory topics = new TopicsInMemory();
    private final Edge first = paid(topics, "London", 5500, 60);
    private final Edge second = paid(topics, "Tokyo", 6100, 70);

    private static Rulebook rules(Mode mode) {
        return new Rulebook(List.of(
                version(1, Mode.LIVE, Instant.EPOCH, 1000, "200"),
                version(2, mode, Instant.ofEpochMilli(CHANGED), 2000, "90")));
    }

    private static RuleSpec version(int version, Mode mode, Instant from, long window, String threshold) {
        return new RuleSpec(
                new RuleId(RuleId.PAIR_TOTAL, version),
                Typology.PAIR_TOTAL,
                mode,
                from,
                Duration.ofMillis(window),
                Map.of("threshold", threshold));
    }

    /** Of the second version, whose window begins where that of the first did. */
    private Alert truth(Mode mode) {
        String name = mode == Mode.SHADOW ? "shadow of pair-total" : RuleId.PAIR_TOTAL;
        String episode = AlertId.episode(
                Application.DEFAULT,
                name,
                new Subject.Pair(AuditedPair.SOURCE, AuditedPair.TARGET),
                second.coordinates());
        return TestAlert.of(episode, 1)
                .version(2)
                .pair("a", "b")
                .total(130_00)
                .threshold(90_00)
                .window(Duration.ofSeconds(2))
                .between(Instant.ofEpochMilli(6100), Instant.ofEpochMilli(6100))
                .evidence(first, second)
                .shortenedTo(Instant.ofEpochMilli(COUNTS_AFTER))
                .build();
    }

    private Report report(Mode mode, Mode said, JsonNode alert) {
        topics.clearAlerts();
        topics.alertIn(
                said == Mode.SHADOW ? Topics.SHADOW_ALERTS : Topics.ALERTS,
                truth(mode).id().toString(),
                alert.toString().getBytes(UTF_8));
        return topics.audit(new DetectorSetup(rules(mode), LATENESS, 1, Application.DEFAULT));
    }

    @ParameterizedTest
    @EnumSource(names = {"LIVE", "SHADOW"})
    void callsTheTruthRight(Mode mode) throws IOException {
        Report report = report(mode, mode, JSON.readTree(AlertJson.write(truth(mode))));

        assertThat(AuditedPair.whys(report)).isEmpty();
        assertThat(report.unchecked()).isEmpty();
    }

    @Test
    void tellsALieInEveryField() throws IOException {
        List<JsonNode> lies = Lies.of(JSON.readTree(AlertJson.write(truth(Mode.LIVE))));
        assertThat(lies).hasSizeGreaterThan(600);
        for (JsonNode lie : lies) {
            assertToldApart(report(Mode.LIVE, Mode.LIVE, lie), lie.toString());
        }
    }

    /** What is tried alerts to a topic of its own. */
    @Test
    void tellsAnAlertInTheOtherTopic() throws IOException {
        JsonNode alert = JSON.readTree(AlertJson.write(truth(Mode.LIVE)));
        assertThat(AuditedPair.whys(report(Mode.LIVE, Mode.SHADOW, alert)))
                .anySatisfy(
                        why -> assertThat(why).contains("its rule is pair-total, version 2, which was never in force"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "version; 1; its rule is pair-total, version 1, which was not in force at 1970-01-01T00:00:06.100Z",
                "version; 3; its rule is pair-total, version 3, which was never in force",
                "rule; \"structuring\"; its rule is structuring, version 2, which was never in force",
                "windowMillis; 1000; its window is PT1S, not that of its rule, PT2S",
                "shortenedTo; ; its window begins at 1970-01-01T00:00:05Z, where its version began, but it does not say so",
                "shortenedTo; 4999; its window begins at 1970-01-01T00:00:05Z, where its version began, but it does not say so",
                "shortenedTo; 4100; it says that its window was shortened, but to a time before it"
            })
    void saysWhatIsWrong(String field, @Nullable String value, String why) throws IOException {
        ObjectNode lie = (ObjectNode) JSON.readTree(AlertJson.write(truth(Mode.LIVE)));
        if (value == null) {
            lie.remove(field);
        } else {
            lie.set(field, JSON.readTree(value));
        }
        assertThat(AuditedPair.whys(report(Mode.LIVE, Mode.LIVE, lie)))
                .anySatisfy(said -> assertThat(said).contains(why));
    }

    private static void assertToldApart(Report report, String lie) {
        assertThat(report.ok() && report.uncheckedTotal() == 0)
                .as("called right: %s", lie)
                .isFalse();
    }
}
