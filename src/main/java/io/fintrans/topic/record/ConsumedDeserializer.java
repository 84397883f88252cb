package io.fintrans.topic.record;

import io.fintrans.format.PaymentFormat;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Decodes the records of the cities' topics where Kafka Streams first sees them, which is before it asks for their time. It never throws:
 * what is no payment is a verdict like any other. Threads share it.
 */
public final class ConsumedDeserializer implements Deserializer<Consumed> {
    private final PaymentReader reader;

    /** @param format of the records' values */
    public ConsumedDeserializer(PaymentFormat format) {
        this.reader = new PaymentReader(format);
    }

    @Override
    public Consumed deserialize(String topic, byte @Nullable [] value) {
        return deserialize(topic, new RecordHeaders(), value);
    }

    @Override
    public Consumed deserialize(String topic, Headers headers, byte @Nullable [] value) {
        return reader.read(headers, value, topic);
    }
}
