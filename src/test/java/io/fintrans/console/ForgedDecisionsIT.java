package io.fintrans.console;

import static io.fintrans.console.ConsoleRun.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.fintrans.casework.Case;
import io.fintrans.casework.CaseAction;
import io.fintrans.casework.CaseBook;
import io.fintrans.casework.CaseCommand;
import io.fintrans.casework.CaseEvent;
import io.fintrans.casework.CaseEventJson;
import io.fintrans.casework.EventSigner;
import io.fintrans.casework.FormOneRecordsTest;
import io.fintrans.casework.SignatureCheck;
import io.fintrans.casework.TestCommands;
import io.fintrans.console.ConsoleRun.Visitor;
import io.fintrans.console.record.CaseRecords;
import io.fintrans.console.record.ClusterSignatures;
import io.fintrans.console.record.KeyRing;
import io.fintrans.console.user.Role;
import io.fintrans.console.user.User;
import io.fintrans.testing.CaseTopic;
import io.fintrans.testing.TestBroker;
import io.fintrans.testing.TestKeys;
import io.fintrans.topic.Topics;
import io.fintrans.transaction.City;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A Kafka client that is no console wrote an event that continued the chain, in the name of somebody unknown: a pair was muted until
 * 9999, every console believed it, and {@code audit verify} said that all was as it was written.
 */
class ForgedDecisionsIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String EPISODE = "00000000000000a1";
    private static final String DISABLED =
            "return [...document.querySelectorAll(arguments[0])].map(button => button.disabled)";
    private static final String SOURCE = TestCommands.SOURCE.toString();
    private static final String TARGET = TestCommands.TARGET.toString();

    @AutoClose
    private final TestBroker broker = TestBroker.start();

    private final CaseTopic topic = new CaseTopic(broker);

    @TempDir
    private Path folder;

    private int requests;

    @BeforeEach
    void createTopics() {
        broker.create(new Topics(City.DEFAULTS, 1));
    }

    @Test
    void doesNotBelieveAnEventWithoutASignatureAndSaysWhereItIs() throws Exception {
        try (ConsoleRun run = run()) {
            Visitor ann = visitor(run);
            forge(run, book(EventSigner.NONE));
            assertThat(awaitFirstForged(run, ann))
                    .startsWith("offset 1, event 1: it has no signature. No console of this cluster wrote it");
            assertNotMuted(run, ann, 0);

            assertThat(remark(run, ann)).isEqualTo(200);
            forge(run, book(EventSigner.NONE));
            await().atMost(LIMIT).until(() -> audit(run, ann).path("forged").asInt() == 2);
            assertThat(remark(run, ann)).as("it goes on").isEqualTo(200);
            assertNotMuted(run, ann, 2);
        }
        try (ConsoleRun again = run()) {
            Visitor ann = visitor(again);
            assertThat(audit(again, ann).path("forged").asInt()).isEqualTo(2);
            assertNotMuted(again, ann, 2);
        }
    }

    @Test
    void goesOnAfterRecordsThatNoConsoleWrites() throws Exception {
        try (ConsoleRun run = run()) {
            Visitor ann = visitor(run);
            assertThat(remark(run, ann)).isEqualTo(200);
            String genuine = new String(topic.values().get(topic.values().size() - 1), UTF_8);
            for (String each : new String[] {genuine.replace("remark", "Remark"), "{}", "hello"}) {
                run.send(new ProducerRecord<>(Topics.CASES, EPISODE.getBytes(UTF_8), each.getBytes(UTF_8)));
            }
            run.send(new ProducerRecord<>(Topics.CASES, EPISODE.getBytes(UTF_8), null));
            run.send(new ProducerRecord<>(Topics.CASES, ".mark".getBytes(UTF_8), "hello".getBytes(UTF_8)));
            await().atMost(LIMIT).until(() -> audit(run, ann).path("forged").asInt() == 5);
            assertThat(audit(run, ann).path("state").asText()).isEqualTo("forged");
            assertThat(remark(run, ann)).as("it goes on").isEqualTo(200);
        }
        try (ConsoleRun again = run()) {
            Visitor ann = visitor(again);
            assertThat(audit(again, ann).path("forged").asInt()).isEqualTo(5);
            assertThat(audit(again, ann).path("events").asInt()).isEqualTo(2);
            assertThat(remark(again, ann)).isEqualTo(200);
        }
    }

    @Test
    void doesNotBelieveAKeyThatNobodyMadeKnown() throws Exception {
        Path stranger = folder.resolve("stranger");
        TestKeys.trustEachOther(stranger);
        ClusterSignatures own = signatures(stranger, CaseRecords.clusterId(clientProperties()));
        try (ConsoleRun run = run()) {
            Visitor ann = visitor(run);
            forge(run, book(own));
            String problem = awaitState(run, ann, "broken").path("problem").asText();
            assertThat(problem)
                    .contains(
                            "is signed with the key "
                                    + KeyRing.open(stranger, null).id(),
                            "docs/trouble.md");
            assertNotMuted(run, ann, 0);
            assertThat(remark(run, ann)).as("no two histories").isEqualTo(503);
            assertSaidOnEveryView(run);
        }
        Files.writeString(
                folder.resolve("one").resolve(KeyRing.FILE),
                "refused " + KeyRing.open(stranger, null).id() + "\n");
        try (ConsoleRun run = run()) {
            Visitor ann = visitor(run);
            assertThat(audit(run, ann).path("state").asText()).isEqualTo("forged");
            assertThat(remark(run, ann)).isEqualTo(200);
            assertNotMuted(run, ann, 1);
        }
    }

    /** Only History said that nothing could be done; the buttons of the mutes looked as ever. */
    @Test
    void disablesTheButtonsOfMutesWhenTheRecordIsBroken() throws Exception {
        ClusterSignatures unknown = signatures(folder.resolve("stranger"), CaseRecords.clusterId(clientProperties()));
        try (ConsoleRun run = run()) {
            Visitor ann = visitor(run);
            long until = Clock.systemUTC().millis() + Duration.ofDays(9).toMillis();
            Map<String, Object> mute =
                    Map.of("version", 0, "step", 1, "request", "m-1", "until", until, "reason", "a salary");
            run.post(ann, "/api/v1/cases/" + EPISODE + "/mute", mute);
            try (Browser bob = browser(run)) {
                bob.open(run.address + "/#/mutes");
                bob.awaitText("tbody", "a salary");
                assertThat(bob.script(DISABLED, "main button")).isEqualTo(List.of(false));
                forge(run, book(unknown), new CaseAction.Comment("nothing to see here"));
                awaitDisabledMutes(bob);
                bob.script("location.reload()");
                awaitDisabledMutes(bob);
            }
        }
    }

    private static void awaitDisabledMutes(Browser bob) {
        bob.awaitText("main .stopped", "Nothing can be decided: the record of decisions is broken. offset");
        bob.await("Un-mute to be disabled", page -> List.of(true).equals(page.script(DISABLED, "main button")));
    }

    @Test
    void doesNotBelieveAGenuineEventOfAnotherCluster() throws Exception {
        try (ConsoleRun run = run()) {
            Visitor ann = visitor(run);
            forge(run, book(signatures(folder.resolve("one"), "AnotherClusterOfOurs01")));
            assertThat(awaitFirstForged(run, ann)).contains("signed for another Kafka cluster, AnotherClusterOfOurs01");
            assertNotMuted(run, ann, 0);
        }
    }

    @Test
    void readsWhatConsolesOfBeforeHaveWrittenAndSaysThatItIsUnsigned() throws Exception {
        topic.rewrite(FormOneRecordsTest.values());
        try (ConsoleRun run = run()) {
            Visitor ann = visitor(run);
            JsonNode audit = audit(run, ann);
            assertThat(audit.path("state").asText()).isEqualTo("unsigned");
            assertThat(audit.path("unsigned").path("since").asInt()).isEqualTo(1);
            assertThat(audit.path("unsigned").path("to").asInt()).isEqualTo(17);
            assertThat(remark(run, ann)).isEqualTo(200);
            forge(run, book(EventSigner.NONE));
            awaitState(run, ann, "forged");
            audit = audit(run, ann);
            assertThat(audit.path("events").asInt()).isEqualTo(18);
            assertThat(audit.path("unsigned").path("to").asInt())
                    .as("a later checkpoint vouches for none of them")
                    .isEqualTo(17);
            JsonNode mutes = json(run.get(ann, "/api/v1/mutes")).path("items");
            assertThat(mutes).as("valid history").hasSize(1);
            assertThat(mutes.path(0).path("overLimit").asBoolean()).isTrue();
            assertThat(mutes.path(0).path("state").asText()).isEqualTo("active");
        }
    }

    /** Only History said it, and the panel to decide looked as ever. */
    private static void assertSaidOnEveryView(ConsoleRun run) {
        try (Browser bob = browser(run)) {
            for (String view : List.of("cities", "alerts", "mutes", "history", "account", "cases/" + EPISODE)) {
                bob.open(run.address + "/#/" + view);
                bob.awaitText(
                        "#progress .wrong", "The record of decisions is broken, and nothing can be decided: offset");
                assertThat(bob.texts("#connection").strip()).as(view).isEqualTo("not live");
            }
            bob.awaitText(".actions .stopped", "Nothing can be decided: the record of decisions is broken.");
            bob.await("the buttons", page -> !((List<?>) page.script(DISABLED, ".actions button")).contains(false));
        }
    }

    private static Browser browser(ConsoleRun run) {
        return new Browser(run.address + run.console().oneTimeLink(new User("bob", Role.ANALYST, null)));
    }

    private ConsoleRun run() {
        return new ConsoleRun(broker, folder.resolve("one"));
    }

    private static Visitor visitor(ConsoleRun run) {
        Visitor ann = run.visitor("ann", Role.ANALYST);
        run.alert(EPISODE, 1, SOURCE, TARGET, 9000, 9000);
        run.awaitEpisode(ann, EPISODE);
        return ann;
    }

    /** All that is in the topic, as somebody reads it who wants to write there. */
    private CaseBook book(EventSigner signer) throws Exception {
        CaseBook book = new CaseBook(signer, SignatureCheck.NONE);
        for (byte[] value : topic.values()) {
            CaseEvent event = CaseEventJson.read(value);
            if (!event.actor().equals("mallory") && event.sequence() > book.sequence()) {
                book.replay(event);
            }
        }
        return book;
    }

    private static ClusterSignatures signatures(Path console, String cluster) throws IOException {
        ClusterSignatures signatures = new ClusterSignatures(KeyRing.open(console, null));
        signatures.connected(cluster);
        return signatures;
    }

    private static void forge(ConsoleRun run, CaseBook book) throws Exception {
        forge(run, book, new CaseAction.Mute(Instant.parse("9999-12-30T00:00:00Z"), "nothing to see here"));
    }

    private static void forge(ConsoleRun run, CaseBook book, CaseAction action) throws Exception {
        long version = book.find(EPISODE).map(Case::version).orElse(0L);
        CaseCommand command =
                new CaseCommand(EPISODE, TestCommands.SUBJECT, version, 1, "forged-" + version, "mallory", action);
        CaseEvent event = book.check(command, Clock.systemUTC().instant());
        run.send(new ProducerRecord<>(Topics.CASES, EPISODE.getBytes(UTF_8), CaseEventJson.write(event)));
    }

    private static JsonNode audit(ConsoleRun run, Visitor visitor) {
        return json(run.get(visitor, "/api/v1/history")).path("audit");
    }

    private static JsonNode awaitState(ConsoleRun run, Visitor visitor, String state) {
        Supplier<JsonNode> audit = () -> audit(run, visitor);
        await().atMost(LIMIT).until(() -> audit.get().path("state").asText().equals(state));
        return audit.get();
    }

    private static String awaitFirstForged(ConsoleRun run, Visitor visitor) {
        return awaitState(run, visitor, "forged").path("firstForged").path(0).asText();
    }

    private static void assertNotMuted(ConsoleRun run, Visitor visitor, long events) {
        assertThat(audit(run, visitor).path("events").asLong()).isEqualTo(events);
        assertThat(json(run.get(visitor, "/api/v1/mutes")).path("items")).isEmpty();
        assertThat(json(run.get(visitor, "/api/v1/cases/" + EPISODE))
                        .path("mute")
                        .isNull())
                .isTrue();
    }

    private int remark(ConsoleRun run, Visitor visitor) {
        Map<String, Object> body = Map.of("version", 0, "step", 1, "request", "r-" + ++requests, "text", "remark");
        return run.post(visitor, "/api/v1/cases/" + EPISODE + "/comment", body).statusCode();
    }

    private Map<String, Object> clientProperties() {
        return Map.of("bootstrap.servers", broker.address());
    }
}
