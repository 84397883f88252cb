package io.fintrans.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fintrans.rule.Rulebook;
import io.fintrans.rule.log.RuleChange;
import io.fintrans.rule.log.RuleLog;
import io.fintrans.rule.log.RuleWriter;
import io.fintrans.testing.TestBroker;
import io.fintrans.topic.Topics;
import io.fintrans.topic.record.RejectedRecord;
import io.fintrans.topic.record.RejectionWords;
import io.fintrans.transaction.Application;
import io.fintrans.transaction.City;
import io.fintrans.transaction.Coordinates;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A Kafka with payments of three days in two cities, out of order, some rejected and some aborted, and a rule in force. */
final class PastScene implements AutoCloseable {
    private static final int PAYMENTS = 12_000;
    private static final int PARTITIONS = 3;
    private static final String CITIES = "London,Tokyo";
    static final long SEED = 20;
    private static final long SPAN = Duration.ofDays(3).toMillis();
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** A payment as a line of a file. */
    record Row(long time, String csv) {}

    /** About when the first payment is made. */
    final Instant start = Instant.now().minus(Duration.ofDays(4));

    private final TestBroker broker = TestBroker.start();
    private final List<Row> rows = new ArrayList<>();

    PastScene() throws Exception {
        broker.create(new Topics(List.of(new City("London"), new City("Tokyo")), PARTITIONS));
        Random random = new Random(SEED);
        try (KafkaProducer<byte[], byte[]> producer = producer(Map.of())) {
            List<Future<Row>> sent = new ArrayList<>();
            for (int i = 0; i < PAYMENTS; i++) {
                long time = start.toEpochMilli() + SPAN * i / PAYMENTS;
                // Up to nine minutes late.
                time -= random.nextInt(4) == 0 ? random.nextInt(540_000) : 0;
                sent.add(send(producer, random, i, time));
            }
            for (Future<Row> row : sent) {
                rows.add(row.get());
            }
            Coordinates late =
                    Coordinates.parse(rows.remove(rows.size() - 1).csv().split(",", -1)[0]);
            RejectedRecord rejected = new RejectedRecord(
                    null, null, new RecordHeaders(), RejectionWords.LATE, late, 0, Application.DEFAULT);
            producer.send(new ProducerRecord<>(
                            Topics.REJECTED, 0, rejected.key(), rejected.value(), rejected.headers()))
                    .get();
            producer.send(new ProducerRecord<>("London", 0, null, "no payment".getBytes(UTF_8)))
                    .get();
        }
        try (KafkaProducer<byte[], byte[]> aborted = producer(Map.of("transactional.id", "aborted"))) {
            aborted.initTransactions();
            aborted.beginTransaction();
            aborted.send(new ProducerRecord<>("London", 0, null, "a b 1000000".getBytes(UTF_8)))
                    .get();
            aborted.abortTransaction();
        }
        try (RuleWriter writer = new RuleWriter(Map.of("bootstrap.servers", broker.address()), Application.DEFAULT)) {
            RuleChange.Author author = new RuleChange.Author(Application.DEFAULT, "test", "", Instant.now());
            Rulebook rules = Rulebook.ofPairTotal(Duration.ofHours(6), Map.of("threshold", "1000"));
            assertThat(writer.write(new RuleChange.First(author, rules.specs(), RuleLog.NOTICE))
                            .counts())
                    .isTrue();
        }
    }

    KafkaProducer<byte[], byte[]> producer(Map<String, Object> more) {
        Map<String, Object> properties = new HashMap<>(more);
        properties.put("bootstrap.servers", broker.address());
        return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @SuppressWarnings("FutureReturnValueIgnored") // The callback tells.
    private static Future<Row> send(KafkaProducer<byte[], byte[]> producer, Random random, int i, long time) {
        String city = random.nextBoolean() ? "London" : "Tokyo";
        String[] accounts = {"s" + random.nextInt(40), "t" + random.nextInt(6)};
        int usual = 1 + random.nextInt(random.nextInt(50) == 0 ? 900 : 60);
        // Every four hundred payments, some three hours, four are a cycle of three accounts with one beginning anew.
        int hop = i % 400 / 50;
        boolean hidden = i % 50 == 0 && hop < 4;
        String source = hidden ? "c" + i / 400 + "-" + hop % 3 : accounts[0];
        String target = hidden ? "c" + i / 400 + "-" + (hop + 1) % 3 : accounts[1];
        int dollars = hidden ? 500 - hop * 10 : usual;
        CompletableFuture<Row> row = new CompletableFuture<>();
        producer.send(
                new ProducerRecord<>(
                        city,
                        random.nextInt(PARTITIONS),
                        time,
                        null,
                        (source + " " + target + " " + dollars).getBytes(UTF_8)),
                (sent, failure) -> {
                    if (failure == null) {
                        String id = city + "-" + sent.partition() + "-" + sent.offset();
                        row.complete(new Row(
                                time,
                                id + "," + time + "," + source + "," + target + "," + dollars * 100L + ",USD," + city));
                    } else {
                        row.completeExceptionally(failure);
                    }
                });
        return row;
    }

    List<Row> rows() {
        return rows;
    }

    String address() {
        return broker.address();
    }

    @Override
    public void close() {
        broker.close();
    }

    static List<JsonNode> lines(String out) {
        return out.lines()
                .map(line -> {
                    try {
                        return MAPPER.readTree(line);
                    } catch (IOException e) {
                        throw new UncheckedIOException(line, e);
                    }
                })
                .toList();
    }

    /** A command for this Kafka. */
    CommandRun run(String command, String... options) {
        return CommandRun.of(concat(options, command, "--bootstrap-server", broker.address(), "--cities", CITIES));
    }

    static String[] concat(String[] options, String... first) {
        List<String> all = new ArrayList<>(List.of(first));
        all.addAll(List.of(options));
        return all.toArray(String[]::new);
    }
}
