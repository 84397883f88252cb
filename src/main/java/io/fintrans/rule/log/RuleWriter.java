package io.fintrans.rule.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fintrans.rule.log.RuleLog.Entry;
import io.fintrans.topic.Topics;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes changes of rules, and says what became of each: another change may have come first. For one thread. */
public final class RuleWriter implements AutoCloseable {
    private final Producer<byte[], byte[]> producer;
    private final RuleReader reader;

    /**
     * Makes one that knows nothing yet.
     *
     * @param application id of the detector whose rules are changed
     */
    public RuleWriter(Map<String, Object> clientProperties, String application) {
        Map<String, Object> properties = new HashMap<>(clientProperties);
        properties.putIfAbsent(ProducerConfig.CLIENT_ID_CONFIG, "fintrans-rules");
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
        properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 10_000);
        properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000);
        properties.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        this.producer = new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
        this.reader = new RuleReader(clientProperties, new RuleLog(application));
    }

    /** All changes that are there by now. */
    public RuleLog read() {
        reader.readToEnd();
        return reader.log();
    }

    /**
     * Writes a change, waits until it is safe, and reads it back.
     *
     * @return what became of it
     * @throws KafkaException if it cannot be known whether it was written
     */
    public Entry write(RuleChange change) {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(Topics.RULES, 0, key(change).getBytes(UTF_8), RuleChangeJson.write(change));
        long offset;
        try {
            offset = producer.send(record).get().offset();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException kafka ? kafka : new KafkaException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException(e);
        }
        return read().entry(offset).orElseThrow(() -> new KafkaException("the change was not read back"));
    }

    /** The application and the rule. */
    private static String key(RuleChange change) {
        String application = change.author().application();
        if (change instanceof RuleChange.Set set) {
            return application + "/" + set.rule().id().name();
        }
        return change instanceof RuleChange.Proposed proposed
                ? application + "/" + proposed.rule().name()
                : application;
    }

    @Override
    public void close() {
        producer.close();
        reader.close();
    }
}
