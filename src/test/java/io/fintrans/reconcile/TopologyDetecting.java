package io.fintrans.reconcile;

import io.fintrans.alert.Alert;
import io.fintrans.alert.AlertJson;
import io.fintrans.detector.DetectorSettings;
import io.fintrans.detector.DetectorTopology;
import io.fintrans.reconcile.ModelDetector.Paid;
import io.fintrans.streams.StreamsDefaults;
import io.fintrans.topic.Topics;
import io.fintrans.transaction.Application;
import io.fintrans.transaction.Money;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;

/** The whole detector, in Kafka Streams. What it writes is taken when it ends. */
final class TopologyDetecting implements Detecting {
    private final TopicsInMemory topics;
    private final Consumer<Alert> raised;
    private final TopologyTestDriver driver;
    private final TestOutputTopic<byte[], byte[]> alerts;

    /** @param topics that get what it writes of the payments that count */
    TopologyDetecting(
            Path folder, DetectorSettings settings, Instant start, TopicsInMemory topics, Consumer<Alert> raised) {
        this.topics = topics;
        this.raised = raised;
        Clock clock = Clock.fixed(start.plusSeconds(3600), ZoneOffset.UTC);
        driver = new TopologyTestDriver(
                DetectorTopology.build(settings, clock, alert -> {}),
                StreamsDefaults.properties(Application.DEFAULT, folder, 1, Map.of("bootstrap.servers", "none:1")),
                start);
        alerts = output(Topics.ALERTS);
    }

    @Override
    public boolean handle(Paid paid) {
        byte[] value = (paid.pair().source() + " " + paid.pair().target() + " " + Money.usd(paid.cents()))
                .getBytes(StandardCharsets.US_ASCII);
        driver.createInputTopic(paid.from().topic(), new ByteArraySerializer(), new ByteArraySerializer())
                .pipeInput(new TestRecord<>(null, value, null, paid.time()));
        return true;
    }

    @Override
    public void revise() {
        driver.advanceWallClockTime(Duration.ofSeconds(10));
    }

    @Override
    public void close() {
        output(Topics.ACCEPTED).readRecordsToList().forEach(record -> topics.accepted(record.key(), record.value()));
        alerts.readValuesToList().forEach(json -> raised.accept(AlertJson.read(json)));
        driver.close();
    }

    private TestOutputTopic<byte[], byte[]> output(String topic) {
        return driver.createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
