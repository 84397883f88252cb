package io.fintrans.detector;

import io.fintrans.format.TransactionFormat;
import io.fintrans.transaction.Coordinates;
import io.fintrans.transaction.Transaction;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads back what a {@link Decoder} sent to {@code fintrans.by-source}, as payments from where they were first read. */
final class BySourceDecoder implements Processor<byte[], byte[], byte[], Payment> {
    private static final Logger LOG = LoggerFactory.getLogger(BySourceDecoder.class);

    private final TransactionFormat format;
    private ProcessorContext<byte[], Payment> context;

    @SuppressWarnings("NullAway.Init") // Streams calls init first.
    BySourceDecoder(TransactionFormat format) {
        this.format = format;
    }

    @Override
    public void init(ProcessorContext<byte[], Payment> processorContext) {
        context = processorContext;
    }

    @Override
    public void process(Record<byte[], byte[]> consumed) {
        Coordinates origin;
        try {
            if (!OriginHeaders.application(consumed.headers()).equals(context.applicationId())) {
                return;
            }
            origin = OriginHeaders.read(consumed.headers());
        } catch (IllegalArgumentException e) {
            ignore("its origin cannot be read: " + e);
            return;
        }
        if (format.decode(consumed.value()) instanceof Transaction transaction) {
            Payment payment =
                    new Payment(transaction, origin.topic(), origin.partition(), origin.offset(), consumed.value());
            context.forward(consumed.withValue(payment));
        } else {
            ignore("the record is not a payment");
        }
    }

    /** Nobody but a decoder writes to this topic, so what is not a payment here is not one that was lost. */
    private void ignore(String why) {
        RecordMetadata from = context.recordMetadata().orElseThrow();
        LOG.warn(
                "event=foreign-record topic={} partition={} offset={} why=\"{}\" do=\"forbid others to write to this topic\"",
                from.topic(),
                from.partition(),
                from.offset(),
                why);
    }
}
