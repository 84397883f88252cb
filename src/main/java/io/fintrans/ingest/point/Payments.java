package io.fintrans.ingest.point;

import io.fintrans.format.PaymentFormat;
import io.fintrans.ingest.PartitionTime;
import io.fintrans.topic.record.ImpossibleTime;
import io.fintrans.topic.record.PaymentReader;
import io.fintrans.transaction.Payment;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** Reads payments out of records of the city topics as all stages do; what is none is the detector's to reject. */
final class Payments {
    private final PaymentReader reader;

    /** @param format of the records */
    Payments(PaymentFormat format) {
        this.reader = new PaymentReader(format);
    }

    /** @param record whose time {@link PartitionTime} has looked at */
    List<Payment> read(ConsumerRecord<byte[], byte[]> record) {
        if (ImpossibleTime.of(record.headers()) != null) {
            return List.of();
        }
        JudgedTimes judged = JudgedTimes.of(record.headers());
        if (judged == null) {
            return reader.read(record).payments();
        }
        Headers came = new RecordHeaders(record.headers()).remove(judged.key());
        return reader.read(came, record.value(), record.topic()).payments().stream()
                .filter(judged::mayBe)
                .toList();
    }
}
