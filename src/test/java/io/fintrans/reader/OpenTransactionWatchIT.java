package io.fintrans.reader;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.fintrans.testing.TestBroker;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** A producer's open transaction hides a partition, and the log of the stage that reads it names the producer. */
class OpenTransactionWatchIT {
    private static final String TOPIC = "watched-for-transactions";

    private final TestBroker broker = TestBroker.shared();
    private final Logger logger = (Logger) LoggerFactory.getLogger(OpenTransactionWatch.class);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeEach
    void listen() {
        log.start();
        logger.addAppender(log);
    }

    @AfterEach
    void listenNoMore() {
        logger.detachAppender(log);
    }

    @Test
    void tellsOfItAfterHalfAMinuteAndNotAgainAtOnce() throws Exception {
        broker.create(TOPIC, 1);
        try (KafkaProducer<byte[], byte[]> holder = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.address(), "transactional.id", "watched"),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            holder.initTransactions();
            holder.beginTransaction();
            holder.send(new ProducerRecord<>(TOPIC, "a b 1".getBytes(UTF_8))).get();

            look(Duration.ZERO, 1);
            assertThat(log.list).as("it has just begun").isEmpty();
            look(Duration.ofSeconds(31), 2);
            assertThat(log.list).hasSize(1);
            assertThat(log.list.get(0).getFormattedMessage())
                    .contains("event=open-transaction")
                    .contains("(watched)")
                    .contains(TOPIC + "-0")
                    .contains("fintrans transactions --end ");
            holder.abortTransaction();
        }
    }

    private void look(Duration ahead, int times) {
        try (OpenTransactionWatch watch = new OpenTransactionWatch(
                Map.of("bootstrap.servers", broker.address()),
                List.of("a-journal-that-is-not-there-yet", TOPIC),
                "fintrans transactions",
                Clock.offset(Clock.systemUTC(), ahead))) {
            for (int i = 0; i < times; i++) {
                watch.look();
            }
        }
    }
}
