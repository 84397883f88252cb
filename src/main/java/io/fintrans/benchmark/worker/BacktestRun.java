package io.fintrans.benchmark.worker;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.fintrans.backtest.Backtest;
import io.fintrans.backtest.BacktestReport;
import io.fintrans.backtest.Lineup;
import io.fintrans.backtest.Outcome;
import io.fintrans.benchmark.BenchmarkException;
import io.fintrans.benchmark.figure.Speed;
import io.fintrans.format.Formats;
import io.fintrans.past.CityPast;
import io.fintrans.past.Stretch;
import io.fintrans.transaction.AccountId;
import io.fintrans.transaction.Application;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Times {@code fintrans backtest} over the cities' topics, from the first fifth of the payments to the last finding, and writes down the
 * pairs that it finds.
 */
final class BacktestRun {
    private static final int WARM_UP_DIVISOR = 5;

    private final long warmUp;
    private long warmPayments;
    private long warmNanos;

    private BacktestRun(long warmUp) {
        this.warmUp = warmUp;
    }

    static Speed measure(WorkerTask task, Clock clock) {
        Map<String, Object> client = Map.of("bootstrap.servers", task.bootstrapServer());
        Backtest.Setting setting = new Backtest.Setting(
                Application.DEFAULT,
                WorkerTask.LATENESS,
                Runtime.getRuntime().maxMemory() / 10 * 6,
                task.threads(),
                Instant.EPOCH);
        BacktestRun run = new BacktestRun(task.records() / WARM_UP_DIVISOR);
        try (CityPast past = new CityPast(client, Formats.STANDARD, clock)) {
            Stretch stretch = past.stretch(task.cities(), null, null);
            BacktestReport report = new Backtest(setting, new Lineup(List.of(DetectorUnderTest.rules())))
                    .run(
                            into -> past.read(stretch, past.rejected(Application.DEFAULT), into, records -> true),
                            null,
                            run::read);
            long nanos = System.nanoTime();
            if (report.judged() != task.records()) {
                throw new BenchmarkException(
                        "The backtest judged " + report.judged() + " of " + task.records() + " payments");
            }
            write(report.outcomes(), task);
            return new Speed(report.judged() - run.warmPayments, nanos - run.warmNanos);
        } catch (IOException e) {
            throw new BenchmarkException("The backtest could not read: " + e, e);
        }
    }

    private void read(long payments) {
        if (warmNanos == 0 && payments >= warmUp) {
            warmPayments = payments;
            warmNanos = System.nanoTime();
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // flush and the comparison of pairs tell the same
    private static void write(List<Outcome> outcomes, WorkerTask task) {
        Map<String, Object> settings = Map.of("bootstrap.servers", task.bootstrapServer(), "acks", "all");
        try (Producer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (Outcome outcome : outcomes) {
                byte[] pair = outcome.subject().accounts().stream()
                        .map(AccountId::toString)
                        .collect(Collectors.joining(" "))
                        .getBytes(US_ASCII);
                producer.send(new ProducerRecord<>(task.alertTopic(), pair, pair));
            }
        }
    }
}
