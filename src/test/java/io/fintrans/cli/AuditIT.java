package io.fintrans.cli;

import static io.fintrans.casework.TestCommands.NOW;
import static io.fintrans.casework.TestCommands.command;
import static io.fintrans.casework.TestCommands.comment;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fintrans.casework.CaseAction;
import io.fintrans.casework.CaseBook;
import io.fintrans.casework.CaseEvent;
import io.fintrans.casework.CaseEventJson;
import io.fintrans.casework.FormOneRecordsTest;
import io.fintrans.console.record.AuditKey;
import io.fintrans.console.record.CaseLog;
import io.fintrans.console.record.Checkpoints;
import io.fintrans.console.record.KeyRing;
import io.fintrans.process.ExitCode;
import io.fintrans.testing.CaseTopic;
import io.fintrans.testing.TestBroker;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What someone with all rights on Kafka does to the record of decisions is found. */
@Tag("faults")
class AuditIT {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    private TestBroker broker;
    private CaseTopic topic;

    @BeforeEach
    void decideSomething() throws Exception {
        broker = TestBroker.start();
        topic = new CaseTopic(broker);
        topic.create();
        try (Checkpoints checkpoints = Checkpoints.open(folder, Clock.systemUTC());
                CaseLog log = CaseLog.open(
                        properties(), Clock.systemUTC(), KeyRing.open(folder, null), checkpoints, event -> {})) {
            assertThat(log.awaitReplayed(Duration.ofSeconds(30))).isTrue();
            for (int i = 0; i < 4; i++) {
                log.submit(command("episode", i, "ann", comment("remark " + i)));
            }
        }
    }

    @AfterEach
    void stopBroker() {
        broker.close();
    }

    @Test
    void findsNothingWrongInWhatWasNotTouched() {
        assertThat(verifySigned()).isZero();
        assertThat(out.toString())
                .contains("events       4", "void         0", "signed       4", "4, the newest of event 4", "ok  ");
        assertThat(run(
                        "verify",
                        "--trusted-keys",
                        folder.resolve(AuditKey.PUBLIC_FILE).toString()))
                .isZero();
        assertThat(verify()).as("nothing vouches for anything").isEqualTo(ExitCode.CHECK_FAILED);
        assertThat(out.toString()).contains("UNSIGNED     unsigned since event 1, ", "no key was given");
    }

    @Test
    void writesTheSameForPrograms() throws Exception {
        assertThat(run("verify", "--output", "json")).isEqualTo(ExitCode.CHECK_FAILED);
        JsonNode unchecked = new ObjectMapper().readTree(out.toString());
        assertThat(unchecked.path("ok").asBoolean()).isFalse();
        assertThat(unchecked.path("unsignedSince").path("sequence").asInt()).isEqualTo(1);
        assertThat(unchecked.path("checkpoints").isNull()).isTrue();

        out.getBuffer().setLength(0);
        String key = folder.resolve(AuditKey.PUBLIC_FILE).toString();
        assertThat(run("verify", "--output", "json", "--trusted-keys", key)).isZero();
        JsonNode clean = new ObjectMapper().readTree(out.toString());
        assertThat(clean.path("ok").asBoolean()).isTrue();
        assertThat(clean.path("events").asInt()).isEqualTo(4);
        assertThat(clean.path("void").asInt()).isZero();
        assertThat(clean.path("head").asText()).matches("[0-9a-f]{64}");
        assertThat(clean.path("signed").asInt()).isEqualTo(4);
        assertThat(clean.path("unsignedSince").isNull()).isTrue();
        assertThat(clean.path("forged").asInt()).isZero();
        assertThat(clean.path("faults")).isEmpty();

        topic.rewrite(topic.values().subList(0, 2));
        out.getBuffer().setLength(0);
        String file = folder.resolve(Checkpoints.FILE).toString();
        assertThat(run("verify", "--output", "json", "--checkpoints", file)).isEqualTo(ExitCode.CHECK_FAILED);
        JsonNode cut = new ObjectMapper().readTree(out.toString());
        assertThat(cut.path("ok").asBoolean()).isFalse();
        assertThat(cut.path("checkpoints").path("count").asInt()).isEqualTo(4);
        assertThat(cut.path("checkpoints").path("newest").path("sequence").asInt())
                .isEqualTo(4);
        assertThat(cut.path("faults").get(0).asText()).startsWith("checkpoint 3: event 3 is missing");
    }

    @Test
    void countsWhatLostARace() throws Exception {
        List<byte[]> values = topic.values();
        CaseBook slow = new CaseBook();
        slow.replay(CaseEventJson.read(values.get(0)));
        values.add(CaseEventJson.write(slow.check(command("other", 0, "ben", comment("too late")), NOW)));
        topic.rewrite(values);

        assertThat(verifySigned()).isZero();
        assertThat(out.toString()).contains("events       4", "void         1");
    }

    @Test
    void findsAChangedADroppedAndASwappedRecord() {
        List<byte[]> original = topic.values();
        List<byte[]> changed = new ArrayList<>(original);
        changed.set(
                1, new String(changed.get(1), UTF_8).replace("remark", "REMARK").getBytes(UTF_8));
        assertFound(changed, "BROKEN       offset 1, event 2: its hash does not belong to its content");
        List<byte[]> dropped = new ArrayList<>(original);
        dropped.remove(2);
        assertFound(dropped, "BROKEN       offset 2, event 4: event 3 should be here");
        List<byte[]> swapped = new ArrayList<>(original);
        Collections.swap(swapped, 0, 1);
        assertFound(swapped, "BROKEN       offset 0, event 2: event 1 should be here");
    }

    private void assertFound(List<byte[]> values, String what) {
        topic.rewrite(values);
        assertThat(verify()).isEqualTo(ExitCode.CHECK_FAILED);
        assertThat(out.toString()).contains(what);
    }

    @Test
    void findsACutEndByTheCheckpoints() {
        topic.rewrite(topic.values().subList(0, 2));

        assertThat(run(
                        "verify",
                        "--trusted-keys",
                        folder.resolve(AuditKey.PUBLIC_FILE).toString()))
                .isZero();
        assertThat(verifySigned()).isEqualTo(ExitCode.CHECK_FAILED);
        assertThat(out.toString()).contains("checkpoint 3: event 3 is missing, the topic ends with event 2");
    }

    @Test
    void findsAHistoryThatWasWrittenAnewByTheCheckpoints() throws Exception {
        CaseBook forged = new CaseBook();
        List<byte[]> values = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            CaseEvent event = forged.check(command("episode", i, "ann", comment("another remark")), NOW);
            forged.replay(event);
            values.add(CaseEventJson.write(event));
        }
        topic.rewrite(values);

        assertThat(verifySigned()).isEqualTo(ExitCode.CHECK_FAILED);
        assertThat(out.toString()).contains("checkpoint 1: event 1 is another one than when it was signed");
    }

    @Test
    void saysSinceWhenNothingVouchesForWhatIsThere() throws Exception {
        topic.rewrite(FormOneRecordsTest.values());
        assertThat(verify()).isEqualTo(ExitCode.CHECK_FAILED);
        assertThat(out.toString()).contains("unsigned since event 1, 2026-").doesNotContain("ok  ");

        // The checkpoints of one of the two consoles that have written these; the other one has written the last event.
        Path old = Path.of(Objects.requireNonNull(AuditIT.class.getResource("/form-1-cases/audit-checkpoints"))
                .toURI());
        out.getBuffer().setLength(0);
        assertThat(run("verify", "--checkpoints", old.toString())).isEqualTo(ExitCode.CHECK_FAILED);
        assertThat(out.toString())
                .contains("events       17", "signed       0", "unsigned since event 17, 2026-", "no checkpoint")
                .doesNotContain("BROKEN");

        topic.rewrite(FormOneRecordsTest.values()
                .subList(0, FormOneRecordsTest.values().size() - 1));
        out.getBuffer().setLength(0);
        assertThat(run("verify", "--checkpoints", old.toString())).isZero();
        assertThat(out.toString()).contains("events       16", "ok           everything is as it was written");
    }

    /** The record that made this command say that all was well. */
    @Test
    void findsWhatAKafkaClientHasForged() throws Exception {
        List<byte[]> values = topic.values();
        CaseBook forger = new CaseBook();
        for (byte[] value : values) {
            forger.replay(CaseEventJson.read(value));
        }
        CaseAction mute = new CaseAction.Mute(Instant.parse("9999-12-30T00:00:00Z"), "nothing to see here");
        values.add(CaseEventJson.write(forger.check(command("episode", 4, "mallory", mute), NOW)));
        topic.rewrite(values);

        assertThat(verifySigned()).isEqualTo(ExitCode.CHECK_FAILED);
        assertThat(out.toString())
                .contains("events       4", "FORGED       1 passed over", "offset 4, event 5: it has no signature")
                .doesNotContain("BROKEN", "ok  ");
    }

    /** With a key, and checkpoints, of their own: so nothing is read from beside the checkpoints that should come from elsewhere. */
    @Test
    void doesNotBelieveCheckpointsAndKeyThatWereExchangedTogether() throws Exception {
        Path forger = folder.resolve("forger");
        Checkpoints.open(forger, Clock.systemUTC()).close();
        Files.copy(
                folder.resolve(Checkpoints.FILE),
                forger.resolve(Checkpoints.FILE),
                StandardCopyOption.REPLACE_EXISTING);

        assertThat(run(
                        "verify",
                        "--checkpoints",
                        forger.resolve(Checkpoints.FILE).toString()))
                .isEqualTo(ExitCode.CHECK_FAILED);
        assertThat(out.toString())
                .contains("offset 0: it is signed with the key "
                        + KeyRing.open(folder, null).id())
                .contains("events       0");
    }

    @Test
    void findsAChangedCheckpoint() throws Exception {
        Path file = folder.resolve(Checkpoints.FILE);
        Files.writeString(file, Files.readString(file).replaceFirst("\"sequence\":3", "\"sequence\":2"));
        assertThat(verifySigned()).isEqualTo(ExitCode.CHECK_FAILED);
        assertThat(out.toString()).contains("checkpoint 3: its signature is wrong");

        Files.writeString(file, "nothing\n");
        assertThat(verifySigned()).isEqualTo(ExitCode.CHECK_FAILED);
    }

    @Test
    void findsADeletedTopicByTheCheckpoints() throws Exception {
        topic.delete();

        assertThat(verify()).isEqualTo(ExitCode.FAILED);
        assertThat(err.toString()).contains("fintrans.cases", "fintrans topics");
        assertThat(verifySigned()).isEqualTo(ExitCode.CHECK_FAILED);
    }

    @Test
    void saysWhatIsWrongWithItsArguments() {
        assertThat(run("verify", "--public-key", "x")).isEqualTo(ExitCode.USAGE);
        assertThat(run("verify", "--checkpoints", folder.resolve("none").toString()))
                .isEqualTo(ExitCode.USAGE);
        assertThat(run("verify", "--trusted-keys", folder.resolve("none").toString()))
                .isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("Cannot read --trusted-keys: ", " does not exist; check the path.");
        assertThat(run("repair")).isEqualTo(ExitCode.USAGE);
        assertThat(run()).isEqualTo(ExitCode.USAGE);
    }

    private int verify() {
        return run("verify");
    }

    private int verifySigned() {
        return run("verify", "--checkpoints", folder.resolve(Checkpoints.FILE).toString());
    }

    private int run(String... arguments) {
        List<String> all = new ArrayList<>(List.of("audit", "--bootstrap-server", broker.address()));
        all.addAll(List.of(arguments));
        return Main.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err, true))
                .execute(all.toArray(String[]::new));
    }

    private Map<String, Object> properties() {
        return Map.of("bootstrap.servers", broker.address());
    }
}
