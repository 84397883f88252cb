package io.fintrans.fault;

import io.fintrans.alert.Alert;
import io.fintrans.detector.DetectorSettings;
import io.fintrans.detector.DetectorTopology;
import io.fintrans.rule.Thresholds;
import io.fintrans.streams.StreamsDefaults;
import io.fintrans.streams.StreamsStage;
import io.fintrans.testing.SeveralFormat;
import io.fintrans.testing.TestRules;
import io.fintrans.topic.Topics;
import io.fintrans.transaction.City;
import io.fintrans.transaction.Money;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A detector that reads records with several payments, as a process of its own. If it is told to, it ends as by {@code kill -9} between two
 * payments of a record: when one that is neither the first nor the last of its record has raised an alert.
 */
final class SeveralDetector {
    private static final Logger LOG = LoggerFactory.getLogger(SeveralDetector.class);

    /** What it says before it ends so. */
    static final String HALT = "event=halt-between-payments";
    /** Every record with several payments has more of them. */
    static final int LEAST = 6;

    private static final int ALERTS_BEFORE = 20;

    private SeveralDetector() {}

    /** @param arguments Kafka's address, the application's id, a folder, a threshold in dollars, and whether to end between payments */
    public static void main(String[] arguments) throws InterruptedException {
        DetectorSettings settings = new DetectorSettings(
                        City.DEFAULTS.stream().map(City::name).toList(),
                        Topics.DEFAULT_PARTITIONS,
                        TestRules.rulebook(Thresholds.of(Money.parse(arguments[3], Money.USD)), PaymentStream.WINDOW),
                        DetectorSettings.DEFAULT_LATENESS,
                        100L * 1024 * 1024,
                        new SeveralFormat())
                .of(arguments[1]);
        Map<String, Object> client = new HashMap<>(DetectorTopology.PROPERTIES);
        client.put("bootstrap.servers", arguments[0]);
        Clock clock = Clock.systemUTC();
        Consumer<Alert> listener = Boolean.parseBoolean(arguments[4]) ? halting() : alert -> {};
        try (StreamsStage stage = new StreamsStage(
                DetectorTopology.build(settings, clock, listener),
                StreamsDefaults.properties(arguments[1], Path.of(arguments[2]), 2, client),
                clock)) {
            Runtime.getRuntime().addShutdownHook(new Thread(stage::close));
            stage.start();
            stage.await();
        }
    }

    /** Time of day plays no part: it ends at the first chance after some alerts, which is while payments are read. */
    private static Consumer<Alert> halting() {
        int[] alerts = {0};
        return alert -> {
            int index = alert.evidence()
                    .edges()
                    .get(alert.evidence().edges().size() - 1)
                    .coordinates()
                    .index();
            synchronized (alerts) {
                if (++alerts[0] > ALERTS_BEFORE && index > 0 && index < LEAST - 1) {
                    LOG.warn("{} place={} alert={}", HALT, index, alert.id());
                    Runtime.getRuntime().halt(137);
                }
            }
        };
    }

    /** How long it may take to end so. */
    static Duration patience() {
        return Duration.ofMinutes(2);
    }
}
