package io.fintrans.fault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fintrans.detector.ExchangeRecords;
import io.fintrans.testing.TestBroker;
import io.fintrans.testing.TestProcess;
import io.fintrans.topic.KeyHash;
import io.fintrans.topic.Topics;
import io.fintrans.topic.record.RejectedHeaders;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A stranger wrote to the internal topic: an offset that no partition has, copies of genuine records, watermarks from the far future. Each
 * of these ended the detector at every start, or made all later payments late. Now the proof holds, and what was forged is named.
 */
class StrangersRecordIT {
    private static final String APPLICATION = "beside-strangers";

    @AutoClose
    private final TestBroker broker = TestBroker.withCities();

    private final long now = Clock.systemUTC().millis();
    private final List<byte[]> forged = new ArrayList<>();

    @TempDir
    private Path folder;

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
                    .hasSize(2 * 26)
                    .allSatisfy(rejected -> {
                        assertThat(Committed.header(rejected, RejectedHeaders.REASON))
                                .isEqualTo("foreign");
                        assertThat(Committed.header(rejected, RejectedHeaders.TOPIC))
                                .isEqualTo(ExchangeRecords.topic(APPLICATION));
                    });
        }
    }

    private void forge(RawProducer stranger) {
        String account = accountOfTaskZero() + " X 20000";
        for (long offset : new long[] {140_000_000_000_000L, 100_000_000L}) {
            write(stranger, ExchangeRecords.payment(APPLICATION, "London", 2, offset, now, now, account));
        }
        write(stranger, ExchangeRecords.payment(APPLICATION, "London", 700, 0, now, now, account));
        for (String topic : List.of("Atlantis", "no topic", ExchangeRecords.topic(APPLICATION))) {
            write(stranger, ExchangeRecords.payment(APPLICATION, topic, 2, 0, now, now, account));
        }
        for (int i = 0; i < 10; i++) {
            long time = 9_200_000_000_000_000_000L;
            write(stranger, ExchangeRecords.watermark(APPLICATION, i % 4, time, i % 2 == 0, now));
            write(stranger, ExchangeRecords.reached(APPLICATION, time + i, now));
        }
    }

    /** All that other tasks have sent to task 0 until now. */
    private void copy(RawProducer stranger) {
        List<byte[]> genuine = Committed.records(broker, ExchangeRecords.topic(APPLICATION)).stream()
                .map(ConsumerRecord::value)
                .filter(value -> forged.stream().noneMatch(each -> Arrays.equals(each, value)))
                .limit(500)
                .toList();
        assertThat(genuine).isNotEmpty();
        genuine.forEach(value -> send(stranger, value));
    }

    private void write(RawProducer stranger, byte[] value) {
        forged.add(value);
        send(stranger, value);
    }

    private void send(RawProducer stranger, byte[] value) {
        stranger.send(ExchangeRecords.topic(APPLICATION), now, null, value, new RecordHeaders());
    }

    private static String accountOfTaskZero() {
        int number = 0;
        while (KeyHash.partition(Integer.toString(number).getBytes(UTF_8), 4) != 0) {
            number++;
        }
        return Integer.toString(number);
    }
}
