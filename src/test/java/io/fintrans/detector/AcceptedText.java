package io.fintrans.detector;

import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.accepted.AcceptedReader;
import io.fintrans.accepted.AcceptedWriter;
import io.fintrans.packed.PackedReader;
import io.fintrans.topic.Topics;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.streams.test.TestRecord;

/** What a driver has written to {@code fintrans.accepted}, in words. */
final class AcceptedText {
    private AcceptedText() {}

    /**
     * A line for each record since the last call.
     *
     * @param zero what watermarks are told from, in milliseconds since 1970
     */
    static List<String> of(DetectorDriver driver, long zero) {
        List<String> told = new ArrayList<>();
        AcceptedReader reader = new AcceptedReader();
        for (TestRecord<byte[], byte[]> record : driver.driver()
                .createOutputTopic(Topics.ACCEPTED, new ByteArrayDeserializer(), new ByteArrayDeserializer())
                .readRecordsToList()) {
            reader.open(record.value());
            assertThat(reader.application()).isEqualTo(DetectorDriver.APPLICATION);
            assertThat(record.key()).isEqualTo(AcceptedWriter.key(reader.task()));
            boolean known = reader.watermark() != AcceptedWriter.NO_WATERMARK;
            told.add(reader.task() + ":" + payments(reader) + " watermark "
                    + (known ? Long.toString(reader.watermark() - zero) : "none"));
        }
        return told;
    }

    private static String payments(AcceptedReader reader) {
        StringBuilder text = new StringBuilder();
        PackedReader payments = reader.payments();
        while (payments.next()) {
            text.append(" " + payments.account(payments.source()) + " " + payments.account(payments.target()))
                    .append(" " + payments.counted() + (payments.isMarked() ? " marked " : " "))
                    .append(payments.coordinates() + " of " + reader.count(payments.origin()))
                    .append(" " + reader.sum(payments.origin()) + ",");
        }
        return text.toString();
    }
}
