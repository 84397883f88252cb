package io.fintrans.generator;

import io.fintrans.alert.Label;
import io.fintrans.alert.LabelJson;
import io.fintrans.generator.pattern.Hidden;
import io.fintrans.generator.pattern.Transfer;
import io.fintrans.topic.Topics;
import io.fintrans.transaction.Coordinates;
import io.fintrans.transaction.Payment;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.InterruptException;

/**
 * Gives payments to Kafka and remembers what became of each; a hidden one's label follows as soon as its coordinates are
 * known. One thread sends; any thread may read the {@link #progress()}.
 */
final class PaymentProducer implements AutoCloseable {
    private final Producer<byte[], byte[]> kafka;
    private final PaymentRecords records;
    private final Deliveries payments = new Deliveries(System::nanoTime);
    private final Deliveries labels = new Deliveries(System::nanoTime);
    /** Filled on the producer's own thread, which must not send: a full buffer would stop it for ever. */
    private final Queue<Label> labelsToSend = new ConcurrentLinkedQueue<>();

    private volatile long made;
    private volatile long hidden;
    private long labelsMade;

    PaymentProducer(Producer<byte[], byte[]> kafka, PaymentRecords records) {
        this.kafka = kafka;
        this.records = records;
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // only one thread writes
    void send(Transfer transfer, long timeMillis) {
        ProducerRecord<byte[], byte[]> kafkaRecord = records.record(transfer, timeMillis);
        made++;
        Hidden part = transfer.hidden();
        if (part == null) {
            send(kafkaRecord, payments, payments);
            return;
        }
        hidden++;
        Callback labelling = (metadata, failure) -> {
            if (failure == null) {
                labelsToSend.add(label(transfer, part, timeMillis, metadata));
            }
            payments.onCompletion(metadata, failure);
        };
        send(kafkaRecord, labelling, payments);
    }

    /** Sends the labels that are ready. Called now and then by the thread that sends payments. */
    void sendLabels() {
        for (Label label = labelsToSend.poll(); label != null; label = labelsToSend.poll()) {
            byte[] key = label.transaction().toString().getBytes(StandardCharsets.UTF_8);
            labelsMade++;
            send(new ProducerRecord<>(Topics.LABELS, key, LabelJson.write(label)), labels, labels);
        }
        if (underWay() == 0) {
            payments.nothingToWaitFor();
        }
    }

    /** Waits at most so long until Kafka has answered for every payment and label, and says whether it has. */
    boolean await(Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        do {
            sendLabels();
            if (underWay() == 0 && labelsToSend.isEmpty() && labelsUnderWay() == 0) {
                return true;
            }
            Pause.briefly();
        } while (System.nanoTime() - deadline < 0);
        return false;
    }

    Progress progress() {
        boolean waits = underWay() > 0;
        return new Progress(
                made,
                payments.confirmed(),
                payments.failed(),
                hidden,
                labels.failed(),
                payments.failed() > 0 ? payments.lastFailure() : labels.lastFailure(),
                waits ? payments.sinceLastAnswer() : Duration.ZERO);
    }

    /** Gives up what Kafka has not answered for yet, and counts it as failed. */
    @Override
    public void close() {
        try {
            kafka.close(Duration.ZERO);
        } catch (InterruptException e) {
            Thread.currentThread().interrupt();
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the callback tells
    private void send(ProducerRecord<byte[], byte[]> kafkaRecord, Callback callback, Deliveries deliveries) {
        try {
            kafka.send(kafkaRecord, callback);
        } catch (InterruptException e) {
            // A stop while the buffer was full; the only failure that Kafka does not tell the callback.
            deliveries.onCompletion(null, e);
        }
    }

    private long underWay() {
        return made - payments.confirmed() - payments.failed();
    }

    private long labelsUnderWay() {
        return labelsMade - labels.confirmed() - labels.failed();
    }

    private Label label(Transfer transfer, Hidden part, long timeMillis, RecordMetadata metadata) {
        Payment payment = records.payment(transfer);
        return new Label(
                new Coordinates(metadata.topic(), metadata.partition(), metadata.offset()),
                part.typology(),
                part.scheme(),
                payment.source(),
                payment.target(),
                payment.amount(),
                Instant.ofEpochMilli(timeMillis),
                part.role());
    }
}
