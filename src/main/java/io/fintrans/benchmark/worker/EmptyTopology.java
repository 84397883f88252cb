package io.fintrans.benchmark.worker;

import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.Record;

/** What Kafka Streams itself costs: reads all records and does nothing with them. */
final class EmptyTopology {
    private EmptyTopology() {}

    static Topology of(WorkerTask task) {
        Topology topology = new Topology();
        topology.addSource(
                AutoOffsetReset.earliest(),
                "payments",
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer(),
                task.cities().toArray(String[]::new));
        topology.addProcessor("nothing", Nothing::new, "payments");
        return topology;
    }

    private static final class Nothing implements Processor<byte[], byte[], Void, Void> {
        @Override
        public void process(Record<byte[], byte[]> record) {
            // The point of it.
        }
    }
}
