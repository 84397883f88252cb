package io.fintrans.detector;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.fintrans.alert.Alert;
import io.fintrans.alert.AlertJson;
import io.fintrans.detector.DetectorTopology.Surroundings;
import io.fintrans.detector.state.WindowStore;
import io.fintrans.exchange.ExchangeReader;
import io.fintrans.streams.InputEnds.Ends;
import io.fintrans.streams.StreamsDefaults;
import io.fintrans.topic.Topics;
import io.fintrans.transaction.Payment;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/** The detector's topology without a broker: records in, alerts, rejected records and journal out. It commits after each record. */
final class DetectorDriver implements AutoCloseable {
    /** When the clock stands still; payments of tests are around this time. */
    static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");

    static final String APPLICATION = "detector-driver";

    /** How far the other tasks have read the cities' topics, with the questions that were asked. */
    static final class Positions implements ReadPositions {
        private final Map<String, Long> byPartition = new HashMap<>();
        private int asked;
        private long end;

        void set(String city, int partition, long position) {
            byPartition.put(city + "-" + partition, position);
        }

        int asked() {
            return asked;
        }

        @Override
        public Map<String, Long> ofPartition(int partition) {
            asked++;
            Map<String, Long> answer = new HashMap<>();
            byPartition.forEach((of, position) -> {
                if (of.endsWith("-" + partition)) {
                    answer.put(of.substring(0, of.lastIndexOf('-')), position);
                }
            });
            return answer;
        }

        @Override
        public Map<TopicPartition, Long> all() {
            asked++;
            Map<TopicPartition, Long> answer = new HashMap<>();
            byPartition.forEach((of, position) -> {
                int dash = of.lastIndexOf('-');
                answer.put(
                        new TopicPartition(of.substring(0, dash), Integer.parseInt(of.substring(dash + 1))), position);
            });
            return answer;
        }

        /** Lets what is read end there; nothing more is known to be there until a test says so. */
        void end(long offset) {
            end = offset;
        }

        @Override
        public long end(TopicPartition partition) {
            return end;
        }

        @Override
        public void close() {
            // There is no connection.
        }
    }

    private final Positions positions = new Positions();
    private final Map<String, Ends> ends = new HashMap<>();
    private final TopologyTestDriver driver;
    private final Map<String, TestInputTopic<byte[], byte[]>> inputs = new HashMap<>();
    private final TestOutputTopic<byte[], byte[]> alerts;
    private final TestOutputTopic<byte[], byte[]> rejected;
    private final TestOutputTopic<byte[], byte[]> journal;

    DetectorDriver(Path folder, DetectorSettings settings) {
        this(folder, settings, alert -> {});
    }

    DetectorDriver(Path folder, DetectorSettings settings, Consumer<Alert> listener) {
        this(folder, settings, listener, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    /** @param clock of the broker and of the detector */
    DetectorDriver(Path folder, DetectorSettings settings, Consumer<Alert> listener, Clock clock) {
        DetectorSettings own = settings.of(APPLICATION);
        driver = new TopologyTestDriver(
                DetectorTopology.build(
                        own,
                        own::owners,
                        clock,
                        listener,
                        new Surroundings(context -> positions, context -> inputs(own), () -> own.owners() == 1)),
                StreamsDefaults.properties(APPLICATION, folder, 1, Map.of("bootstrap.servers", "none:1")),
                clock.instant());
        alerts = output(Topics.ALERTS);
        rejected = output(Topics.REJECTED);
        journal = output(APPLICATION + "-window-changelog");
    }

    /** The inputs of a task that gets all records at once and has nothing more to read, unless a test says otherwise. */
    private Inputs inputs(DetectorSettings settings) {
        return new Inputs() {
            @Override
            public List<String> topics(int partition) {
                return settings.inputs();
            }

            @Override
            public Ends ends(TopicPartition partition, long now) {
                return ends.getOrDefault(partition.topic(), new Ends(0, -1, 0, now));
            }
        };
    }

    /** Lets the task have read a topic so far, and that go so far, from now on. */
    void stands(String topic, Ends end) {
        ends.put(topic, end);
    }

    /** Lets the task have read a topic to its end again. */
    void ended(String topic) {
        ends.remove(topic);
    }

    /** Sends a record of another task. */
    void hear(byte[] exchanged) {
        send(ExchangeRecords.topic(APPLICATION), null, exchanged, NOW.toEpochMilli());
    }

    /** Lets all tasks have read so far, as task 0 says. */
    void hearReached(long time) {
        hear(ExchangeRecords.reached(APPLICATION, time, NOW.toEpochMilli()));
    }

    /** How far the other tasks have read; nowhere, until a test says so. */
    Positions positions() {
        return positions;
    }

    TopologyTestDriver driver() {
        return driver;
    }

    /** Sends a payment without a key. */
    void pay(String city, String value, long time) {
        send(city, null, value.getBytes(UTF_8), time);
    }

    void send(String topic, byte @Nullable [] key, byte @Nullable [] value, long time, Header... headers) {
        Headers all = new RecordHeaders(headers);
        inputs.computeIfAbsent(topic, this::input).pipeInput(new TestRecord<>(key, value, all, time));
    }

    /** Sends a record with a time that Kafka's clients would refuse to send, but other clients would not. */
    void sendAtAnyTime(String topic, byte[] value, long time) throws ReflectiveOperationException {
        Method pipe = TopologyTestDriver.class.getDeclaredMethod(
                "pipeRecord", String.class, long.class, byte[].class, byte[].class, Headers.class);
        pipe.setAccessible(true);
        pipe.invoke(driver, topic, time, null, value, new RecordHeaders());
    }

    /** The alerts since the last call. */
    List<Alert> alerts() {
        return alerts.readValuesToList().stream().map(AlertJson::read).toList();
    }

    /** The alerts since the last call, as they are in the topic. */
    List<String> alertsAsText() {
        return alerts.readRecordsToList().stream()
                .map(alert -> new String(alert.key(), US_ASCII) + " " + new String(alert.value(), US_ASCII))
                .toList();
    }

    /** The rejected records since the last call. */
    List<TestRecord<byte[], byte[]>> rejected() {
        return rejected.readRecordsToList();
    }

    /** What was sent to other tasks since the last call. */
    List<TestRecord<byte[], byte[]>> exchanged() {
        return output(ExchangeRecords.topic(APPLICATION)).readRecordsToList();
    }

    /** The payments of those, each with where it was read. */
    List<String> passed() {
        List<String> passed = new ArrayList<>();
        ExchangeReader reader = new ExchangeReader();
        for (TestRecord<byte[], byte[]> each : exchanged()) {
            reader.open(each.value());
            while (reader.payments().next()) {
                Payment payment = reader.payments().payment();
                passed.add(payment.source() + " " + payment.target() + " " + payment.amount() + " "
                        + reader.payments().coordinates());
            }
        }
        return passed;
    }

    /** How often a metric of Kafka Streams has counted, such as {@code old-copies-total}. */
    long counted(String metric) {
        return driver.metrics().entrySet().stream()
                .filter(entry -> entry.getKey().name().equals(metric))
                .mapToLong(entry -> Math.round((double) entry.getValue().metricValue()))
                .sum();
    }

    /** The journal's records since the last call. */
    List<byte[]> journal() {
        return journal.readValuesToList();
    }

    WindowStore store() {
        return (WindowStore) driver.getStateStore(DetectorTopology.WINDOW);
    }

    /** Topics that anything was ever written to. */
    List<String> written() {
        return driver.producedTopicNames().stream().sorted().toList();
    }

    private TestInputTopic<byte[], byte[]> input(String topic) {
        return driver.createInputTopic(topic, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private TestOutputTopic<byte[], byte[]> output(String topic) {
        return driver.createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    @Override
    public void close() {
        driver.close();
    }
}
