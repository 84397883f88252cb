package io.fintrans.detector;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.fintrans.detector.state.MemoryBudget;
import io.fintrans.detector.state.MemoryShare;
import io.fintrans.exchange.ExchangeWriter;
import io.fintrans.exchange.Watermark;
import io.fintrans.streams.CommitStore;
import io.fintrans.transaction.Payment;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.IntSupplier;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.StoreBuilder;
import org.jspecify.annotations.Nullable;

/**
 * What one task sends to the others through the exchange: payments that they add up, one record for each of them before a commit; to task
 * 0, how far it has read; and as task 0 to all, how far all have.
 *
 * <p>What the feeds of all tasks gather together takes a sixteenth of the memory budget at most, or, if that is more, what there must be
 * for each of them to gather a few payments for each other one. A feed that would take more sends what it has at once, in smaller records.
 */
final class ExchangeFeed extends CommitStore {
    /** What is gathered for one task is looked at so often, in payments: its memory grows in large steps. */
    private static final int ACCOUNT_EVERY = 256;
    /** What a feed may take of the budget, for all tasks together. */
    private static final int PART = 16;
    /** A few payments for one task, in bytes: more than what a writer takes before it grows. */
    private static final long FEW = 8 * 1024;

    private final MemoryShare memory;
    private final MemoryBudget budget;
    private final IntSupplier tasks;
    private final @Nullable ExchangeWriter[] writers;
    private @Nullable ReadProgress progress;
    private @Nullable Watermark watermark;
    private int added;

    private ExchangeFeed(String name, int owners, IntSupplier tasks, MemoryBudget budget) {
        super(name);
        this.memory = new MemoryShare(budget);
        this.budget = budget;
        this.tasks = tasks;
        this.writers = new ExchangeWriter[owners];
    }

    /**
     * What the feed of one task may take, in bytes.
     *
     * @param tasks each of which has one
     * @param owners each of which it gathers for
     */
    static long most(long budget, int tasks, int owners) {
        return Math.max(budget / PART / Math.max(tasks, owners), FEW * owners);
    }

    /**
     * Tells Streams how to make the feed of a task.
     *
     * @param owners tasks that accounts are spread over
     * @param tasks how many there are by now
     * @param budget for the memory that the feeds take
     */
    static StoreBuilder<ExchangeFeed> builder(String name, int owners, IntSupplier tasks, MemoryBudget budget) {
        return builder(name, () -> new ExchangeFeed(name, owners, tasks, budget));
    }

    /** Begins; to be called in the processor's {@code init}. */
    void begin(ProcessorContext<byte[], ?> context, ReadProgress readProgress) {
        sendFrom(context);
        progress = readProgress;
    }

    /** How far the task has read. */
    ReadProgress progress() {
        return Objects.requireNonNull(progress);
    }

    /**
     * Takes a payment that another task adds up.
     *
     * @param payment with its index in its record
     * @param recordTime its record's timestamp, in milliseconds since 1970
     */
    void pass(int owner, Payment payment, long recordTime, String topic, int partition, long offset) {
        ExchangeWriter writer = writer(owner);
        if (!writer.add(payment, recordTime, topic, partition, offset)) {
            sendTo(owner, writer, null);
            writer.add(payment, recordTime, topic, partition, offset);
        }
        if (++added % ACCOUNT_EVERY == 0) {
            account();
        }
    }

    /** Lets the next commit tell task 0 how far this one has read. */
    void tell(Watermark due) {
        watermark = due;
    }

    /** Tells all owners how far time may come, in milliseconds since 1970. */
    void tellReached(long time) {
        send(null, writer(0).reached(now(), time), now(), DetectorTopology.TO_EXCHANGE);
    }

    @Override
    protected void open() {
        Arrays.fill(writers, null);
        progress = null;
        watermark = null;
    }

    @Override
    protected void beforeCommit() {
        if (progress == null) {
            return;
        }
        Watermark awake = progress.atCommit(now());
        Watermark told = awake == null ? watermark : awake;
        watermark = null;
        sendAll(told);
        account();
    }

    /** @param told goes to task 0; null for none */
    private void sendAll(@Nullable Watermark told) {
        for (int owner = 0; owner < writers.length; owner++) {
            ExchangeWriter writer = writers[owner];
            Watermark with = owner == 0 ? told : null;
            if (with != null || (writer != null && !writer.isEmpty())) {
                sendTo(owner, writer(owner), with);
            }
        }
    }

    private void sendTo(int owner, ExchangeWriter writer, @Nullable Watermark with) {
        byte[] key = Integer.toString(owner).getBytes(US_ASCII);
        send(key, writer.take(now(), with), now(), DetectorTopology.TO_EXCHANGE);
    }

    private ExchangeWriter writer(int owner) {
        ExchangeWriter writer = writers[owner];
        if (writer == null) {
            writer = new ExchangeWriter(application(), task());
            writers[owner] = writer;
        }
        return writer;
    }

    /** Tells the budget what is gathered; lets go of it if that is too much. */
    private void account() {
        long bytes = bytes();
        if (bytes > most(budget.limit(), tasks.getAsInt(), writers.length)) {
            sendAll(null);
            Arrays.fill(writers, null);
            bytes = 0;
        }
        memory.set(bytes);
    }

    private long bytes() {
        long bytes = 0;
        for (ExchangeWriter writer : writers) {
            bytes += writer == null ? 0 : writer.memory();
        }
        return bytes;
    }

    @Override
    protected void release() {
        memory.set(0);
    }
}
