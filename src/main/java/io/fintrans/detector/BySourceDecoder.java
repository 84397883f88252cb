package io.fintrans.detector;

import io.fintrans.format.TransactionFormat;
import io.fintrans.transaction.Coordinates;
import io.fintrans.transaction.Transaction;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads back what {@link Decoder}s sent to {@code fintrans.by-source}: payments from where they were first read, and watermarks. */
final class BySourceDecoder implements Processor<byte[], byte[], byte[], Arrival> {
    private static final Logger LOG = LoggerFactory.getLogger(BySourceDecoder.class);

    private final TransactionFormat format;
    private ProcessorContext<byte[], Arrival> context;

    @SuppressWarnings("NullAway.Init") // Streams calls init first.
    BySourceDecoder(TransactionFormat format) {
        this.format = format;
    }

    @Override
    public void init(ProcessorContext<byte[], Arrival> processorContext) {
        context = processorContext;
    }

    @Override
    public void process(Record<byte[], byte[]> consumed) {
        Headers headers = consumed.headers();
        try {
            if (OriginHeaders.application(headers).equals(context.applicationId())) {
                Watermark watermark = OriginHeaders.watermark(headers);
                if (watermark != null) {
                    context.forward(consumed.withValue(watermark));
                } else {
                    payment(consumed, OriginHeaders.read(headers));
                }
            }
        } catch (IllegalArgumentException e) {
            ignore("its headers cannot be read: " + e);
        }
    }

    private void payment(Record<byte[], byte[]> consumed, Coordinates origin) {
        OriginHeaders.time(consumed.headers()); // Without it the record's time was made up.
        if (format.decode(consumed.value()) instanceof Transaction transaction) {
            Payment payment =
                    new Payment(transaction, origin.topic(), origin.partition(), origin.offset(), consumed.value());
            context.forward(
                    consumed.withKey(OriginHeaders.key(consumed.headers())).withValue(payment));
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
