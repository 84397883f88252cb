package io.fintrans.ingest;

import io.fintrans.testing.TestBroker;
import io.fintrans.timeseries.Distribution;
import io.fintrans.timeseries.Volume;
import io.fintrans.timeseries.VolumeJson;
import io.fintrans.topic.Topics;
import io.fintrans.transaction.Money;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Records of {@code fintrans.volumes} as the volume stage writes them: each second again and again, each time with more in it. */
final class KnownVolumes implements AutoCloseable {
    private final KafkaProducer<byte[], byte[]> producer;
    private final SplittableRandom random = new SplittableRandom(7);
    private final Map<String, Volume> newest = new TreeMap<>();

    KnownVolumes(TestBroker broker) {
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.address()), new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Counts so many payments in random cities, seconds and partitions, and tells of each. */
    KnownVolumes send(List<String> cities, long firstSecond, int seconds, int payments) {
        for (int i = 0; i < payments; i++) {
            String city = cities.get(random.nextInt(cities.size()));
            long second = firstSecond + random.nextInt(seconds);
            send(city, second, random.nextInt(3), 1 + random.nextLong(5_000_000), i);
        }
        producer.flush();
        return this;
    }

    void send(String city, long second, int partition, long amount, long offset) {
        Volume before = newest.get(city + ' ' + second + ' ' + partition);
        Distribution amounts = new Distribution();
        Optional.ofNullable(before).ifPresent(volume -> amounts.addAll(volume.amounts()));
        amounts.add(amount);
        Volume volume = new Volume(
                city,
                second,
                partition,
                Money.USD,
                before == null ? 1 : before.count() + 1,
                before == null ? amount : before.total() + amount,
                before == null ? amount : Math.min(before.smallest(), amount),
                before == null ? amount : Math.max(before.largest(), amount),
                offset,
                amounts);
        newest.put(city + ' ' + second + ' ' + partition, volume);
        put(volume.key(), VolumeJson.write(volume));
    }

    /** Sends anything. */
    @SuppressWarnings("FutureReturnValueIgnored") // Flushing waits for all, and the test counts.
    void put(byte[] key, byte[] value) {
        producer.send(new ProducerRecord<>(Topics.VOLUMES, key, value));
    }

    void flush() {
        producer.flush();
    }

    /** The newest of each city, second and partition. */
    Map<String, Volume> newest() {
        return newest;
    }

    @Override
    public void close() {
        producer.close();
    }
}
