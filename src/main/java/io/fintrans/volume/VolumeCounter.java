package io.fintrans.volume;

import io.fintrans.topic.PaymentReader;
import io.fintrans.transaction.Payment;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/** Reads payments into the store, which sends on what they add up to. */
final class VolumeCounter implements Processor<byte[], byte[], byte[], byte[]> {
    private final PaymentReader reader;
    private ProcessorContext<byte[], byte[]> context;
    private VolumeStore store;

    @SuppressWarnings("NullAway.Init") // Streams calls init first.
    VolumeCounter(PaymentReader reader) {
        this.reader = reader;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> processorContext) {
        context = processorContext;
        store = processorContext.getStateStore(VolumeTopology.SECONDS);
        store.sendFrom(processorContext);
    }

    @Override
    public void process(Record<byte[], byte[]> consumed) {
        RecordMetadata from = context.recordMetadata().orElseThrow();
        if (reader.read(consumed.headers(), consumed.value(), from.topic()) instanceof Payment payment) {
            store.add(from.topic(), from.partition(), from.offset(), consumed.timestamp(), payment.amount());
        }
    }
}
