package io.fintrans.fault;

import io.fintrans.alert.Alert;
import io.fintrans.alert.RuleId;
import io.fintrans.alert.Typology;
import io.fintrans.detector.DetectorSettings;
import io.fintrans.detector.DetectorTopology;
import io.fintrans.format.TextFormat;
import io.fintrans.rule.Mode;
import io.fintrans.rule.RuleSpec;
import io.fintrans.rule.Rulebook;
import io.fintrans.streams.StreamsDefaults;
import io.fintrans.streams.StreamsStage;
import io.fintrans.transaction.City;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** A detector whose payments may come late by a second only, as a process of its own: a version that is in force looks soon at what is held. */
final class LookingDetector {
    static final String APPLICATION = "looking";
    static final Duration LATENESS = Duration.ofSeconds(1);

    private LookingDetector() {}

    /** A pair's total, whose threshold is lowered. */
    static Rulebook rules(Instant from) {
        return new Rulebook(List.of(total(1, Instant.EPOCH, "1000"), total(2, from, "100")));
    }

    private static RuleSpec total(int version, Instant from, String threshold) {
        return new RuleSpec(
                new RuleId(RuleId.PAIR_TOTAL, version),
                Typology.PAIR_TOTAL,
                Mode.LIVE,
                from,
                PaymentStream.WINDOW,
                Map.of("threshold", threshold));
    }

    /**
     * @param arguments Kafka's address, a folder, when the second version comes into force, in milliseconds since 1970, and after how many alerts it
     *     ends as by {@code kill -9}
     */
    public static void main(String[] arguments) throws InterruptedException {
        DetectorSettings settings = new DetectorSettings(
                        City.DEFAULTS.stream().map(City::name).toList(),
                        1,
                        rules(Instant.ofEpochMilli(Long.parseLong(arguments[2]))),
                        LATENESS,
                        100L * 1024 * 1024,
                        new TextFormat())
                .of(APPLICATION);
        Clock clock = Clock.systemUTC();
        try (StreamsStage stage = new StreamsStage(
                DetectorTopology.build(settings, clock, halting(Integer.parseInt(arguments[3]))),
                StreamsDefaults.properties(
                        APPLICATION,
                        Path.of(arguments[1]),
                        1,
                        Map.of("bootstrap.servers", arguments[0], "commit.interval.ms", "1")),
                clock)) {
            Runtime.getRuntime().addShutdownHook(new Thread(stage::close));
            stage.start();
            stage.await();
        }
    }

    private static Consumer<Alert> halting(int most) {
        AtomicInteger alerts = new AtomicInteger();
        return alert -> {
            if (alerts.incrementAndGet() == most) {
                Runtime.getRuntime().halt(137);
            }
        };
    }
}
