package io.fintrans.benchmark.network;

import io.fintrans.accepted.AcceptedWriter;
import io.fintrans.benchmark.network.NetworkTraffic.Planned;
import io.fintrans.packed.PackedWriter;
import io.fintrans.topic.Topics;
import io.fintrans.transaction.Application;
import io.fintrans.transaction.City;
import io.fintrans.transaction.Money;
import io.fintrans.transaction.Payment;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes payments to {@code fintrans.accepted} as a detector with one task writes those that it has counted. */
public final class AcceptedFiller {
    /** How many payments a record has. */
    public static final int PER_RECORD = 1000;

    private static final Map<String, Object> SETTINGS =
            Map.of("acks", "all", "linger.ms", 20, "batch.size", 256 * 1024, "compression.type", "lz4");

    private final NetworkTraffic traffic;
    private final AcceptedWriter writer = new AcceptedWriter(Application.DEFAULT, 0);
    private final PackedWriter packed = new PackedWriter(Money.USD);
    private final String city = City.DEFAULTS.get(0).name();
    private long offset;
    private long sum;

    public AcceptedFiller(NetworkTraffic traffic) {
        this.traffic = traffic;
    }

    /**
     * Returns when the broker has acknowledged so many records.
     *
     * @throws ExecutionException if it has not
     */
    public void fill(String bootstrapServer, long records) throws ExecutionException, InterruptedException {
        Map<String, Object> settings = new java.util.HashMap<>(SETTINGS);
        settings.put("bootstrap.servers", bootstrapServer);
        try (Producer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            Future<?> last = null;
            for (long i = 0; i < records; i++) {
                last = producer.send(new ProducerRecord<>(Topics.ACCEPTED, 0, AcceptedWriter.key(0), record()));
            }
            if (last != null) {
                last.get();
            }
        }
    }

    private byte[] record() {
        long time = 0;
        for (int i = 0; i < PER_RECORD; i++) {
            Planned next = traffic.next();
            time = next.time();
            sum += next.amount();
            Payment payment = Payment.of(
                    NetworkTraffic.name(next.source()), NetworkTraffic.name(next.target()), Money.usd(next.amount()));
            packed.add(payment, next.amount(), time, city, 0, offset++, false);
        }
        writer.counted(offset, sum);
        return writer.take(1, time, packed.take(ByteBuffer.allocate(0)), 0);
    }
}
