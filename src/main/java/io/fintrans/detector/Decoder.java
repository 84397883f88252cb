package io.fintrans.detector;

import io.fintrans.format.PaymentFormat;
import io.fintrans.topic.ImpossibleTime;
import io.fintrans.topic.PaymentReader;
import io.fintrans.transaction.AccountId;
import io.fintrans.transaction.Coordinates;
import io.fintrans.transaction.Decoded;
import io.fintrans.transaction.Payment;
import io.fintrans.transaction.Rejection;
import java.util.function.IntSupplier;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * Reads a city's records. Each goes one of three ways: as a payment to the rule, if this task is the one for its source account; to
 * {@code fintrans.by-source}, which brings it to that task; or to {@code fintrans.rejected}.
 */
final class Decoder implements Processor<byte[], byte[], byte[], Object> {
    private final PaymentReader reader;
    private final int owners;
    private final IntSupplier tasks;
    private final long watermarkStep;
    private ProcessorContext<byte[], Object> context;
    private String application;
    private int task;
    private ReadProgress progress;

    @SuppressWarnings("NullAway.Init") // Streams calls init first.
    Decoder(PaymentFormat format, DetectorSettings settings, IntSupplier tasks) {
        this.reader = new PaymentReader(format);
        this.owners = settings.owners();
        this.tasks = tasks;
        this.watermarkStep = settings.lateness().toMillis() / 8;
    }

    @Override
    public void init(ProcessorContext<byte[], Object> processorContext) {
        context = processorContext;
        application = processorContext.applicationId();
        task = processorContext.taskId().partition();
        progress = new ReadProgress(task, watermarkStep);
        processorContext.schedule(ReadProgress.CHECK, PunctuationType.WALL_CLOCK_TIME, this::tellWhenDue);
    }

    @Override
    public void process(Record<byte[], byte[]> consumed) {
        RecordMetadata from = context.recordMetadata().orElseThrow();
        if (progress.read(consumed.timestamp()) && isOneOfSeveral()) {
            tell(progress.awake());
        }
        Decoded decoded = reader.read(consumed.headers(), consumed.value(), from.topic());
        if (decoded instanceof Payment payment) {
            if (isOurs(payment.source())) {
                context.forward(
                        consumed.withValue(new PaymentArrival(
                                payment, from.topic(), from.partition(), from.offset(), consumed.value())),
                        DetectorTopology.RULE);
            } else {
                context.forward(bySource(consumed, payment, from), DetectorTopology.TO_BY_SOURCE);
            }
        } else if (decoded instanceof Rejection rejection) {
            context.forward(rejected(consumed, rejection, from), DetectorTopology.TO_REJECTED);
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

    private Record<byte[], Object> bySource(Record<byte[], byte[]> consumed, Payment payment, RecordMetadata from) {
        return new Record<>(
                payment.source().toBytes(),
                consumed.value(),
                consumed.timestamp(),
                OriginHeaders.of(
                        application,
                        from.topic(),
                        from.partition(),
                        from.offset(),
                        consumed.timestamp(),
                        consumed.key()));
    }

    private Record<byte[], byte[]> rejected(Record<byte[], byte[]> consumed, Rejection rejection, RecordMetadata from) {
        ImpossibleTime time = ImpossibleTime.of(consumed.headers());
        long recordTime = time == null ? consumed.timestamp() : time.recordTime();
        return RejectedRecords.of(
                consumed,
                rejection,
                new Coordinates(from.topic(), from.partition(), from.offset()),
                recordTime,
                context);
    }
}
