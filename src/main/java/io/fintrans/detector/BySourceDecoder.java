package io.fintrans.detector;

import io.fintrans.format.Formats;
import io.fintrans.format.PaymentFormat;
import io.fintrans.topic.Topics;
import io.fintrans.topic.record.ImpossibleTime;
import io.fintrans.transaction.Coordinates;
import io.fintrans.transaction.Money;
import io.fintrans.transaction.Payment;
import io.fintrans.transaction.Rejection;
import io.fintrans.transaction.Rejection.Reason;
import java.util.function.Function;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Reads what tasks of before there was an exchange have left in {@code fintrans.by-source}: payments from where they were first read.
 * Their watermarks say nothing any more.
 *
 * <p>Nobody but a task should have written there, but whoever Kafka lets can. So a record is believed only as far as a task could have
 * written it; what is left is in {@code docs/decisions/0014-internal-topics.md}. All others go to {@code fintrans.rejected} with the
 * coordinates that they have in this topic, never with those that they name.
 */
final class BySourceDecoder implements Processor<byte[], byte[], byte[], Object> {
    private final DetectorSettings settings;
    private final Function<ProcessorContext<?, ?>, ReadPositions> positions;
    private ProcessorContext<byte[], Object> context;
    private ExchangeFeed feed;
    private Strangers strangers;
    private Plausibility plausibility;

    /** @param positions tells how far the cities have been read */
    @SuppressWarnings("NullAway.Init") // Streams calls init first.
    BySourceDecoder(DetectorSettings settings, Function<ProcessorContext<?, ?>, ReadPositions> positions) {
        this.settings = settings;
        this.positions = positions;
    }

    @Override
    public void init(ProcessorContext<byte[], Object> processorContext) {
        context = processorContext;
        feed = processorContext.getStateStore(DetectorTopology.EXCHANGE);
        strangers = new Strangers(processorContext);
        plausibility =
                new Plausibility(settings, processorContext.taskId().partition(), positions.apply(processorContext));
    }

    @Override
    public void process(Record<byte[], byte[]> consumed) {
        feed.progress().read(Topics.BY_SOURCE, offset(), 0);
        try {
            read(consumed);
        } catch (IllegalArgumentException e) {
            reject(consumed, String.valueOf(e.getMessage()));
        }
    }

    private void read(Record<byte[], byte[]> consumed) {
        Headers headers = consumed.headers();
        if (OriginHeaders.tooLarge(headers)) {
            throw new IllegalArgumentException("its headers are larger than those of any task");
        }
        if (!OriginHeaders.application(headers).equals(context.applicationId())) {
            return;
        }
        ImpossibleTime time = ImpossibleTime.of(headers);
        if (time != null && time.reason() == Reason.TIME_IN_FUTURE) {
            throw new IllegalArgumentException("its time is ahead of the broker's clock");
        }
        if (!OriginHeaders.isWatermark(headers)) {
            payment(consumed, OriginHeaders.read(headers));
        }
    }

    private void payment(Record<byte[], byte[]> consumed, Coordinates origin) {
        OriginHeaders.time(consumed.headers()); // Without it the record's time was made up.
        if (ImpossibleTime.of(consumed.headers()) != null) {
            throw new IllegalArgumentException("it names no time");
        }
        boolean several = OriginHeaders.isOneOfSeveral(consumed.headers());
        Payment payment = decode(several ? Formats.STANDARD : settings.format(), consumed.value(), origin.index());
        RecordMetadata at = context.recordMetadata().orElseThrow();
        if (!plausibility.isKnown(payment, origin, at, context.currentSystemTimeMs())) {
            throw new IllegalArgumentException("it names a topic that is no city's");
        }
        // Its records are of all tasks, in no order of time: time waits until there are no more.
        feed.progress().read(Topics.BY_SOURCE, offset(), 0);
        long recordTime = OriginHeaders.recordTime(consumed.headers());
        PaymentArrival arrival = new PaymentArrival(
                payment.timeIn(recordTime) == consumed.timestamp() ? payment : at(payment, consumed.timestamp()),
                origin.topic(),
                origin.partition(),
                origin.offset(),
                recordTime,
                several ? null : consumed.value());
        context.forward(
                consumed.withKey(OriginHeaders.key(consumed.headers())).withValue(arrival), DetectorTopology.RULE);
    }

    /** One of several had a time of its own that its text does not have. */
    private static Payment at(Payment payment, long time) {
        return new Payment(
                payment.source(),
                payment.target(),
                payment.amount(),
                time,
                payment.id(),
                payment.kind(),
                payment.returnOf(),
                payment.index());
    }

    private long offset() {
        return context.recordMetadata().orElseThrow().offset();
    }

    private static Payment decode(PaymentFormat format, byte @Nullable [] value, int index) {
        if (format.decode(value) instanceof Payment payment
                && payment.amount().currency().equals(Money.USD)) {
            return payment.at(index);
        }
        throw new IllegalArgumentException("the record is not a payment");
    }

    /**
     * Not as the payment that it says it is: that one may exist, and be right. Where its own time cannot be, with the time when it
     * came.
     */
    private void reject(Record<byte[], byte[]> consumed, String why) {
        strangers.reject(context, why);
        RecordMetadata from = context.recordMetadata().orElseThrow();
        ImpossibleTime time = ImpossibleTime.of(consumed.headers());
        context.forward(
                RejectedRecords.of(
                        consumed,
                        new Rejection(Reason.FOREIGN, "no task of the detector wrote this: " + why),
                        new Coordinates(from.topic(), from.partition(), from.offset()),
                        time == null ? consumed.timestamp() : time.recordTime(),
                        context),
                DetectorTopology.TO_REJECTED);
    }

    @Override
    public void close() {
        plausibility.close();
    }
}
