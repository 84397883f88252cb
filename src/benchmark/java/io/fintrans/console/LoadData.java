package io.fintrans.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fintrans.alert.Alert;
import io.fintrans.alert.AlertJson;
import io.fintrans.alert.Edge;
import io.fintrans.testing.TestAlert;
import io.fintrans.testing.TestEdge;
import io.fintrans.timeseries.Distribution;
import io.fintrans.timeseries.Volume;
import io.fintrans.timeseries.VolumeJson;
import io.fintrans.topic.Topics;
import io.fintrans.transaction.City;
import io.fintrans.transaction.Coordinates;
import io.fintrans.transaction.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * What lies in the topics before a console is measured: a day of payments, episodes that rest on some of them, scattered over
 * the whole day, and volumes of the past hour. Where each payment is follows from its number, so that alerts can name it.
 */
final class LoadData {
    static final int PAYMENTS = 5_000_000;
    static final int EPISODES = 100_000;
    static final int PARTITIONS = 4;
    /** Every so many episodes one rests on many payments. */
    static final int EVERY = 100;

    private static final int MANY = 50;
    private static final int FEW = 10;
    /** Has no divisor in common with the number of payments, so that its multiples reach all of them. */
    private static final long STRIDE = 1_618_033;

    private static final int CITIES = City.DEFAULTS.size();
    private static final long DAY_MS = Duration.ofDays(1).toMillis();

    private final String bootstrapServer;
    private final long now;
    /** The episode of each payment, or -1. */
    private final int[] owners = new int[PAYMENTS];

    LoadData(String bootstrapServer, Instant now) {
        this.bootstrapServer = bootstrapServer;
        this.now = now.toEpochMilli();
    }

    /** The id of an episode. */
    static String episode(int number) {
        return String.format("%016x", number);
    }

    private static int payments(int episode) {
        return episode % EVERY == 0 ? MANY : FEW;
    }

    /** Writes all of it. */
    void fill() {
        int[][] evidence = evidence();
        try (Sink sink = new Sink(bootstrapServer)) {
            for (int n = 0; n < PAYMENTS; n++) {
                byte[] source = source(n).getBytes(UTF_8);
                byte[] value = (source(n) + " " + target(n) + " " + dollars(n)).getBytes(UTF_8);
                sink.send(new ProducerRecord<>(
                        City.DEFAULTS.get(n % CITIES).name(), partition(n), time(n), source, value));
            }
            for (int i = 0; i < EPISODES; i++) {
                sink.send(alert(i, evidence[i]));
            }
            volumes(sink);
        }
    }

    private int[][] evidence() {
        Arrays.fill(owners, -1);
        int[][] evidence = new int[EPISODES][];
        long next = 0;
        for (int i = 0; i < EPISODES; i++) {
            evidence[i] = new int[payments(i)];
            for (int j = 0; j < evidence[i].length; j++) {
                evidence[i][j] = (int) (next++ * STRIDE % PAYMENTS);
                owners[evidence[i][j]] = i;
            }
            Arrays.sort(evidence[i]);
        }
        return evidence;
    }

    private String source(int n) {
        int owner = owners[n];
        return Integer.toString(owner < 0 ? random(n).nextInt(100_000) : owner % 50_000);
    }

    private String target(int n) {
        int owner = owners[n];
        return Integer.toString(100_000 + (owner < 0 ? random(n).nextInt(100_000) : owner));
    }

    private int dollars(int n) {
        int owner = owners[n];
        SplittableRandom random = random(n);
        return owner < 0 ? random.nextInt(1, 500) : 12_000 / payments(owner) + random.nextInt(2_000);
    }

    private static SplittableRandom random(int n) {
        return new SplittableRandom(n);
    }

    private static int partition(int n) {
        return n / CITIES % PARTITIONS;
    }

    private static long offset(int n) {
        return n / CITIES / PARTITIONS;
    }

    private long time(int n) {
        return now - DAY_MS + n * (DAY_MS / PAYMENTS);
    }

    private ProducerRecord<byte[], byte[]> alert(int episode, int[] payments) {
        List<Edge> evidence = IntStream.of(payments)
                .mapToObj(n -> TestEdge.of(
                        new Coordinates(City.DEFAULTS.get(n % CITIES).name(), partition(n), offset(n)),
                        Instant.ofEpochMilli(time(n)),
                        Money.usd(dollars(n) * 100L)))
                .toList();
        long total =
                evidence.stream().mapToLong(each -> each.amount().minorUnits()).sum();
        int first = payments[0];
        return record(TestAlert.of(episode(episode), 1)
                .pair(source(first), target(first))
                .total(total)
                .window(Duration.ofHours(24))
                .between(
                        evidence.get(payments.length / 2).time(),
                        evidence.get(payments.length - 1).time())
                .evidence(evidence)
                .payments(payments.length)
                .build());
    }

    static ProducerRecord<byte[], byte[]> record(Alert alert) {
        return new ProducerRecord<>(Topics.ALERTS, alert.id().toString().getBytes(UTF_8), AlertJson.write(alert));
    }

    /** Of the past hour, each partition's own, as the stage of volumes writes them. */
    private void volumes(Sink sink) {
        Distribution amounts = new Distribution();
        for (int dollars = 1; dollars < 500; dollars += 10) {
            amounts.add(dollars * 100L);
        }
        long last = now / 1000;
        for (long second = last - 3600; second < last; second++) {
            for (City city : City.DEFAULTS) {
                for (int partition = 0; partition < PARTITIONS; partition++) {
                    sink.send(record(new Volume(
                            city.name(), second, partition, Money.USD, 50, 12_500_00, 100, 491_00, 0, amounts)));
                }
            }
        }
    }

    static ProducerRecord<byte[], byte[]> record(Volume volume) {
        return new ProducerRecord<>(
                Topics.VOLUMES, null, volume.second() * 1000, volume.key(), VolumeJson.write(volume));
    }

    /** Writes records and fails if one of them is not written. */
    static final class Sink implements AutoCloseable {
        private final KafkaProducer<byte[], byte[]> producer;
        private final AtomicReference<Exception> failure = new AtomicReference<>();

        Sink(String bootstrapServer) {
            producer = new KafkaProducer<>(
                    Map.of("bootstrap.servers", bootstrapServer, "linger.ms", 5, "batch.size", 256 * 1024),
                    new ByteArraySerializer(),
                    new ByteArraySerializer());
        }

        @SuppressWarnings("FutureReturnValueIgnored") // the callback is told the same
        void send(ProducerRecord<byte[], byte[]> record) {
            producer.send(record, (written, exception) -> {
                if (exception != null) {
                    failure.compareAndSet(null, exception);
                }
            });
        }

        @Override
        public void close() {
            producer.close();
            if (failure.get() != null) {
                throw new IllegalStateException("a record was not written", failure.get());
            }
        }
    }
}
