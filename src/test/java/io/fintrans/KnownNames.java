package io.fintrans;

import io.fintrans.topic.Topic;
import io.fintrans.topic.Topics;
import io.fintrans.topic.record.RejectedHeaders;
import io.fintrans.transaction.City;
import io.fintrans.transaction.Rejection;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import kafka.server.KafkaConfig;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.StreamsConfig;

/** Names that documents may use because the code, or Kafka, has them. */
final class KnownNames {
    /** Topics, and the headers of rejected records. */
    static final Set<String> OWN = own();
    /** The settings of Kafka's clients, streams, topics and brokers. */
    static final Set<String> KAFKA_SETTINGS = kafkaSettings();

    static final List<String> REJECTION_REASONS =
            Arrays.stream(Rejection.Reason.values()).map(Rejection.Reason::code).toList();

    private KnownNames() {}

    private static Set<String> own() {
        Set<String> names = new TreeSet<>(constants(RejectedHeaders.class));
        new Topics(City.DEFAULTS, 1).all().stream().map(Topic::name).forEach(names::add);
        names.add(Topics.BY_SOURCE);
        return names;
    }

    private static Set<String> kafkaSettings() {
        Set<String> names = new TreeSet<>(constants(TopicConfig.class));
        names.addAll(ProducerConfig.configNames());
        names.addAll(ConsumerConfig.configNames());
        names.addAll(AdminClientConfig.configNames());
        names.addAll(StreamsConfig.configDef().names());
        names.addAll(KafkaConfig.configDef().names());
        return names;
    }

    private static Set<String> constants(Class<?> holder) {
        Set<String> values = new TreeSet<>();
        for (Field field : holder.getFields()) {
            if (field.getType() == String.class) {
                try {
                    values.add(String.valueOf(field.get(null)));
                } catch (IllegalAccessException e) {
                    throw new AssertionError(e);
                }
            }
        }
        return values;
    }
}
