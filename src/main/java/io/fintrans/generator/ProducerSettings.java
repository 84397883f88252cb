package io.fintrans.generator;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Kafka's settings for the generator's producer, with the reasons. */
final class ProducerSettings {
    private ProducerSettings() {}

    /** @param given what the user passed for every client; it wins where the contract of the generator allows */
    static Map<String, Object> with(Map<String, Object> given, boolean unlimited) {
        Map<String, Object> all = new HashMap<>();
        all.put(ProducerConfig.CLIENT_ID_CONFIG, "fintrans-generator");
        // Twenty partitions fill slowly at a limited rate: 5 ms gather a batch and nobody notices them.
        all.put(ProducerConfig.LINGER_MS_CONFIG, unlimited ? "20" : "5");
        all.put(ProducerConfig.BATCH_SIZE_CONFIG, unlimited ? "262144" : "32768");
        // What waits while Kafka is away: at 1000 payments a second, more than two minutes, the delivery timeout.
        all.put(ProducerConfig.BUFFER_MEMORY_CONFIG, "67108864");
        // A producer that finds no broker forgets what it knew of the topics, and the next payment waits outside the
        // buffer. It must wait as long as those inside, which is the delivery timeout: with Kafka's 60 s, an outage of
        // a minute would cost a payment.
        all.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, "120000");
        all.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        // A broker that comes back is found within a second, and one that is away is not asked 20 times a second.
        all.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, "1000");
        all.putAll(given);
        // Not for the user to weaken: a confirmed payment is on all in-sync replicas, once and in order.
        all.put(ProducerConfig.ACKS_CONFIG, "all");
        all.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
        all.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        all.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        return all;
    }
}
