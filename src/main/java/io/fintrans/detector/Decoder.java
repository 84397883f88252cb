package io.fintrans.detector;

import io.fintrans.detector.DetectorTopology.Surroundings;
import io.fintrans.detector.state.WindowStore;
import io.fintrans.exchange.Watermark;
import io.fintrans.topic.record.Consumed;
import io.fintrans.transaction.Coordinates;
import io.fintrans.transaction.Decoded.Entry;
import io.fintrans.transaction.Payment;
import io.fintrans.transaction.Rejection;
import java.util.List;
import org.apache.kafka.common.metrics.Sensor;
import org.apache.kafka.common.metrics.Sensor.RecordingLevel;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * Reads a city's records. Each payment goes one of three ways: to the rule, if this task is the one for its source account; to the
 * exchange, which brings it to that task; or to {@code fintrans.rejected}. A record that is passed goes nowhere; the metric
 * {@code passed-records-total} of each task counts those.
 */
final class Decoder implements Processor<byte[], Consumed, byte[], Object> {
    private final DetectorSettings settings;
    private final Surroundings around;
    private ProcessorContext<byte[], Object> context;
    private WindowStore store;
    private Sensor passed;
    private ExchangeFeed feed;
    private ReadProgress progress;
    private int task;

    @SuppressWarnings("NullAway.Init") // Streams calls init first.
    Decoder(DetectorSettings settings, Surroundings around) {
        this.settings = settings;
        this.around = around;
    }

    @Override
    public void init(ProcessorContext<byte[], Object> processorContext) {
        context = processorContext;
        store = processorContext.getStateStore(DetectorTopology.WINDOW);
        passed = processorContext
                .metrics()
                .addRateTotalSensor(
                        "task", processorContext.taskId().toString(), "passed-records", RecordingLevel.INFO);
        feed = processorContext.getStateStore(DetectorTopology.EXCHANGE);
        task = processorContext.taskId().partition();
        progress = new ReadProgress(
                task,
                settings.lateness().toMillis() / 8,
                settings.inputs(),
                around.inputs().apply(processorContext),
                around.oneInput());
        feed.begin(processorContext, progress);
        processorContext.schedule(ReadProgress.CHECK, PunctuationType.WALL_CLOCK_TIME, this::tellWhenDue);
    }

    @Override
    public void process(Record<byte[], Consumed> consumed) {
        RecordMetadata from = context.recordMetadata().orElseThrow();
        progress.read(from.topic(), from.offset(), consumed.timestamp());
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
        if (entry instanceof Payment payment) {
            take(consumed, payment, from);
        } else if (entry instanceof Rejection rejection) {
            Coordinates coordinates = new Coordinates(from.topic(), from.partition(), from.offset(), index);
            context.forward(rejected(consumed, rejection, coordinates), DetectorTopology.TO_REJECTED);
        }
    }

    /** Kafka's own partitioner, given the source account as key, says which of the owners it belongs to. */
    private void take(Record<byte[], Consumed> consumed, Payment payment, RecordMetadata from) {
        Consumed record = consumed.value();
        int owner = ExchangePartitioner.ownerOf(payment.source().toBytes(), settings.owners());
        if (owner != task) {
            feed.pass(owner, payment, record.timestamp(), from.topic(), from.partition(), from.offset());
        } else {
            PaymentArrival arrival = new PaymentArrival(
                    payment, from.topic(), from.partition(), from.offset(), record.timestamp(), record.value());
            context.forward(
                    new Record<>(consumed.key(), arrival, payment.timeIn(record.timestamp()), consumed.headers()),
                    DetectorTopology.RULE);
        }
    }

    private void tellWhenDue(long now) {
        Watermark due = progress.due(now);
        if (due != null) {
            feed.tell(due);
        }
    }

    private Record<byte[], byte[]> rejected(Record<byte[], Consumed> consumed, Rejection rejection, Coordinates from) {
        Consumed record = consumed.value();
        return RejectedRecords.of(consumed.withValue(record.value()), rejection, from, record.timestamp(), context);
    }
}
