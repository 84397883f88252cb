package io.fintrans.detector;

import io.fintrans.detector.state.WindowStore;
import io.fintrans.format.Formats;
import io.fintrans.topic.Consumed;
import io.fintrans.transaction.AccountId;
import io.fintrans.transaction.Coordinates;
import io.fintrans.transaction.Decoded.Entry;
import io.fintrans.transaction.Payment;
import io.fintrans.transaction.Payments;
import io.fintrans.transaction.Rejection;
import java.util.List;
import java.util.function.IntSupplier;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.metrics.Sensor;
import org.apache.kafka.common.metrics.Sensor.RecordingLevel;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * Reads a city's records. Each payment goes one of three ways: to the rule, if this task is the one for its source account; to {@code
 * fintrans.by-source}, which brings it to that task; or to {@code fintrans.rejected}. A record that is passed goes nowhere; the metric
 * {@code passed-records-total} of each task counts those.
 */
final class Decoder implements Processor<byte[], Consumed, byte[], Object> {
    private final int owners;
    private final IntSupplier tasks;
    private final long watermarkStep;
    private ProcessorContext<byte[], Object> context;
    private WindowStore store;
    private Sensor passed;
    private String application;
    private int task;
    private ReadProgress progress;

    @SuppressWarnings("NullAway.Init") // Streams calls init first.
    Decoder(DetectorSettings settings, IntSupplier tasks) {
        this.owners = settings.owners();
        this.tasks = tasks;
        this.watermarkStep = settings.lateness().toMillis() / 8;
    }

    @Override
    public void init(ProcessorContext<byte[], Object> processorContext) {
        context = processorContext;
        store = processorContext.getStateStore(DetectorTopology.WINDOW);
        passed = processorContext
                .metrics()
                .addRateTotalSensor(
                        "task", processorContext.taskId().toString(), "passed-records", RecordingLevel.INFO);
        application = processorContext.applicationId();
        task = processorContext.taskId().partition();
        progress = new ReadProgress(task, watermarkStep);
        processorContext.schedule(ReadProgress.CHECK, PunctuationType.WALL_CLOCK_TIME, this::tellWhenDue);
    }

    @Override
    public void process(Record<byte[], Consumed> consumed) {
        RecordMetadata from = context.recordMetadata().orElseThrow();
        if (progress.read(consumed.timestamp()) && isOneOfSeveral()) {
            tell(progress.awake());
        }
        Consumed record = consumed.value();
        store.read(store.origin(from.topic(), from.partition()), from.offset(), record.isPassed());
        if (record.isPassed()) {
            passed.record();
        } else if (record.decoded() instanceof Entry only) {
            take(consumed, only, 0, from);
        } else {
            List<Entry> entries = record.entries();
            for (int index = 0; index < entries.size(); index++) {
                take(consumed, entries.get(index), index, from);
            }
        }
    }

    private void take(Record<byte[], Consumed> consumed, Entry entry, int index, RecordMetadata from) {
        if (entry instanceof Payment payment && isOurs(payment.source())) {
            Consumed record = consumed.value();
            PaymentArrival arrival = new PaymentArrival(
                    payment, from.topic(), from.partition(), from.offset(), record.timestamp(), record.value());
            context.forward(
                    new Record<>(consumed.key(), arrival, payment.timeIn(record.timestamp()), consumed.headers()),
                    DetectorTopology.RULE);
        } else if (entry instanceof Payment payment) {
            context.forward(bySource(consumed, payment, from), DetectorTopology.TO_BY_SOURCE);
        } else if (entry instanceof Rejection rejection) {
            Coordinates coordinates = new Coordinates(from.topic(), from.partition(), from.offset(), index);
            context.forward(rejected(consumed, rejection, coordinates), DetectorTopology.TO_REJECTED);
        }
    }

    private void tellWhenDue(long now) {
        Watermark due = isOneOfSeveral() ? progress.due(now) : null;
        if (due != null) {
            tell(due);
        }
    }

    private boolean isOneOfSeveral() {
        return tasks.getAsInt() > 1;
    }

    /** To all owners, this task too if it is one. */
    private void tell(Watermark watermark) {
        Headers headers = OriginHeaders.of(application, watermark, context.currentSystemTimeMs());
        context.forward(new Record<>(null, null, watermark.time(), headers), DetectorTopology.TO_BY_SOURCE);
    }

    /** Whether Kafka's own partitioner, given the source account as key, would choose this task out of the owners. */
    private boolean isOurs(AccountId source) {
        return AccountPartitioner.ownerOf(source.toBytes(), owners) == task;
    }

    /** The record as it came; of a record with several payments this one alone, or all would be sent for each. */
    private Record<byte[], Object> bySource(Record<byte[], Consumed> consumed, Payment payment, RecordMetadata from) {
        Consumed record = consumed.value();
        boolean several = record.decoded() instanceof Payments;
        long time = payment.timeIn(record.timestamp());
        Headers headers =
                OriginHeaders.of(application, from.topic(), from.partition(), from.offset(), time, consumed.key());
        OriginHeaders.addPlace(headers, several, payment.index(), time, record.timestamp());
        return new Record<>(
                payment.source().toBytes(), several ? Formats.STANDARD.encode(payment) : record.value(), time, headers);
    }

    private Record<byte[], byte[]> rejected(Record<byte[], Consumed> consumed, Rejection rejection, Coordinates from) {
        Consumed record = consumed.value();
        return RejectedRecords.of(consumed.withValue(record.value()), rejection, from, record.timestamp(), context);
    }
}
