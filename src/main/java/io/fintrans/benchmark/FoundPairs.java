package io.fintrans.benchmark;

import io.fintrans.alert.AlertJson;
import io.fintrans.topic.Topics;
import io.fintrans.transaction.AccountId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The pairs that one run has found, read from where it wrote them. */
final class FoundPairs {
    private FoundPairs() {}

    /**
     * Reads what is committed between two positions of a topic.
     *
     * @param topic {@link Topics#ALERTS}, or one whose keys are pairs
     * @return pairs as {@link DatasetPayment#pairName}
     */
    static Set<String> between(
            String bootstrapServer, String topic, Map<TopicPartition, Long> begins, Map<TopicPartition, Long> ends) {
        Set<String> pairs = new HashSet<>();
        Map<String, Object> settings =
                Map.of("bootstrap.servers", bootstrapServer, "isolation.level", "read_committed");
        try (Consumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(ends.keySet());
            begins.forEach(consumer::seek);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                    pairs.add(topic.equals(Topics.ALERTS) ? pairOfAlert(record.value()) : text(record.key()));
                }
            }
        }
        return pairs;
    }

    private static String pairOfAlert(byte[] value) {
        return AlertJson.read(value).subject().accounts().stream()
                .map(AccountId::toString)
                .collect(Collectors.joining(" "));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.US_ASCII);
    }
}
