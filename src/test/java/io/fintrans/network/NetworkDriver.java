package io.fintrans.network;

import io.fintrans.alert.Alert;
import io.fintrans.alert.AlertJson;
import io.fintrans.network.state.NetworkStore;
import io.fintrans.streams.JournalTopic;
import io.fintrans.streams.StreamsDefaults;
import io.fintrans.topic.Topics;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;

/** The topology of the network stage without a broker: accepted payments in, alerts and journal out. It commits after each record. */
final class NetworkDriver implements AutoCloseable {
    private final TopologyTestDriver driver;
    private final TestInputTopic<byte[], byte[]> accepted;
    private final TestOutputTopic<byte[], byte[]> alerts;
    private final TestOutputTopic<byte[], byte[]> shadow;
    private final TestOutputTopic<byte[], byte[]> journal;

    /** @param journalled what an earlier life has written */
    NetworkDriver(Path folder, NetworkSettings settings, List<byte[]> journalled) {
        driver = new TopologyTestDriver(
                NetworkTopology.build(settings, alert -> {}),
                StreamsDefaults.properties(settings.application(), folder, 1, Map.of("bootstrap.servers", "none:1")));
        accepted = driver.createInputTopic(Topics.ACCEPTED, new ByteArraySerializer(), new ByteArraySerializer());
        alerts = output(Topics.ALERTS);
        shadow = output(Topics.SHADOW_ALERTS);
        journal = output(settings.application() + "-window-changelog");
        JournalTopic.replay((NetworkStore) driver.getStateStore(NetworkTopology.WINDOW), journalled);
    }

    private TestOutputTopic<byte[], byte[]> output(String topic) {
        return driver.createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    void send(byte[] record) {
        accepted.pipeInput(new byte[] {'0'}, record);
    }

    /** The alerts since the last call. */
    List<Alert> alerts() {
        return alerts.readValuesToList().stream().map(AlertJson::read).toList();
    }

    /** Those of rules in the shadow. */
    List<Alert> shadow() {
        return shadow.readValuesToList().stream().map(AlertJson::read).toList();
    }

    /** The journal's records since the last call. */
    List<byte[]> journal() {
        return journal.readValuesToList();
    }

    NetworkStore store() {
        return (NetworkStore) driver.getStateStore(NetworkTopology.WINDOW);
    }

    @Override
    public void close() {
        driver.close();
    }
}
