package io.fintrans.detector;

import io.fintrans.exchange.ExchangeReader;
import io.fintrans.exchange.Watermark;
import io.fintrans.packed.PackedReader;
import io.fintrans.topic.Topics;
import io.fintrans.transaction.Coordinates;
import io.fintrans.transaction.Count;
import io.fintrans.transaction.Money;
import io.fintrans.transaction.Payment;
import io.fintrans.transaction.Rejection;
import io.fintrans.transaction.Rejection.Reason;
import java.util.BitSet;
import java.util.function.Function;
import java.util.function.IntSupplier;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * Reads what other tasks have sent through the exchange: payments from where they were first read, and how far time may come; in task
 * 0, also how far each task has read, from which it makes the latter.
 *
 * <p>Nobody but a task should write there, but whoever Kafka lets can. So a record is believed only as far as a task could have written it,
 * all of it or nothing; what is left is in {@code docs/decisions/0014-internal-topics.md}. All others go to {@code fintrans.rejected} with
 * the coordinates that they have in this topic, never with those that they name.
 */
final class ExchangeDecoder implements Processor<byte[], byte[], byte[], Object> {
    private static final long MAX_AHEAD = Topics.MAX_AHEAD.toMillis();

    private final DetectorSettings settings;
    private final IntSupplier tasks;
    private final Function<ProcessorContext<?, ?>, ReadPositions> positions;
    private final ExchangeReader reader = new ExchangeReader();
    private ProcessorContext<byte[], Object> context;
    private ExchangeFeed feed;
    private LowestWatermark lowest;
    private Strangers strangers;
    private Plausibility plausibility;
    private int task;
    /** Which payments of the record, by their places in it, nobody can tell a stranger's from a former city's. */
    private final BitSet unknown = new BitSet();

    private String unknownTopic = "";

    /**
     * Of one task.
     *
     * @param tasks how many there are by now
     * @param positions tells how far the cities have been read
     */
    @SuppressWarnings("NullAway.Init") // Streams calls init first.
    ExchangeDecoder(
            DetectorSettings settings, IntSupplier tasks, Function<ProcessorContext<?, ?>, ReadPositions> positions) {
        this.settings = settings;
        this.tasks = tasks;
        this.positions = positions;
    }

    @Override
    public void init(ProcessorContext<byte[], Object> processorContext) {
        context = processorContext;
        feed = processorContext.getStateStore(DetectorTopology.EXCHANGE);
        task = processorContext.taskId().partition();
        strangers = new Strangers(processorContext);
        plausibility = new Plausibility(settings, task, positions.apply(processorContext));
        lowest = new LowestWatermark(tasks, settings.lateness().toMillis() / 8);
        if (task == 0) {
            processorContext.schedule(ReadProgress.CHECK, PunctuationType.WALL_CLOCK_TIME, this::tellWhenDue);
        }
    }

    private void tellWhenDue(long now) {
        long reached = lowest.due(now);
        if (reached != LowestWatermark.NOTHING) {
            feed.tellReached(reached);
        }
    }

    @Override
    public void process(Record<byte[], byte[]> consumed) {
        try {
            read(consumed);
        } catch (IllegalArgumentException e) {
            reject(consumed, String.valueOf(e.getMessage()));
        }
    }

    private void read(Record<byte[], byte[]> consumed) {
        reader.open(consumed.value());
        if (!reader.application().equals(context.applicationId())) {
            throw new IllegalArgumentException("it is of another application");
        }
        long came = ExchangeTimes.came(consumed.headers());
        Watermark watermark = reader.watermark();
        long time = watermark == null ? reader.reached() : watermark.time();
        boolean ahead = time > came + MAX_AHEAD;
        if (ahead && reader.payments().payments() == 0) {
            throw new IllegalArgumentException("its time is ahead of the broker's clock");
        }
        check(came);
        // Payments that come with a time which cannot be believed count: two brokers' clocks are never quite the same.
        if (ahead || (time != ExchangeReader.NONE && ExchangeTimes.isOld(reader.told(), came))) {
            strangers.passOver(
                    context, "it was told at another time than it came; or a clock is wrong by five minutes");
        } else if (watermark != null && task == 0) {
            lowest.heard(watermark, came, context.currentSystemTimeMs());
        } else if (reader.reached() != ExchangeReader.NONE) {
            context.forward(new Record<>(consumed.key(), new Reached(time), time), DetectorTopology.RULE);
        }
        forward();
        if (!unknown.isEmpty()) {
            leaveOut(consumed);
        }
    }

    /** Whether a task can have sent all of these payments; notes those of which that cannot be known. */
    private void check(long came) {
        PackedReader payments = reader.payments();
        if (payments.payments() > 0 && !payments.currency().equals(Money.USD)) {
            throw new IllegalArgumentException("its amounts are in another currency");
        }
        long latest = Topics.latestTime(came);
        long now = context.currentSystemTimeMs();
        RecordMetadata at = context.recordMetadata().orElseThrow();
        unknown.clear();
        for (int i = 0; payments.next(); i++) {
            if (payments.time() > latest) {
                throw new IllegalArgumentException("its time is ahead of the broker's clock");
            }
            boolean known = plausibility.isKnown(payments.payment(), payments.coordinates(), at, now);
            unknown.set(i, !known);
            unknownTopic = known ? unknownTopic : payments.topic();
        }
        payments.rewind();
    }

    private void forward() {
        PackedReader payments = reader.payments();
        for (int i = 0; payments.next(); i++) {
            if (unknown.get(i)) {
                continue;
            }
            Payment payment = payments.payment();
            PaymentArrival arrival = new PaymentArrival(
                    payment, payments.topic(), payments.partition(), payments.offset(), payments.recordTime(), null);
            // What is rejected afterwards is not to have the headers of its way.
            Headers none = new RecordHeaders();
            context.forward(new Record<>(null, arrival, payments.time(), none), DetectorTopology.RULE);
        }
    }

    /** A former city's, of which nothing is known any more, must not take those of other cities with them. */
    private void leaveOut(Record<byte[], byte[]> consumed) {
        String why = Count.of(
                        unknown.cardinality(),
                        "payment of " + unknownTopic + " is",
                        "payments of " + unknownTopic + " are")
                + " not counted: that is no city's topic, and nothing is known to have been read of it";
        strangers.leaveOut(context, why);
        toRejected(consumed, why);
    }

    private void reject(Record<byte[], byte[]> consumed, String why) {
        strangers.reject(context, why);
        toRejected(consumed, "no task of the detector wrote this: " + why);
    }

    /** Not as the payments that it says it has: those may exist, and be right. */
    private void toRejected(Record<byte[], byte[]> consumed, String why) {
        RecordMetadata from = context.recordMetadata().orElseThrow();
        long came = ExchangeTimes.came(consumed.headers());
        context.forward(
                RejectedRecords.of(
                        consumed.withHeaders(ExchangeTimes.without(consumed.headers())),
                        new Rejection(Reason.FOREIGN, why),
                        new Coordinates(from.topic(), from.partition(), from.offset()),
                        came,
                        context),
                DetectorTopology.TO_REJECTED);
    }

    @Override
    public void close() {
        plausibility.close();
    }
}
