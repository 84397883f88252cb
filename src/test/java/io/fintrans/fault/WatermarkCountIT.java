package io.fintrans.fault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fintrans.testing.TestBroker;
import io.fintrans.topic.Topics;
import io.fintrans.transaction.City;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a hundred partitions, 2 000 payments once made 43 100 records that only told how far tasks had read. */
class WatermarkCountIT {
    private static final int PARTITIONS = 100;
    private static final int PAYMENTS = 2_000;
    private static final String APPLICATION = "hundred";

    @TempDir
    private Path folder;

    @Test
    @SuppressWarnings("FutureReturnValueIgnored") // What is lost shows when payments are counted.
    void aHundredTasksTellOneAnotherLittle() {
        try (TestBroker broker = TestBroker.start();
                DetectorGroup detectors =
                        new DetectorGroup(broker, APPLICATION, "--cities", "London", "--threads", "4");
                var producer = new KafkaProducer<>(
                        Map.of("bootstrap.servers", broker.address(), "linger.ms", "5"),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            broker.create(new Topics(List.of(new City("London")), PARTITIONS));
            long from = Clock.systemUTC().millis() - Duration.ofSeconds(75).toMillis();
            for (int i = 0; i < PAYMENTS; i++) {
                String value = "s" + i + " t 5";
                producer.send(new ProducerRecord<>(
                        "London", i % PARTITIONS, from + i * 75_000L / PAYMENTS, null, value.getBytes(UTF_8)));
            }
            producer.flush();
            detectors.start(folder.resolve("state"));
            await("all tasks to be told how far all have read")
                    .atMost(Duration.ofMinutes(4))
                    .ignoreExceptions()
                    .until(() -> Exchanged.all(broker, APPLICATION).stream()
                                    .filter(Exchanged::reached)
                                    .map(Exchanged::to)
                                    .distinct()
                                    .count()
                            == PARTITIONS);
            List<Exchanged> all = Exchanged.all(broker, APPLICATION);
            assertThat(all.stream().mapToInt(Exchanged::payments).sum())
                    .as("payments of other tasks")
                    .isBetween(PAYMENTS / 2, PAYMENTS);
            long only = all.stream().filter(each -> each.payments() == 0).count();
            System.out.println("records of the exchange that are watermarks only: " + only);
            assertThat(only).isLessThanOrEqualTo(2_000);
        }
    }
}
