package io.fintrans.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fintrans.alert.Alert;
import io.fintrans.alert.AlertJson;
import io.fintrans.testing.TestAlert;
import io.fintrans.testing.TestBroker;
import io.fintrans.testing.TestEdge;
import io.fintrans.testing.TestProcess;
import io.fintrans.topic.Topics;
import io.fintrans.transaction.City;
import io.fintrans.transaction.Coordinates;
import io.fintrans.transaction.Money;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A quarter of a million episodes before a console with a heap of 128 MB, which has room for fifty thousand. It died of that, at each start;
 * now the newest are listed, with whichever somebody had worked on, and the page says that older ones are not.
 */
class AlertStormIT {
    private static final String READY = "console ready: ";
    private static final int EPISODES = 250_000;
    private static final List<String> FLAGS = List.of("-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    @AutoClose
    private final TestBroker broker = TestBroker.start();

    private final Instant begin = Clock.systemUTC().instant().minus(Duration.ofMinutes(30));

    @TempDir
    private Path folder;

    @Test
    void theNewestAreListedAndThePageSaysThatOlderOnesAreNot() {
        broker.create(new Topics(City.DEFAULTS, 1));
        alerts(0, 1);
        try (TestProcess console = start();
                Browser operator = new Browser(link(console))) {
            String page = page(console);
            operator.awaitText("#who", "operator");
            operator.open(page + "/#/cases/" + episode(0));
            ConsoleScene.decide(operator, "comment", "looked at before the storm");
            operator.awaitText(".timeline, main", "looked at before the storm");
            assertThat(operator.texts("main")).doesNotContain("Not all alerts are here");

            alerts(1, EPISODES);
            operator.open(page + "/#/alerts?state=all&muted=true&severity=any");
            await().atMost(Duration.ofMinutes(3))
                    .ignoreExceptions()
                    .until(() -> !console.isAlive() || operator.texts("main").contains("s" + (EPISODES - 1)));
            assertThat(console.isAlive()).as("%s", console.log()).isTrue();
            operator.awaitText(".left-out", "Not all alerts are here");
            assertThat(console.isAlive()).isTrue();
            assertThat(LayoutAudit.unreadable(operator)).isEmpty();
            console.kill();
        }
        try (TestProcess again = start();
                Browser operator = new Browser(link(again))) {
            String page = page(again);
            operator.awaitText("#who", "operator");
            operator.open(page + "/#/alerts?state=all&muted=true&severity=any");
            operator.awaitText(".left-out", "Not all alerts are here");
            operator.open(page + "/#/cases/" + episode(0));
            operator.awaitText("main", "looked at before the storm");
            operator.open(page + "/#/cases/" + episode(1));
            operator.awaitText("main", "left out for want of memory");
            assertThat(again.isAlive()).isTrue();
        }
    }

    private TestProcess start() {
        return TestProcess.java(
                FLAGS,
                List.of(
                        "console",
                        "--bootstrap-server",
                        broker.address(),
                        "--port",
                        "0",
                        "--data-dir",
                        folder.toString(),
                        "--brake",
                        "10000000",
                        "--one-time-link",
                        "approver"));
    }

    private static String link(TestProcess console) {
        await().atMost(Duration.ofMinutes(3)).until(() -> {
            assertThat(console.isAlive()).as("%s", console.log()).isTrue();
            return said(console).isPresent();
        });
        return said(console).orElseThrow();
    }

    private static String page(TestProcess console) {
        String root = URI.create(link(console)).resolve("/").toString();
        return root.substring(0, root.length() - 1);
    }

    private static Optional<String> said(TestProcess console) {
        return console.out().stream()
                .filter(line -> line.startsWith(READY))
                .map(line -> line.substring(READY.length()))
                .findFirst();
    }

    private void alerts(int from, int to) {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.address(), "linger.ms", "20", "batch.size", "200000"),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (int i = from; i < to; i++) {
                Alert alert = alert(i);
                assertThat(producer.send(new ProducerRecord<>(
                                Topics.ALERTS, alert.id().toString().getBytes(UTF_8), AlertJson.write(alert))))
                        .isNotNull();
            }
        }
    }

    private Alert alert(int number) {
        Instant at = begin.plusMillis(number);
        return TestAlert.of(episode(number), 1)
                .pair("s" + number, "t" + number)
                .total(2_000_000)
                .at(at)
                .evidence(TestEdge.of(new Coordinates("London", 0, number), at, Money.usd(2_000_000)))
                .build();
    }

    private static String episode(int number) {
        return String.format("%016x", number);
    }
}
