package io.fintrans.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fintrans.alert.Alert;
import io.fintrans.alert.AlertJson;
import io.fintrans.process.ExitCode;
import io.fintrans.testing.TestAlert;
import io.fintrans.testing.TestBroker;
import io.fintrans.testing.TestEdge;
import io.fintrans.testing.TestFindings;
import io.fintrans.topic.Topics;
import io.fintrans.transaction.City;
import io.fintrans.transaction.Coordinates;
import io.fintrans.transaction.Money;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class AlertsIT {
    private static final String LINE_1 = "POTENTIAL MONEY LAUNDERING: 516 -> 482 totalling 10001 now\n";
    private static final String LINE_2 = "POTENTIAL MONEY LAUNDERING: 516 -> 482 totalling 20002 now\n";
    private static final String LINE_3 = "POTENTIAL MONEY LAUNDERING: 516 -> 482 totalling 30003 now\n";

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private TestBroker broker;

    @BeforeEach
    void startBroker() {
        broker = TestBroker.start();
    }

    @AfterEach
    void stopBroker() {
        broker.close();
    }

    @Test
    void printsTheOperatorsLineOfEveryAlertAndEnds() {
        broker.create(new Topics(City.DEFAULTS, 1));
        produce(AlertJson.write(alert(1)), "{\"id\":\"\u001b[2J".getBytes(UTF_8), AlertJson.write(alert(2)));

        assertThat(alerts()).isZero();
        assertThat(out).hasToString(LINE_1 + LINE_2);
    }

    @Test
    void printsTheWholeAlertAsJson() {
        broker.create(new Topics(City.DEFAULTS, 1));
        produce(AlertJson.write(alert(1)));

        assertThat(alerts("--output", "json")).isZero();
        assertThat(AlertJson.read(out.toString().getBytes(UTF_8))).isEqualTo(alert(1));
        assertThat(out.toString().lines()).hasSize(1);
    }

    @Test
    void saysWhereAnEpisodeWent() {
        broker.create(new Topics(City.DEFAULTS, 1));
        Alert merged = TestAlert.like(alert(1)).mergedInto("00000000000000ef").build();
        produce(AlertJson.write(alert(1)), AlertJson.write(merged));

        assertThat(alerts()).isZero();
        assertThat(out).hasToString(LINE_1 + LINE_1.strip() + " (merged into 00000000000000ef)\n");
    }

    @Test
    void endsAfterTheCount() {
        broker.create(new Topics(City.DEFAULTS, 1));
        produce(AlertJson.write(alert(1)), AlertJson.write(alert(2)));

        assertThat(alerts("--count", "1")).isZero();
        assertThat(out).hasToString(LINE_1);
    }

    /** Whatever they are about, findings are listed, and found by account, rule and severity. */
    @Test
    void filtersFindingsAboutPairsAccountsAndSets() {
        broker.create(new Topics(City.DEFAULTS, 1));
        Alert account = TestFindings.aboutAccount(60);
        Alert set = TestFindings.aboutAccounts(60);
        produce(AlertJson.write(alert(1)), AlertJson.write(account), AlertJson.write(set));
        String pairLine = LINE_1;
        String accountLine = "POTENTIAL MONEY LAUNDERING: account hub split into 59 payers now\n";
        String setLine =
                "POTENTIAL MONEY LAUNDERING: accounts n00 n01 n02 n03 and 56 more beginning with 3 paths now\n";

        assertPrints(pairLine + accountLine + setLine);
        assertPrints(pairLine, "--account", "482");
        assertPrints(accountLine, "--account", "hub");
        assertPrints(setLine, "--account", "n59");
        assertPrints("", "--account", "from-1");
        assertPrints(pairLine, "--rule", "pair-total");
        assertPrints(setLine, "--rule", "round-trip");
        assertPrints("", "--rule", "pair");
        assertPrints(pairLine + accountLine + setLine, "--severity", "low");
        assertPrints(accountLine + setLine, "--severity", "medium");
        assertPrints(setLine, "--severity", "HIGH");
        assertThat(alerts("--severity", "terrible")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("--severity", "terrible");
    }

    @Test
    void printsThoseOfOneDetector() {
        broker.create(new Topics(City.DEFAULTS, 1));
        Alert others = TestAlert.like(alert(2)).application("others").build();
        produce(AlertJson.write(alert(1)), AlertJson.write(others));

        assertPrints(LINE_1 + LINE_2);
        assertPrints(LINE_2, "--application-id", "others");
        assertPrints(LINE_1, "--application-id", "fintrans-detector");
    }

    private void assertPrints(String lines, String... options) {
        out.getBuffer().setLength(0);
        assertThat(alerts(options)).isZero();
        assertThat(out).hasToString(lines);
    }

    @Test
    void printsNothingWhereThereIsNoAlert() {
        broker.create(new Topics(City.DEFAULTS, 1));

        assertThat(alerts()).isZero();
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void followsFromTheBeginningAcrossABrokerThatDies() {
        broker.create(new Topics(City.DEFAULTS, 1));
        produce(AlertJson.write(alert(1)));
        CompletableFuture<Integer> exit =
                CompletableFuture.supplyAsync(() -> alerts("--follow", "--from-beginning", "--count", "3"));
        await().until(() -> out.toString().equals(LINE_1));
        broker.kill();
        broker.restart();
        produce(AlertJson.write(alert(2)), AlertJson.write(alert(3)));

        assertThat(exit.join()).isZero();
        assertThat(out).hasToString(LINE_1 + LINE_2 + LINE_3);
    }

    @Test
    void followsATopicThatIsCreatedLater() {
        CompletableFuture<Integer> exit = CompletableFuture.supplyAsync(() -> alerts("--follow", "--count", "1"));
        broker.create(new Topics(City.DEFAULTS, 1));
        CompletableFuture<Void> producing = CompletableFuture.runAsync(() -> {
            while (!exit.isDone()) {
                produce(AlertJson.write(alert(1)));
            }
        });

        assertThat(exit.join()).isZero();
        producing.join();
        assertThat(out).hasToString(LINE_1);
    }

    @Test
    void saysWhatToDoWhenTheTopicOrKafkaIsMissing() {
        assertThat(alerts()).isEqualTo(ExitCode.FAILED);
        assertThat(err.toString()).contains("fintrans.alerts", "fintrans topics");
        broker.kill();
        assertThat(alerts(
                        "--command-property",
                        "default.api.timeout.ms=2000",
                        "--command-property",
                        "request.timeout.ms=2000"))
                .isEqualTo(ExitCode.UNREACHABLE);
        assertThat(err.toString())
                .contains(broker.address(), "--bootstrap-server")
                .doesNotContain("\tat ");
    }

    private int alerts(String... options) {
        CommandLine commandLine =
                Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err, true));
        String[] args = new String[options.length + 3];
        args[0] = "alerts";
        args[1] = "--bootstrap-server";
        args[2] = broker.address();
        System.arraycopy(options, 0, args, 3, options.length);
        return commandLine.execute(args);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // closing the producer waits
    private void produce(byte[]... values) {
        Map<String, Object> properties = Map.of("bootstrap.servers", broker.address());
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (byte[] value : values) {
                producer.send(new ProducerRecord<>(Topics.ALERTS, "key".getBytes(UTF_8), value));
            }
        }
    }

    private static Alert alert(int step) {
        return TestAlert.of("7f3a9c0d1e2b4a56", step)
                .total(1_000_100L * step)
                .at(Instant.ofEpochMilli(1_700_000_000_000L))
                .evidence(TestEdge.of(
                        new Coordinates("London", 0, 1), Instant.ofEpochMilli(1_700_000_000_000L), Money.usd(100)))
                .build();
    }
}
