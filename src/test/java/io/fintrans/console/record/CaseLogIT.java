package io.fintrans.console.record;

import static io.fintrans.casework.TestCommands.command;
import static io.fintrans.casework.TestCommands.comment;
import static io.fintrans.casework.TestCommands.decide;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.fintrans.casework.Case;
import io.fintrans.casework.CaseAction;
import io.fintrans.casework.CaseBook;
import io.fintrans.casework.CaseCommand;
import io.fintrans.casework.CaseEvent;
import io.fintrans.casework.CaseEventJson;
import io.fintrans.casework.CaseRefusedException;
import io.fintrans.casework.CaseState;
import io.fintrans.casework.Disposition;
import io.fintrans.casework.SignatureCheck;
import io.fintrans.testing.TestBroker;
import io.fintrans.testing.TestKeys;
import io.fintrans.topic.Topics;
import io.fintrans.transaction.City;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaseLogIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    private final List<AutoCloseable> opened = new ArrayList<>();
    private final ExecutorService threads = Executors.newFixedThreadPool(2);
    private TestBroker broker;

    @BeforeEach
    void startBroker() {
        broker = TestBroker.start();
        TestKeys.trustEachOther(Stream.of("one", "two", "three", "first", "second")
                .map(folder::resolve)
                .toArray(Path[]::new));
    }

    @AfterEach
    void stopAll() throws Exception {
        threads.shutdownNow();
        for (AutoCloseable each : opened) {
            each.close();
        }
        broker.close();
    }

    @Test
    void keepsEverythingAcrossARestart() throws Exception {
        createTopics();
        CaseLog log = open("first");
        log.submit(command("a", 0, "ann", decide(Disposition.CONFIRMED)));
        CaseEvent approved = log.submit(command("a", 1, "ben", new CaseAction.Approve("so it is")));
        Optional<Case> before = log.read(book -> book.find("a"));
        log.close();

        CaseLog again = open("second");
        Optional<Case> after = again.read(book -> book.find("a"));
        assertThat(after).isEqualTo(before).map(Case::state).contains(CaseState.DECIDED);
        assertThat(again.read(CaseBook::head)).isEqualTo(approved.hash());
        assertThat(Checkpoints.read(folder.resolve("first").resolve(Checkpoints.FILE)))
                .extracting(Checkpoint::sequence, Checkpoint::head)
                .contains(tuple(2L, approved.hash()));
    }

    @Test
    void letsOneOfTwoConsolesDecideAndTellsTheOtherWhatChanged() throws Exception {
        createTopics();
        CaseLog one = open("one");
        CaseLog two = open("two");
        for (int i = 0; i < 20; i++) {
            String episode = "race-" + i;
            List<Future<CaseEvent>> answers = together(
                    () -> one.submit(command(episode, 0, "ann", decide(Disposition.FALSE_POSITIVE))),
                    () -> two.submit(command(episode, 0, "ben", decide(Disposition.INCONCLUSIVE))));
            assertOneDecided(answers);
        }
        await().atMost(LIMIT).until(() -> one.read(CaseBook::head).equals(two.read(CaseBook::head)));
        assertThat(one.read(CaseBook::sequence)).isEqualTo(20);
    }

    private static void assertOneDecided(List<Future<CaseEvent>> answers) throws InterruptedException {
        List<CaseEvent> decided = new ArrayList<>();
        List<CaseRefusedException> refused = new ArrayList<>();
        for (Future<CaseEvent> answer : answers) {
            try {
                decided.add(answer.get());
            } catch (ExecutionException e) {
                refused.add((CaseRefusedException) e.getCause());
            }
        }
        assertThat(decided).hasSize(1);
        assertThat(refused).hasSize(1);
        assertThat(refused.get(0).kind()).isEqualTo(CaseRefusedException.Kind.CONFLICT);
        assertThat(refused.get(0).changed()).isEqualTo(decided);
    }

    @Test
    void keepsTheCommentsOfBothConsoles() throws Exception {
        createTopics();
        CaseLog one = open("one");
        CaseLog two = open("two");
        for (int i = 0; i < 20; i++) {
            for (Future<CaseEvent> each : together(
                    () -> one.submit(command("talk", 0, "ann", comment("yes"))),
                    () -> two.submit(command("talk", 0, "ben", comment("no"))))) {
                assertThat(each.get().episode()).isEqualTo("talk");
            }
        }
        assertThat(open("three").read(CaseBook::sequence)).isEqualTo(40);
    }

    @Test
    void doesARequestOnceHoweverOftenAndWhereverItIsSent() throws Exception {
        createTopics();
        CaseLog one = open("one");
        CaseLog two = open("two");
        CaseCommand command = command("a", 0, "ann", comment("once"));
        CaseEvent event = one.submit(command);

        assertThat(one.submit(command)).isEqualTo(event);
        await().atMost(LIMIT).until(() -> two.read(CaseBook::sequence) == 1);
        assertThat(two.submit(command)).isEqualTo(event);
        CaseCommand stolen = new CaseCommand("a", command.subject(), 1, 1, command.request(), "eve", command.action());
        assertThatThrownBy(() -> two.submit(stolen)).isInstanceOf(CaseRefusedException.class);
    }

    @Test
    void saysThatItIsNotKnownWhenKafkaIsAwayAndDoesItOnceWhenItIsBack() throws Exception {
        createTopics();
        CaseLog log = open("one");
        CaseCommand command = command("a", 0, "ann", decide(Disposition.FALSE_POSITIVE));
        broker.kill();
        assertThatThrownBy(() -> log.submit(command)).isInstanceOf(UnacknowledgedException.class);
        broker.restart();

        CaseEvent event = await().atMost(LIMIT)
                .ignoreException(UnacknowledgedException.class)
                .until(() -> log.submit(command), each -> true);
        List<CaseEvent> history = log.read(book -> book.history(0, 9));
        assertThat(history).containsExactly(event);
    }

    @Test
    void takesNoMoreCommandsWhenTheChainIsBroken() throws Exception {
        createTopics();
        CaseLog log = open("one");
        CaseEvent fine = log.submit(command("a", 0, "ann", comment("fine")));
        try (var producer = CaseRecords.producer(properties())) {
            byte[] next = CaseEventJson.write(ofAStranger(fine));
            producer.send(new ProducerRecord<>(Topics.CASES, "a".getBytes(UTF_8), next))
                    .get();
        }
        await().atMost(LIMIT).until(() -> log.broken().isPresent());

        assertThat(log.broken().orElseThrow()).startsWith("offset 2, event 2: ");
        assertThatThrownBy(() -> log.submit(command("a", 1, "ann", comment("more"))))
                .isInstanceOf(CaseLogException.class)
                .hasMessageContaining("offset 2");
        assertThat(log.read(CaseBook::sequence)).isEqualTo(1);
    }

    /** The next link, with a key that nobody made known: it may be a console's, so nobody goes on without it. */
    private CaseEvent ofAStranger(CaseEvent before) throws Exception {
        ClusterSignatures signatures = new ClusterSignatures(KeyRing.open(folder.resolve("stranger"), null));
        signatures.connected(CaseRecords.clusterId(properties()));
        CaseBook book = new CaseBook(signatures, SignatureCheck.NONE);
        book.replay(before);
        return book.check(
                command("a", 1, "eve", comment("next")), Clock.systemUTC().instant());
    }

    @Test
    void waitsForATopicThatIsMadeLaterAndTellsItsListener() throws Exception {
        List<CaseEvent> told = new CopyOnWriteArrayList<>();
        Checkpoints checkpoints = Checkpoints.open(folder, Clock.systemUTC());
        CaseLog log = CaseLog.open(properties(), Clock.systemUTC(), KeyRing.open(folder, null), checkpoints, told::add);
        opened.add(log);
        assertThatThrownBy(() -> log.submit(command("a", 0, "ann", comment("early"))))
                .isInstanceOf(CaseLogException.class);
        createTopics();
        assertThat(log.awaitReplayed(LIMIT)).isTrue();

        CaseEvent event = log.submit(command("a", 0, "ann", comment("in time")));
        await().atMost(LIMIT).until(() -> told.equals(List.of(event)));
        checkpoints.close();
    }

    private List<Future<CaseEvent>> together(Callable<CaseEvent> first, Callable<CaseEvent> second) {
        CyclicBarrier start = new CyclicBarrier(2);
        return List.of(first, second).stream()
                .map(each -> threads.submit(() -> {
                    start.await();
                    return each.call();
                }))
                .toList();
    }

    private void createTopics() {
        broker.create(new Topics(City.DEFAULTS, 1)
                .all().stream()
                        .filter(topic -> topic.name().equals(Topics.CASES))
                        .toList());
    }

    private CaseLog open(String name) throws Exception {
        Checkpoints checkpoints = Checkpoints.open(folder.resolve(name), Clock.systemUTC());
        CaseLog log = CaseLog.open(
                properties(), Clock.systemUTC(), KeyRing.open(folder.resolve(name), null), checkpoints, event -> {});
        opened.add(log);
        opened.add(checkpoints);
        assertThat(log.awaitReplayed(LIMIT)).isTrue();
        return log;
    }

    private Map<String, Object> properties() {
        return Map.of("bootstrap.servers", broker.address());
    }
}
