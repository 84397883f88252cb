package io.fintrans.generator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fintrans.alert.Label;
import io.fintrans.alert.LabelJson;
import io.fintrans.alert.Typology;
import io.fintrans.format.TextFormat;
import io.fintrans.generator.pattern.Traffic;
import io.fintrans.generator.pattern.Transfer;
import io.fintrans.testing.TestBroker;
import io.fintrans.testing.TopicContents;
import io.fintrans.topic.Topics;
import io.fintrans.transaction.City;
import io.fintrans.transaction.Coordinates;
import io.fintrans.transaction.Money;
import io.fintrans.transaction.Payment;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GeneratorIT {
    private static final Topics TOPICS = new Topics(City.DEFAULTS, Topics.DEFAULT_PARTITIONS);
    private static final int PAYMENTS = 40_000;

    private final List<String> produced = new ArrayList<>();
    private TestBroker broker;

    @BeforeEach
    void startBroker() {
        broker = TestBroker.start();
        broker.create(TOPICS);
    }

    @AfterEach
    void stopBroker() {
        broker.close();
    }

    @Test
    void producesThePaymentsOfItsSeedAndLabelsExactlyWhatItHid() {
        GeneratorSettings settings = settings(Pace.UNLIMITED, (long) PAYMENTS, 42);
        Progress end = run(settings, Map.of());

        assertThat(end.made()).isEqualTo(PAYMENTS);
        assertThat(end.confirmed()).isEqualTo(PAYMENTS);
        assertThat(end.hasFailures()).isFalse();
        Map<Coordinates, ConsumerRecord<byte[], byte[]>> records = new HashMap<>();
        read(TOPICS.cityNames()).forEach(each -> records.put(coordinates(each), each));
        assertThat(records.values().stream().map(GeneratorIT::line))
                .containsExactlyInAnyOrderElementsOf(lines(settings));
        assertThat(records.values()).allSatisfy(GeneratorIT::assertLiesWithItsSource);

        List<String> labelled = new ArrayList<>();
        Set<Typology> typologies = EnumSet.noneOf(Typology.class);
        for (ConsumerRecord<byte[], byte[]> each : read(List.of(Topics.LABELS))) {
            Label label = LabelJson.read(each.value());
            assertThat(new String(each.key(), UTF_8))
                    .isEqualTo(label.transaction().toString());
            ConsumerRecord<byte[], byte[]> payment = requireNonNull(records.get(label.transaction()));
            assertThat(new TextFormat().decode(payment.value()))
                    .isEqualTo(Payment.of(label.source(), label.target(), label.amount()));
            assertThat(payment.timestamp()).isEqualTo(label.time().toEpochMilli());
            labelled.add(line(payment) + " " + label.scheme());
            typologies.add(label.typology());
        }
        assertThat(typologies).containsExactlyInAnyOrder(Typology.STRUCTURING, Typology.LARGE_FIRST);
        assertThat(labelled).hasSize((int) end.hidden()).containsExactlyInAnyOrderElementsOf(hiddenLines(settings));
    }

    @Test
    void givesPaymentsTheTimesOfTheirSchedule() {
        run(settings(Pace.perSecond(BigDecimal.valueOf(1000)), 1500L, 1), Map.of());

        long[] times = read(TOPICS.cityNames()).stream()
                .mapToLong(ConsumerRecord::timestamp)
                .sorted()
                .toArray();
        // One stall of a second would move the rest: the machine may be busy, so only the spacing before is certain.
        assertThat(times).hasSize(1500);
        assertThat(LongStream.of(times)
                        .map(time -> time - times[0])
                        .limit(500)
                        .distinct()
                        .count())
                .isGreaterThan(450);
    }

    @Test
    void countsAsFailedWhatTheBrokerDidNotConfirm() {
        GeneratorSettings settings = settings(Pace.perSecond(BigDecimal.valueOf(5000)), null, 7);
        Generator generator = generator(settings, Map.of("delivery.timeout.ms", "2000", "request.timeout.ms", "1000"));
        CompletableFuture<Void> running = CompletableFuture.runAsync(generator::run);
        await().until(() -> generator.progress().confirmed() > 2000);
        broker.kill();
        await().atMost(Duration.ofSeconds(30)).until(() -> generator.progress().failed() > 0);
        generator.stop();
        running.join();
        generator.close();

        Progress end = generator.progress();
        assertThat(end.made()).isEqualTo(end.confirmed() + end.failed());
        assertThat(end.lastFailure()).isNotEmpty();
        broker.restart();
        assertThat((long) read(TOPICS.cityNames()).size()).isGreaterThanOrEqualTo(end.confirmed());
    }

    @Test
    void losesNothingWhenTheBrokerIsAwayForAWhile() {
        GeneratorSettings settings = settings(Pace.perSecond(BigDecimal.valueOf(2000)), 8000L, 9);
        Generator generator = generator(settings, Map.of());
        CompletableFuture<Void> running = CompletableFuture.runAsync(generator::run);
        await().until(() -> generator.progress().confirmed() > 1000);
        broker.kill();
        await().until(() -> generator.progress().silence().compareTo(Duration.ofSeconds(1)) > 0);
        broker.restart();
        running.join();
        generator.close();

        assertThat(generator.progress().confirmed()).isEqualTo(8000);
        assertThat(read(TOPICS.cityNames()).stream().map(GeneratorIT::line))
                .containsExactlyInAnyOrderElementsOf(lines(settings));
    }

    private Progress run(GeneratorSettings settings, Map<String, Object> properties) {
        try (Generator generator = generator(settings, properties)) {
            generator.run();
            return generator.progress();
        }
    }

    private Generator generator(GeneratorSettings settings, Map<String, Object> properties) {
        Map<String, Object> all = new HashMap<>(properties);
        all.put("bootstrap.servers", broker.address());
        return new Generator(settings, all, Clock.systemUTC(), (payment, time) -> produced.add(payment.toString()));
    }

    private static GeneratorSettings settings(Pace pace, @Nullable Long count, long seed) {
        return new GeneratorSettings(
                Profile.ORDINARY,
                City.DEFAULTS,
                pace,
                count,
                null,
                seed,
                1000,
                10_000,
                Money.usd(1_000_000),
                Duration.ofSeconds(10),
                Money.usd(400_000),
                null);
    }

    private List<ConsumerRecord<byte[], byte[]>> read(List<String> topics) {
        return TopicContents.read(broker.address(), topics);
    }

    private static void assertLiesWithItsSource(ConsumerRecord<byte[], byte[]> payment) {
        String key = new String(payment.key(), UTF_8);
        assertThat(new String(payment.value(), UTF_8)).startsWith(key + " ");
        assertThat(payment.partition())
                .isEqualTo(Utils.toPositive(Utils.murmur2(payment.key())) % Topics.DEFAULT_PARTITIONS);
    }

    private static Coordinates coordinates(ConsumerRecord<byte[], byte[]> payment) {
        return new Coordinates(payment.topic(), payment.partition(), payment.offset());
    }

    private static String line(ConsumerRecord<byte[], byte[]> payment) {
        return payment.topic() + " " + new String(payment.value(), UTF_8);
    }

    private static String line(Transfer payment) {
        return City.DEFAULTS.get(payment.city()) + " " + payment.source() + " " + payment.target() + " "
                + Money.usd(payment.minorUnits());
    }

    private static List<String> lines(GeneratorSettings settings) {
        return payments(settings).stream().map(GeneratorIT::line).toList();
    }

    private static List<String> hiddenLines(GeneratorSettings settings) {
        return payments(settings).stream()
                .filter(payment -> payment.hidden() != null)
                .map(payment ->
                        line(payment) + " " + requireNonNull(payment.hidden()).scheme())
                .toList();
    }

    private static List<Transfer> payments(GeneratorSettings settings) {
        Traffic traffic = settings.traffic();
        return LongStream.range(0, requireNonNull(settings.count()))
                .mapToObj(number -> traffic.next())
                .toList();
    }
}
