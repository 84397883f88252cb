package io.fintrans.issue;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fintrans.cli.Main;
import io.fintrans.detector.DetectorSettings;
import io.fintrans.detector.DetectorTopology;
import io.fintrans.rule.Thresholds;
import io.fintrans.streams.StreamsDefaults;
import io.fintrans.streams.StreamsStage;
import io.fintrans.testing.TestBroker;
import io.fintrans.testing.TestRules;
import io.fintrans.topic.Topics;
import io.fintrans.transaction.City;
import io.fintrans.transaction.Money;
import io.fintrans.volume.VolumeTopology;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Two cities on a real Kafka, detectors and the volume stage in this JVM, and the command that proves what they do. */
final class Scene implements AutoCloseable {
    static final Duration WINDOW = Duration.ofMinutes(10);

    /** What the command said. */
    record Proof(int exitCode, JsonNode json) {
        List<String> whys() {
            return json.path("examples").findValuesAsText("why");
        }

        long unchecked(String kind) {
            return json.path("unchecked").path(kind).longValue();
        }
    }

    final TestBroker broker = TestBroker.start();
    private final Path folder;
    private final KafkaProducer<byte[], byte[]> producer;

    /** @param folder for the stages' state */
    Scene(Path folder) {
        this.folder = folder;
        broker.create(new Topics(List.of(new City("London"), new City("Tokyo")), 2));
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.address()), new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** A payment from {@code a} to {@code b}, keyed by its source. */
    void pay(String city, long time, long dollars) {
        send(new ProducerRecord<>(city, null, time, "a".getBytes(UTF_8), ("a b " + dollars).getBytes(UTF_8)));
    }

    /** Waits until Kafka has the record. */
    void send(ProducerRecord<byte[], byte[]> record) {
        try {
            producer.send(record).get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    StreamsStage detector(String application, long dollars, String... cities) {
        DetectorSettings settings = new DetectorSettings(
                        List.of(cities),
                        2,
                        TestRules.rulebook(Thresholds.of(Money.usd(dollars * 100)), WINDOW),
                        DetectorSettings.DEFAULT_LATENESS,
                        64 * 1024 * 1024)
                .of(application);
        broker.create(List.of(Topics.exchange(application, 2)));
        Properties properties = properties(application);
        properties.putAll(DetectorTopology.PROPERTIES);
        return started(new StreamsStage(
                DetectorTopology.build(settings, Clock.systemUTC(), alert -> {}), properties, Clock.systemUTC()));
    }

    StreamsStage volume() {
        Properties properties = properties(VolumeTopology.DEFAULT_APPLICATION_ID);
        properties.putAll(VolumeTopology.PROPERTIES);
        return started(new StreamsStage(
                VolumeTopology.build(List.of("London", "Tokyo"), Clock.systemUTC()), properties, Clock.systemUTC()));
    }

    private Properties properties(String application) {
        return StreamsDefaults.properties(
                application, folder.resolve(application), 1, Map.of("bootstrap.servers", broker.address()));
    }

    private static StreamsStage started(StreamsStage stage) {
        stage.start();
        return stage;
    }

    /** The newest record of each key. */
    Map<String, ConsumerRecord<byte[], byte[]>> newest(String topic) {
        Map<String, ConsumerRecord<byte[], byte[]>> newest = new LinkedHashMap<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker.address(), "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(each -> new TopicPartition(topic, each.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.getOrDefault(each, 0L))) {
                consumer.poll(Duration.ofSeconds(1))
                        .forEach(record -> newest.put(new String(record.key(), UTF_8), record));
            }
        }
        newest.values().removeIf(record -> record.value() == null);
        return newest;
    }

    /** Writes what an intruder may write. */
    void write(String topic, String key, byte @Nullable [] value) {
        send(new ProducerRecord<>(topic, key.getBytes(UTF_8), value));
    }

    Proof prove(String... more) {
        StringWriter out = new StringWriter();
        List<String> arguments = new ArrayList<>(List.of("reconcile", "--bootstrap-server", broker.address()));
        arguments.addAll(List.of("--window", WINDOW.toMinutes() + "m", "--output", "json"));
        arguments.addAll(List.of(more));
        int exitCode = Main.commandLine().setOut(new PrintWriter(out)).execute(arguments.toArray(String[]::new));
        try {
            return new Proof(exitCode, new ObjectMapper().readTree(out.toString()));
        } catch (IOException e) {
            throw new IllegalStateException(out.toString(), e);
        }
    }

    @Override
    public void close() {
        producer.close();
        broker.close();
    }
}
