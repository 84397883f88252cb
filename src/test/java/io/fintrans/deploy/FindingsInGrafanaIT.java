package io.fintrans.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.fintrans.alert.Alert;
import io.fintrans.alert.AlertId;
import io.fintrans.alert.AlertJson;
import io.fintrans.ingest.IngestRun;
import io.fintrans.ingest.point.Points;
import io.fintrans.testing.TestAlert;
import io.fintrans.testing.TestBroker;
import io.fintrans.testing.TestFindings;
import io.fintrans.testing.TestInfluxDb;
import io.fintrans.testing.TestProcess;
import io.fintrans.topic.Topics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

/** Findings about accounts and about sets of accounts come from Kafka through InfluxDB into the dashboard, beside those about pairs. */
class FindingsInGrafanaIT {
    private static final String CITY = "London";
    private static final String DATABASE = "findings";

    private final Instant now =
            Instant.ofEpochSecond(Clock.systemUTC().instant().getEpochSecond());

    @Test
    void marksFindingsOfEveryKindAndThoseOfBefore() throws Exception {
        try (TestBroker broker = TestBroker.start();
                TestInfluxDb influx = TestInfluxDb.start()) {
            for (String topic : List.of(CITY, Topics.VOLUMES, Topics.ALERTS, Topics.REJECTED)) {
                broker.create(topic, 1);
            }
            influx.query("", "CREATE DATABASE " + DATABASE);
            produce(broker, values());
            try (TestProcess ingest =
                    new IngestRun(broker, List.of(CITY), influx.url(), DATABASE, Points.VOLUMES).start()) {
                await().atMost(Duration.ofSeconds(60)).until(() -> marks(influx).size() == 4 || !ingest.isAlive());
                assertThat(marks(influx))
                        .containsExactly(
                                "accounts n00 n01 n02 n03 and 56 more 540000 high large-first",
                                "accounts a b c 27000 high large-first",
                                "account hub 531000 medium structuring",
                                "516 -> b.2 12000.5 null null");
            }
        }
    }

    /** The oldest first; the first one is of form 2. */
    private List<byte[]> values() throws Exception {
        String before = Files.readAllLines(Path.of("src/test/resources/earlier-alerts/form-2.jsonl"), UTF_8)
                .get(0);
        return List.of(
                before.replace(
                                "\"at\":1700000000123",
                                "\"at\":" + now.minusSeconds(40).toEpochMilli())
                        .getBytes(UTF_8),
                at(now.minusSeconds(30), TestFindings.aboutAccount(60)),
                at(now.minusSeconds(20), TestFindings.aboutAccounts(3)),
                at(now.minusSeconds(10), TestFindings.aboutAccounts(60)));
    }

    private static byte[] at(Instant time, Alert finding) {
        AlertId own = new AlertId(
                String.format("%016x", time.getEpochSecond()), finding.id().step());
        return AlertJson.write(TestAlert.like(finding, own).at(time).build());
    }

    @SuppressWarnings("FutureReturnValueIgnored") // closing the producer waits
    private static void produce(TestBroker broker, List<byte[]> values) {
        Map<String, Object> properties = Map.of("bootstrap.servers", broker.address());
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
            values.forEach(value -> producer.send(new ProducerRecord<>(Topics.ALERTS, value)));
        }
    }

    /** What the dashboard's own query says, the newest first. */
    private List<String> marks(TestInfluxDb influx) {
        GrafanaVariables shown =
                new GrafanaVariables(now.minusSeconds(3600), now.plusSeconds(60), Duration.ofSeconds(5), List.of());
        String query = shown.fill(GrafanaDashboard.cities().annotationQuery("Alerts"));
        List<String> marks = new ArrayList<>();
        for (JsonNode row : influx.query(DATABASE, query).at("/results/0/series/0/values")) {
            marks.add(String.join(
                    " ",
                    row.path(1).asText(),
                    row.path(2).asText(),
                    row.path(3).asText(),
                    row.path(4).asText()));
        }
        return marks;
    }
}
