package io.fintrans.benchmark.worker;

import io.fintrans.format.Formats;
import io.fintrans.format.PaymentFormat;
import io.fintrans.transaction.Payment;
import java.util.Arrays;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.BytesSerializer;
import org.apache.kafka.common.serialization.LongSerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/**
 * Less than the job, with what Streams brings along: one running total per pair, never expiring and without evidence, in a stock
 * key-value store with its changelog. Local as the detector is: a pair's records are all in partitions of one task.
 */
final class RunningTotalTopology {
    private static final String STORE = "totals";

    private RunningTotalTopology() {}

    /** @param store the stock store to measure, named {@value #STORE} */
    static Topology of(WorkerTask task, KeyValueBytesStoreSupplier store) {
        Topology topology = new Topology();
        topology.addSource(
                AutoOffsetReset.earliest(),
                "payments",
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer(),
                task.cities().toArray(String[]::new));
        topology.addProcessor("running-total", RunningTotal::new, "payments");
        topology.addStateStore(Stores.keyValueStoreBuilder(store, Serdes.Bytes(), Serdes.Long()), "running-total");
        topology.addSink("alerts", task.alertTopic(), new BytesSerializer(), new LongSerializer(), "running-total");
        return topology;
    }

    static KeyValueBytesStoreSupplier inMemory() {
        return Stores.inMemoryKeyValueStore(STORE);
    }

    static KeyValueBytesStoreSupplier rocksDb() {
        return Stores.persistentKeyValueStore(STORE);
    }

    private static final class RunningTotal implements Processor<byte[], byte[], Bytes, Long> {
        private final PaymentFormat format = Formats.STANDARD;
        private @Nullable ProcessorContext<Bytes, Long> context;
        private @Nullable KeyValueStore<Bytes, Long> totals;

        @Override
        public void init(ProcessorContext<Bytes, Long> processorContext) {
            context = processorContext;
            totals = processorContext.getStateStore(STORE);
        }

        @Override
        public void process(Record<byte[], byte[]> record) {
            if (context != null && totals != null && format.decode(record.value()) instanceof Payment payment) {
                add(payment, record, context, totals);
            }
        }

        private static void add(
                Payment payment,
                Record<byte[], byte[]> record,
                ProcessorContext<Bytes, Long> context,
                KeyValueStore<Bytes, Long> totals) {
            // Source, space, target: the value without its amount.
            int length = payment.source().length() + 1 + payment.target().length();
            Bytes pair = Bytes.wrap(Arrays.copyOf(record.value(), length));
            Long known = totals.get(pair);
            long before = known == null ? 0 : known;
            long after = Math.addExact(before, payment.amount().minorUnits());
            totals.put(pair, after);
            if (before <= WorkerTask.THRESHOLD_MINOR_UNITS && after > WorkerTask.THRESHOLD_MINOR_UNITS) {
                context.forward(new Record<>(pair, after, record.timestamp()));
            }
        }
    }
}
