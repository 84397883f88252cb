package io.fintrans.detector.state;

import io.fintrans.detector.rule.Episode;
import io.fintrans.streams.JournaledStore;
import io.fintrans.streams.JournaledStoreBuilder;
import io.fintrans.streams.ReplayException;
import io.fintrans.transaction.Coordinates;
import java.time.Instant;
import java.util.Map;
import java.util.function.LongSupplier;
import org.apache.kafka.streams.state.StoreBuilder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The {@link PaymentWindow} of one task, kept in Kafka: each payment and each change of an episode goes to the journal with the
 * transaction that it belongs to, and a restart replays them.
 */
public final class WindowStore extends JournaledStore {
    private static final Logger LOG = LoggerFactory.getLogger(WindowStore.class);

    private final long windowMillis;
    private final long latenessMillis;
    private final MemoryBudget budget;
    private final LongSupplier firstWatermark;

    private Origins origins = new Origins();
    private JournalWriter journal = new JournalWriter(origins);
    private @Nullable PaymentWindow window;
    private boolean keepCounts;
    private boolean shortened;

    private WindowStore(
            String name, long windowMillis, long latenessMillis, MemoryBudget budget, LongSupplier firstWatermark) {
        super(name);
        this.windowMillis = windowMillis;
        this.latenessMillis = latenessMillis;
        this.budget = budget;
        this.firstWatermark = firstWatermark;
    }

    /**
     * Tells Streams how to make the store.
     *
     * @param firstWatermark how far time may come before any {@link #follow}
     * @param topicSettings of its changelog topic
     */
    public static StoreBuilder<WindowStore> builder(
            String name,
            long windowMillis,
            long latenessMillis,
            MemoryBudget budget,
            LongSupplier firstWatermark,
            Map<String, String> topicSettings) {
        return new JournaledStoreBuilder<>(
                name, topicSettings, () -> new WindowStore(name, windowMillis, latenessMillis, budget, firstWatermark));
    }

    /** What is in the store, for reading; payments and episodes are added here. */
    public PaymentWindow window() {
        if (window == null) {
            throw new IllegalStateException("Store " + name() + " is not open");
        }
        return window;
    }

    /** The number by which the window knows a partition that payments come from. */
    public int origin(String topic, int partition) {
        return origins.numberOf(topic, partition);
    }

    /** The topic of a partition by its number. */
    public String topic(int origin) {
        return origins.topic(origin);
    }

    /** Where Kafka keeps a payment of the window. */
    public Coordinates coordinates(long reference) {
        int origin = window().origin(reference);
        return new Coordinates(origins.topic(origin), origins.partition(origin), window().offset(reference));
    }

    /**
     * Adds a payment to window and journal; arguments and answer as of {@link PaymentWindow#add}.
     *
     * @throws ReplayException if a payment of that offset or a later one was handled before
     */
    public int add(long high, long low, long time, long amount, int origin, long offset, long limit) {
        if (offset <= origins.highest(origin)) {
            throw new ReplayException(
                    origins.topic(origin), origins.partition(origin), offset, origins.highest(origin));
        }
        int row = window().add(high, low, time, amount, origin, offset, limit);
        if (row != PaymentWindow.OVERFLOW) {
            if (journal.isFull()) {
                writeJournal();
            }
            origins.count(origin, amount, offset);
            journal.payment(origin, high, low, time, amount, offset);
        }
        return row;
    }

    /** Journals what an episode has become through the payment that was added last. */
    public void changed(Episode episode) {
        journal.episode(episode);
    }

    /** Lets time come as far as the watermark, see {@link PaymentWindow#follow}. */
    public void follow(long watermark) {
        if (journal.isFull()) {
            writeJournal();
        }
        window().follow(watermark);
        journal.watermark(watermark);
    }

    /**
     * Lets the next commit journal the counts even if nothing else is new, so that they outlive the journal's retention. The first
     * commit does so in any case: a task that has committed anything has a journal, so that a missing one is noticed.
     */
    public void keepCounts() {
        keepCounts = true;
    }

    @Override
    protected void open() {
        origins = new Origins();
        journal = new JournalWriter(origins);
        window = new PaymentWindow(windowMillis, latenessMillis, budget);
        long reached = firstWatermark.getAsLong();
        window.follow(reached);
        journal.resume(reached);
        keepCounts = true;
    }

    @Override
    protected void writeJournal() {
        if (!journal.isEmpty() || keepCounts) {
            keepCounts = false;
            append(journal.take());
            tellWhenShortened();
        }
    }

    /** Once when it begins and once when it is over, not for each payment that leaves early. */
    private void tellWhenShortened() {
        boolean now = window().shortenedTo() != Long.MIN_VALUE;
        if (now && !shortened) {
            LOG.warn(
                    "event=window-shortened to={} payments={} do=\"raise --memory, add instances or shorten the"
                            + " window\"",
                    Instant.ofEpochMilli(window().shortenedTo()),
                    window().payments());
        } else if (shortened && !now) {
            LOG.info("event=window-complete payments={}", window().payments());
        }
        shortened = now;
    }

    @Override
    protected void replay(byte[] key, byte[] value) {
        JournalReader.read(value, new Replay(window(), origins, journal));
    }

    @Override
    protected void release() {
        if (window != null) {
            window.close();
            window = null;
        }
    }

    /** Puts a journal record back into window and counts. */
    private static final class Replay implements JournalReader.Visitor {
        private final PaymentWindow window;
        private final Origins origins;
        private final JournalWriter journal;
        private int row = PairTable.NONE;

        Replay(PaymentWindow window, Origins origins, JournalWriter journal) {
            this.window = window;
            this.origins = origins;
            this.journal = journal;
        }

        @Override
        public void origin(int number, String topic, int partition, long count, long sum, long highest) {
            origins.restore(origins.numberOf(topic, partition), count, sum, highest);
        }

        @Override
        public void watermark(long time) {
            window.follow(time);
            journal.resume(time);
        }

        @Override
        public void payment(int origin, long high, long low, long time, long amount, long offset) {
            // A journal that outlives its window begins with payments that have left; while it is replayed no ledger is
            // kept,
            // so the limit does not matter.
            row = window.isLate(time)
                    ? PairTable.NONE
                    : window.add(high, low, time, amount, origin, offset, Long.MAX_VALUE);
        }

        @Override
        public void episode(long id, long opened, long lastOver, long step) {
            if (row >= 0) {
                window.restore(row, new Episode(id, opened, lastOver, step));
            }
        }
    }
}
