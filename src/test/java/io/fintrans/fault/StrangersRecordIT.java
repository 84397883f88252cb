package io.fintrans.fault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fintrans.detector.InternalTopic;
import io.fintrans.testing.TestBroker;
import io.fintrans.testing.TestProcess;
import io.fintrans.topic.KeyHash;
import io.fintrans.topic.RejectedHeaders;
import io.fintrans.topic.Topics;
import io.fintrans.transaction.City;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A stranger wrote to the internal topic: an offset that no partition has, copies of genuine records, watermarks from the far future. Each
 * of these ended the detector at every start, or made all later payments late. Now the proof holds, and what was forged is named.
 */
class StrangersRecordIT {
    private static final String APPLICATION = "beside-strangers";

    private final TestBroker broker = TestBroker.start();
    private final long now = Clock.systemUTC().millis();

    @TempDir
    private Path folder;

    @BeforeEach
    void createTopics() {
        broker.create(new Topics(City.DEFAULTS, Topics.DEFAULT_PARTITIONS));
    }

    @AfterEach
    void closeBroker() {
        broker.close();
    }

    @Test
    void costsNoPaymentAndNoAlertAndDoesNotEndTheDetector() {
        try (DetectorGroup detectors = new DetectorGroup(broker, APPLICATION);
                PaymentStream payments = new PaymentStream(broker.address(), 3, 1_000).start();
                RawProducer stranger = new RawProducer(broker.address())) {
            TestProcess first = detectors.start(folder.resolve("state"));
            await("work").atMost(Duration.ofMinutes(2)).until(() -> detectors.read() > 5_000);
            forge(stranger);
            copy(stranger);
            await("the copies to be known")
                    .atMost(Duration.ofMinutes(1))
                    .until(() -> first.logged("event=old-copy") && first.logged("event=foreign-record"));
            first.kill();
            TestProcess second = detectors.start(folder.resolve("state"));
            forge(stranger);
            copy(stranger);
            long read = detectors.read();
            await("work again").atMost(Duration.ofMinutes(2)).until(() -> detectors.read() > read + 5_000);

            Proof proof = Proof.of(broker, detectors, payments.stop());
            System.out.println(proof.text());
            proof.holds();
            assertThat(second.isAlive()).isTrue();
            Logs.areQuiet(detectors);
            assertThat(Committed.records(broker, Topics.REJECTED))
                    .as("each is named by where the stranger wrote it")
                    .hasSize(2 * 23)
                    .allSatisfy(rejected -> {
                        assertThat(Committed.header(rejected, RejectedHeaders.REASON))
                                .isEqualTo("foreign");
                        assertThat(Committed.header(rejected, RejectedHeaders.TOPIC))
                                .isEqualTo(InternalTopic.NAME);
                    });
        }
    }

    private void forge(RawProducer stranger) {
        String account = accountOfTaskZero();
        for (long offset : new long[] {140_000_000_000_000L, 100_000_000L}) {
            Header[] headers = InternalTopic.payment(APPLICATION, "London", 2, offset, now);
            write(stranger, account + " X 20000", headers);
        }
        write(stranger, account + " X 20000", InternalTopic.payment(APPLICATION, "London", 700, 0, now));
        for (int i = 0; i < 20; i++) {
            long time = 9_200_000_000_000_000_000L;
            write(stranger, null, InternalTopic.watermark(APPLICATION, i % 4, time, i % 2 == 0, now));
        }
    }

    /** All that other tasks have sent to task 0 until now, watermarks too. */
    private void copy(RawProducer stranger) {
        List<ConsumerRecord<byte[], byte[]>> genuine = Committed.records(broker, InternalTopic.NAME).stream()
                .filter(record -> record.value() != null && record.value().length > 0)
                .filter(record -> !new String(record.value(), UTF_8).endsWith(" X 20000"))
                .limit(500)
                .toList();
        assertThat(genuine).isNotEmpty();
        genuine.forEach(
                record -> stranger.send(InternalTopic.NAME, now, record.key(), record.value(), record.headers()));
    }

    private void write(RawProducer stranger, @Nullable String value, Header... headers) {
        stranger.send(
                InternalTopic.NAME,
                now,
                null,
                value == null ? null : value.getBytes(UTF_8),
                new RecordHeaders(headers));
    }

    private static String accountOfTaskZero() {
        int number = 0;
        while (KeyHash.partition(Integer.toString(number).getBytes(UTF_8), 4) != 0) {
            number++;
        }
        return Integer.toString(number);
    }
}
