package io.fintrans.console;

import static io.fintrans.console.ConsoleRun.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fintrans.alert.Alert;
import io.fintrans.alert.Edge;
import io.fintrans.cli.Main;
import io.fintrans.console.ConsoleRun.Visitor;
import io.fintrans.console.desk.EvidenceView;
import io.fintrans.console.evidence.EarlierPayments;
import io.fintrans.console.evidence.EvidencePool;
import io.fintrans.console.record.CaseRecords;
import io.fintrans.console.user.Role;
import io.fintrans.process.ExitCode;
import io.fintrans.reader.Unreadable;
import io.fintrans.testing.HandmadeBatch;
import io.fintrans.testing.TestAlert;
import io.fintrans.testing.TestBroker;
import io.fintrans.testing.TestEdge;
import io.fintrans.testing.TurnedBit;
import io.fintrans.topic.Topics;
import io.fintrans.transaction.City;
import io.fintrans.transaction.Coordinates;
import io.fintrans.transaction.Money;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A bit has turned on the broker's disk under what the console shows. It said that Kafka did not answer, for ever; now it names the place,
 * shows what there is, and decides nothing where decisions themselves are damaged.
 */
class DamagedDiskIT {
    private static final String EPISODE = "00000000000000a1";
    private static final TopicPartition LONDON = new TopicPartition("London", 0);

    @AutoClose
    private final TestBroker broker = TestBroker.start();

    private final Instant at = Instant.ofEpochMilli(Clock.systemUTC().millis() - 60_000);

    @TempDir
    private Path folder;

    @BeforeEach
    void createTopics() {
        broker.create(new Topics(City.DEFAULTS, 1));
    }

    @Test
    void earlierPaymentsAreFoundAroundDamagedRecordsWhichAreNamed() {
        pay("a b 1", "x y 1");
        pay("a b 2", "x y 2", "a b 3");
        pay("a b 4");
        damage(LONDON, 2);

        EarlierPayments earlier = new EarlierPayments(City.DEFAULTS, Map.of("bootstrap.servers", broker.address()), 2);
        Map<String, Object> all = earlier.all(alert(List.of()), "ann");

        assertThat(values(all.get("items"), "offset")).containsExactlyInAnyOrder(0L, 5L);
        assertThat(all)
                .containsEntry("done", true)
                .containsEntry("complete", false)
                .containsEntry("unreadable", List.of("partition 0 of London, offset 2 to 4"));
    }

    @Test
    void evidenceThatIsDamagedIsNotCalledGone() {
        pay("a b 1");
        pay("a b 2");
        damage(LONDON, 1);

        try (EvidencePool pool = new EvidencePool(Map.of("bootstrap.servers", broker.address()))) {
            Coordinates damaged = new Coordinates("London", 0, 1);
            assertThat(pool.read(List.of(damaged)).values())
                    .singleElement()
                    .matches(record -> Unreadable.marks(record.headers()));
            Object items = new EvidenceView(pool)
                    .json(alert(List.of(evidence(0, 1), evidence(1, 2))))
                    .get("items");
            assertThat(values(items, "verified")).isEqualTo(List.of(true, false));
            assertThat(values(items, "damaged")).isEqualTo(List.of(false, true));
        }
    }

    @Test
    void aDamagedDecisionIsNamedByTheConsoleAndTheAuditAndCannotBeSteppedOver() {
        try (ConsoleRun run = new ConsoleRun(broker, folder)) {
            Visitor ann = run.visitor("ann", Role.ANALYST);
            run.alert(EPISODE, 1, "516", "482", 9000, 9000);
            run.awaitEpisode(ann, EPISODE);
            for (int i = 0; i < 3; i++) {
                assertThat(remark(run, ann, i).statusCode()).isEqualTo(200);
            }
        }
        // A mark comes first, and then three events.
        damage(CaseRecords.PARTITION, 2);

        String place = "offset 2: what is there cannot be read: ";
        try (ConsoleRun run = new ConsoleRun(broker, folder)) {
            Visitor ann = run.visitor("ann", Role.ANALYST);
            run.awaitEpisode(ann, EPISODE);
            JsonNode audit = json(run.get(ann, "/api/v1/history")).path("audit");
            assertThat(audit.path("state").asText()).isEqualTo("broken");
            assertThat(audit.path("problem").asText())
                    .startsWith(place)
                    .contains("Restore partition 0 of fintrans.cases from a replica or a backup")
                    .doesNotContain("fintrans skip");
            assertThat(remark(run, ann, 9).statusCode()).isEqualTo(503);
        }
        StringWriter said = new StringWriter();
        assertThat(run(said, "audit", "verify")).isEqualTo(ExitCode.CHECK_FAILED);
        assertThat(said.toString()).contains("BROKEN       " + place);
        String[] skip = {"skip", "--topic", Topics.CASES, "--partition", "0", "--offset", "2", "--group", "any"};
        assertThat(run(said, skip)).isEqualTo(ExitCode.USAGE);
        assertThat(said.toString()).contains("can be stepped over").contains("docs/trouble.md");
    }

    private static List<Object> values(@Nullable Object items, String field) {
        List<Object> values = new ArrayList<>();
        ((List<?>) Objects.requireNonNull(items))
                .forEach(each -> values.add(Objects.requireNonNull(((Map<?, ?>) each).get(field))));
        return values;
    }

    private int run(StringWriter said, String... arguments) {
        return Main.commandLine()
                .setOut(new PrintWriter(said))
                .setErr(new PrintWriter(said))
                .execute(Stream.concat(Arrays.stream(arguments), Stream.of("--bootstrap-server", broker.address()))
                        .toArray(String[]::new));
    }

    private static HttpResponse<String> remark(ConsoleRun run, Visitor visitor, int number) {
        Map<String, Object> body = Map.of("version", 0, "step", 1, "request", "r-" + number, "text", "remark");
        return run.post(visitor, "/api/v1/cases/" + EPISODE + "/comment", body);
    }

    private void pay(String... payments) {
        HandmadeBatch batch = new HandmadeBatch(at.toEpochMilli() - 1_000);
        for (String each : payments) {
            batch.record(each.getBytes(UTF_8));
        }
        batch.send(broker.address(), LONDON.topic(), LONDON.partition());
    }

    private void damage(TopicPartition partition, long offset) {
        assertThat(broker.stop()).isZero();
        TurnedBit.in(broker, partition, offset);
        broker.restart();
    }

    private Edge evidence(long offset, int dollars) {
        return TestEdge.of(new Coordinates("London", 0, offset), at.minusSeconds(1), Money.usd(dollars * 100L));
    }

    /** Counts four payments of ten dollars in all. */
    private Alert alert(List<Edge> evidence) {
        return TestAlert.of(EPISODE, 1)
                .pair("a", "b")
                .total(10_00)
                .threshold(5_00)
                .at(at)
                .evidence(evidence)
                .payments(4)
                .build();
    }
}
