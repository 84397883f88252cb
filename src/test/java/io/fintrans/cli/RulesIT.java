package io.fintrans.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fintrans.process.ExitCode;
import io.fintrans.rule.Mode;
import io.fintrans.rule.RuleSpec;
import io.fintrans.rule.log.NextVersion;
import io.fintrans.rule.log.RuleChange;
import io.fintrans.rule.log.RuleChange.Proposed;
import io.fintrans.testing.RuleTopic;
import io.fintrans.testing.TestBroker;
import io.fintrans.topic.Topic;
import io.fintrans.topic.Topics;
import io.fintrans.topic.admin.TopicSettings;
import io.fintrans.topic.admin.WindowJournal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people do about rules at the command line. */
class RulesIT {
    private static final TestBroker BROKER = TestBroker.shared();

    @TempDir
    private Path folder;

    private RuleTopic rules;

    @BeforeEach
    void begin() {
        rules = new RuleTopic(BROKER).begin();
    }

    @AfterEach
    void close() {
        rules.close();
    }

    @Test
    void aChangeIsAVersionWithATime() {
        Instant before = Instant.now();
        CommandRun set = run("set", "pair-total", "threshold=20000", "window=1h", "--by", "ann", "--why", "too many");
        assertThat(set.err()).isEmpty();
        assertThat(set.code()).isZero();
        assertThat(set.out())
                .contains("pair-total, version 2, live: pair-total, threshold=20000, window 1h")
                .contains("In force for payments of 20", "until then version 1 (live) is in force");

        RuleSpec second = rules.read().rulebook().newest("pair-total").orElseThrow();
        assertThat(second.parameters()).isEqualTo(Map.of("threshold", "20000"));
        assertThat(second.window()).isEqualTo(Duration.ofHours(1));
        assertThat(second.from()).isAfter(before.plus(RuleTopic.NOTICE));

        CommandRun again = run("set", "pair-total", "threshold=20000");
        assertThat(again.code()).isZero();
        assertThat(again.out())
                .contains("pair-total will be so from " + second.from() + " on, by version 2; nothing was changed");
        assertThat(rules.read().entries()).hasSize(2);
        assertThat(run("list").out())
                .contains("RULE", "pair-total", "threshold=10000", "always")
                .contains("COMES", "threshold=20000", second.from().toString());
        assertThat(run("show", "pair-total").out())
                .contains("pair-total, version 1, live", "until " + second.from() + " (now)", "because of detect")
                .contains("(comes in ", "ann", "too many");
    }

    @Test
    void oneVersionIsTriedBesideTheOther() {
        assertThat(run("promote", "pair-total").err()).contains("No version of pair-total is in the shadow");
        assertThat(run("shadow", "pair-total", "threshold=8000").code()).isZero();
        assertThat(stands(Mode.LIVE)).isEqualTo(1);
        assertThat(stands(Mode.SHADOW)).isEqualTo(2);
        assertThat(run("promote", "pair-total").out())
                .contains("version 3, live", "version 1 (live) and version 2 (shadow)");
        assertThat(stands(Mode.LIVE)).isEqualTo(3);
        assertThat(stands(Mode.SHADOW)).isZero();
        assertThat(run("shadow", "pair-total", "threshold=7000").code()).isZero();
        assertThat(run("retire", "pair-total", "--shadow").out()).contains("version 5, shadow-off");
        assertThat(stands(Mode.LIVE)).isEqualTo(3);
        assertThat(stands(Mode.SHADOW)).isZero();
        assertThat(run("retire", "pair-total", "--shadow").out()).contains("nothing was changed");
        assertThat(run("retire", "pair-total").code()).isZero();
        assertThat(stands(Mode.LIVE)).isZero();
        assertThat(run("retire", "pair-total").out()).contains("nothing was changed");
        assertThat(run("set", "pair-total", "threshold=8000").out()).contains("version 7, live");
    }

    private int stands(Mode mode) {
        return NextVersion.standing(rules.read().rulebook(), "pair-total", mode)
                .map(rule -> rule.id().version())
                .orElse(0);
    }

    @Test
    void wholeRulesComeFromAFile() throws Exception {
        Path file = folder.resolve("rules.json");
        Files.writeString(file, """
                {"form": 1, "rules": [
                  {"name": "pair-total", "typology": "pair-total", "windowMillis": 3600000, "parameters": {"threshold": "5000"}},
                  {"name": "first", "typology": "large-first", "windowMillis": 604800000, "parameters": {"amount": "50000"}}]}
                """);
        CommandRun set = run("set", file.toString());
        assertThat(set.err()).isEmpty();
        assertThat(set.out())
                .contains("pair-total, version 2, live", "first, version 1, live", "window 7d")
                .contains(
                        "The window that is held grows from 24h to 7d, 7 times as long.",
                        "MB of memory",
                        "leave early");
        assertThat(run("set", folder.resolve("none.json").toString()).code()).isEqualTo(ExitCode.USAGE);
        Files.writeString(file, "{\"form\": 1, \"rules\": []}");
        assertThat(run("set", file.toString()).err()).contains("it has no rules");
    }

    @Test
    void somebodyElseApproves() {
        CommandRun proposed = run("set", "pair-total", "threshold=7000", "--propose", "--by", "ann");
        assertThat(proposed.out()).contains("Proposed pair-total, live", "fintrans rules approve ");
        long offset = rules.read().proposals().get(0).offset();
        String number = Long.toString(offset);
        assertThat(run("list").out()).contains("PROPOSAL", number, "threshold=7000", "ann");
        assertThat(run("approve", number, "--by", "ann").err())
                .contains("ann has proposed it, and so cannot approve it");
        assertThat(run("approve", "999999").err()).contains("There is no open proposal 999999. Open are: " + number);
        CommandRun approved = run("approve", number, "--by", "ben", "--why", "as discussed");
        assertThat(approved.out()).contains("pair-total, version 2, live", "In force for payments of ");
        assertThat(run("approve", number, "--by", "ben").err()).contains("None is open.");

        run("retire", "pair-total", "--propose", "--by", "ann");
        String second = Long.toString(rules.read().proposals().get(0).offset());
        assertThat(run("decline", second, "--by", "ben").out()).contains("Declined " + second);
        assertThat(run("history").out())
                .contains("first rules: pair-total, version 1", "proposed pair-total", "approved " + number)
                .contains("declined " + second);
    }

    @Test
    void whatComesTooLateIsSaidAndNotWritten() {
        CommandRun late = run(
                "set",
                "pair-total",
                "threshold=1",
                "--from",
                Instant.now().plusSeconds(5).toString());
        assertThat(late.code()).isEqualTo(ExitCode.FAILED);
        assertThat(late.err()).contains("is too early", "must be known 15 s before", "Nothing was written");
        assertThat(rules.read().entries()).hasSize(1);

        Instant from = Instant.now().plusSeconds(3600).truncatedTo(ChronoUnit.MILLIS);
        assertThat(run("set", "pair-total", "threshold=1", "--from", from.toString())
                        .out())
                .contains(from.toString());
        // Whatever comes after it is in force later.
        assertThat(run("set", "pair-total", "threshold=2").out())
                .contains(from.plusMillis(1).toString());
    }

    @Test
    void theJournalIsKeptForLongerBeforeALongerWindowComes() {
        String journal = WindowJournal.name(rules.application());
        BROKER.create(List.of(new Topic(journal, 1, "journal", Map.of("retention.ms", "1000000"))));
        assertThat(run("set", "pair-total", "threshold=9").code()).isZero();
        assertThat(retention(journal)).as("the window is as long as before").isEqualTo(1_000_000);
        assertThat(run("set", "pair-total", "window=48h").code()).isZero();
        assertThat(retention(journal))
                .isEqualTo(WindowJournal.retention(Duration.ofDays(2), WindowJournal.LATENESS)
                        .toMillis());
    }

    private static long retention(String topic) {
        try (Admin admin = BROKER.admin()) {
            Config found = new TopicSettings(admin).of(List.of(topic)).get(topic);
            return Long.parseLong(
                    Objects.requireNonNull(found).get("retention.ms").value());
        }
    }

    @Test
    void saysWhatCannotBe() {
        assertThat(run("set", "pair-total", "threshold=-1").err()).contains("That cannot be: threshold must be");
        assertThat(run("set", "pair-total", "limits=1").err()).contains("limits is not a setting");
        assertThat(run("set", "pair-total", "nonsense").code()).isEqualTo(ExitCode.USAGE);
        assertThat(run("set", "pair-total").err()).contains("What is to change of pair-total?");
        assertThat(run("set", "pair-total", "window=0s").code()).isEqualTo(ExitCode.USAGE);
        assertThat(run("set", "pair-totl", "threshold=1").err())
                .contains("There is no rule pair-totl. Rules are: pair-total.");
        assertThat(run("show", "nothing").code()).isEqualTo(ExitCode.FAILED);
        assertThat(run("set", "pair-total", "threshold=1", "--by", " ").code()).isEqualTo(ExitCode.USAGE);
        assertThat(run("set", "pair-total", "threshold=1", "--from", "soon").code())
                .isEqualTo(ExitCode.USAGE);
        CommandRun stranger =
                CommandRun.of("rules", "list", "--application-id", "nobody", "--bootstrap-server", BROKER.address());
        assertThat(stranger.code()).isEqualTo(ExitCode.FAILED);
        assertThat(stranger.err())
                .contains("The application nobody has no rules yet", "fintrans detect", "--application-id nobody");
        assertThat(CommandRun.of("rules").code()).isEqualTo(ExitCode.USAGE);
        assertThat(CommandRun.of("rules", "list", "--bootstrap-server", "127.0.0.1:1")
                        .code())
                .isEqualTo(ExitCode.UNREACHABLE);
    }

    /** Texts that strangers have written neither move the cursor nor hide. */
    @Test
    void showsWhatNobodySees() throws Exception {
        String hidden = "an\u202en\u200b\u001b[2J\u0301";
        rules.write(new Proposed(
                new RuleChange.Author(rules.application(), hidden, hidden, Instant.now()), RuleTopic.pairTotal("1")));
        try (KafkaProducer<byte[], byte[]> stranger = new KafkaProducer<>(
                Map.of("bootstrap.servers", BROKER.address()), new ByteArraySerializer(), new ByteArraySerializer())) {
            stranger.send(new ProducerRecord<>(Topics.RULES, 0, null, new byte[900_000]))
                    .get();
            stranger.send(new ProducerRecord<>(Topics.RULES, 0, null, "{}".getBytes(UTF_8)))
                    .get();
        }
        List<String> outputs = new ArrayList<>();
        outputs.add(run("list").out());
        CommandRun history = run("history");
        outputs.add(history.out());
        assertThat(history.err()).contains("left out: ", "that are no changes");
        for (String output : outputs) {
            assertThat(output).contains("an\\u{202e}n\\u{200b}\\u{1b}[2J\\u{301}");
            assertThat(output.replace("\n", "")).doesNotContainPattern("\\p{Cntrl}|\\p{Cf}|\\p{Mn}");
        }
    }

    @Test
    void writesTheSameForPrograms() throws Exception {
        run("shadow", "pair-total", "threshold=8000", "--by", "ann");
        JsonNode list =
                new ObjectMapper().readTree(run("list", "--output", "json").out());
        assertThat(list.path("application").asText()).isEqualTo(rules.application());
        assertThat(list.path("noticeMillis").asLong()).isEqualTo(15_000);
        assertThat(list.path("inForce").get(0).path("from").asLong()).isZero();
        assertThat(list.path("inForce").get(0).path("until").isNull()).isTrue();
        assertThat(list.path("coming").get(0).path("mode").asText()).isEqualTo("shadow");
        JsonNode show = new ObjectMapper()
                .readTree(run("show", "pair-total", "--output", "json").out());
        assertThat(show.get(1).path("by").asText()).isEqualTo("ann");
        JsonNode history =
                new ObjectMapper().readTree(run("history", "--output", "json").out());
        assertThat(history.get(1).path("action").asText()).isEqualTo("set");
        assertThat(history.get(1).path("void").isNull()).isTrue();
    }

    private CommandRun run(String... words) {
        List<String> all = new ArrayList<>(List.of("rules"));
        all.addAll(List.of(words));
        all.addAll(List.of("--bootstrap-server", BROKER.address(), "--application-id", rules.application()));
        return CommandRun.of(all.toArray(String[]::new));
    }
}
