package io.fintrans.console.record;

import io.fintrans.casework.CaseEvent;
import io.fintrans.casework.SigningMark;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Appends to {@code fintrans.cases}. */
final class CaseWriter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CaseWriter.class);

    private final KafkaProducer<byte[], byte[]> producer;

    CaseWriter(Map<String, Object> clientProperties) {
        this.producer = CaseRecords.producer(clientProperties);
    }

    /** Returns when Kafka has it. */
    void append(CaseEvent event) throws ExecutionException, InterruptedException {
        producer.send(CaseRecords.write(event)).get();
    }

    /** Waits for nothing: if Kafka does not take it, the first decision does the same. */
    @SuppressWarnings("FutureReturnValueIgnored") // the callback is told
    void mark(SigningMark mark) {
        Future<RecordMetadata> unawaited = producer.send(CaseRecords.write(mark), (written, failed) -> {
            if (failed != null) {
                LOG.error("event=mark-not-written why=\"{}\"", failed.getMessage());
            }
        });
        LOG.debug("event=mark-sent done={}", unawaited.isDone());
    }

    @Override
    public void close() {
        producer.close(Duration.ofMillis(CaseRecords.PATIENCE_MS));
    }
}
