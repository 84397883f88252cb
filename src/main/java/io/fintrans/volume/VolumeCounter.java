package io.fintrans.volume;

import io.fintrans.topic.record.Consumed;
import io.fintrans.transaction.Decoded.Entry;
import io.fintrans.transaction.Payment;
import io.fintrans.transaction.Payments;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/** Reads payments into the store, which sends on what they add up to. */
final class VolumeCounter implements Processor<byte[], Consumed, byte[], byte[]> {
    private ProcessorContext<byte[], byte[]> context;
    private VolumeStore store;

    @SuppressWarnings("NullAway.Init") // Streams calls init first.
    VolumeCounter() {}

    @Override
    public void init(ProcessorContext<byte[], byte[]> processorContext) {
        context = processorContext;
        store = processorContext.getStateStore(VolumeTopology.SECONDS);
        store.sendFrom(processorContext);
    }

    @Override
    public void process(Record<byte[], Consumed> consumed) {
        RecordMetadata from = context.recordMetadata().orElseThrow();
        Consumed record = consumed.value();
        if (record.decoded() instanceof Payment payment) {
            store.read(from.topic(), from.partition(), from.offset());
            store.add(payment.timeIn(record.timestamp()), payment.amount());
        } else if (record.decoded() instanceof Payments several) {
            store.read(from.topic(), from.partition(), from.offset());
            for (Entry entry : several.entries()) {
                if (entry instanceof Payment payment) {
                    store.add(payment.timeIn(record.timestamp()), payment.amount());
                }
            }
        }
    }
}
