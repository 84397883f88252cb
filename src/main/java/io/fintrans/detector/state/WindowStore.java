package io.fintrans.detector.state;

import io.fintrans.alert.Subject;
import io.fintrans.detector.rule.Episode;
import io.fintrans.detector.rule.PairRules;
import io.fintrans.streams.JournaledStore;
import io.fintrans.streams.JournaledStoreBuilder;
import io.fintrans.streams.ReplayException;
import io.fintrans.transaction.Payment;
import io.fintrans.transaction.Place;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.StoreBuilder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The {@link PaymentWindow} of one task, kept in Kafka: each payment and each change of an episode goes to the journal with the
 * transaction that it belongs to, and a restart replays them.
 */
public final class WindowStore extends JournaledStore implements PairState {
    private static final Logger LOG = LoggerFactory.getLogger(WindowStore.class);

    private final Supplier<PairRules> pairRules;
    private final JournalSettings settings;
    private SettingsSince since;
    private final MemoryBudget budget;
    private final MemoryShare memory;
    private final LongSupplier firstWatermark;
    private Origins origins = new Origins();
    private RuleNames rules = new RuleNames();
    private JournalWriter journal = new JournalWriter(origins, rules);
    private Notes notes = new Notes();
    private @Nullable PaymentWindow window;
    private @Nullable AcceptedFeed accepted;
    private boolean keepCounts;
    private final ShortenedNotice shortened = new ShortenedNotice();
    private boolean replayed;

    private WindowStore(
            String name,
            Supplier<PairRules> pairRules,
            JournalSettings settings,
            MemoryBudget budget,
            LongSupplier firstWatermark) {
        super(name);
        this.pairRules = pairRules;
        this.settings = settings;
        this.since = new SettingsSince(settings);
        this.budget = budget;
        this.memory = new MemoryShare(budget);
        this.firstWatermark = firstWatermark;
    }

    /**
     * Tells Streams how to make the store.
     *
     * @param rules that look at the window, as far as they are known when it is opened
     * @param settings that the window and its alerts are made with
     * @param firstWatermark how far time may come before any {@link #follow}
     * @param topicSettings of its changelog topic
     */
    public static StoreBuilder<WindowStore> builder(
            String name,
            Supplier<PairRules> rules,
            JournalSettings settings,
            MemoryBudget budget,
            LongSupplier firstWatermark,
            Map<String, String> topicSettings) {
        return new JournaledStoreBuilder<>(
                name, topicSettings, () -> new WindowStore(name, rules, settings, budget, firstWatermark));
    }

    @Override
    public PaymentWindow window() {
        if (window == null) {
            throw new IllegalStateException("Store " + name() + " is not open");
        }
        return window;
    }

    /**
     * Begins to write; to be called in the processor's {@code init}.
     *
     * @param settings of what is sent to {@code fintrans.accepted}; null for nothing
     */
    public void begin(ProcessorContext<byte[], ?> context, AcceptedFeed.@Nullable Settings settings) {
        sendFrom(context);
        accepted = settings == null ? null : new AcceptedFeed(settings, application(), task(), window());
    }

    @Override
    public Origins origins() {
        return origins;
    }

    /** Counts a record that this task has read of a city's partition, whether or not anything of it is counted. */
    public void read(int origin, long offset, boolean passed) {
        origins.read(origin, offset, passed);
        keepCounts = true;
    }

    /** Notes that a payment was rejected, so that a copy of it is known. */
    public void rejected(int origin, long place) {
        origins.reach(origin, place);
        keepCounts();
    }

    /** The sentence about a partition that goes back to what was handled before. */
    public ReplayException replayed(int origin, long place) {
        return origins.replayed(origin, place);
    }

    @Override
    public int add(PairKey pair, Payment payment, long recordTime, int origin, long offset, PairLimits limits) {
        goOn();
        long time = payment.timeIn(recordTime);
        long amount = payment.amount().minorUnits();
        long place = Place.of(offset, payment.index());
        boolean behind = accepted != null && accepted.isBehind(time);
        int row = window().add(pair, time, amount, origin, place, limits);
        if (row != PaymentWindow.OVERFLOW) {
            if (journal.isFull() || !journal.payment(payment, recordTime, origin, offset, behind)) {
                write();
                journal.payment(payment, recordTime, origin, offset, behind);
            }
            since.saw(time);
            origins.count(origin, amount, place);
        }
        return row;
    }

    @Override
    public int rule(String name) {
        return rules.numberOf(name);
    }

    @Override
    public void about(Subject.Pair pair) {
        goOn();
        writeIfFull();
        journal.about(pair);
    }

    @Override
    public void changed(Episode episode) {
        journal.episode(episode);
    }

    @Override
    public void withdrawn(int row, Episode episode) {
        window().episodes().remove(row, episode);
        journal.withdrawn(episode);
    }

    @Override
    public void note(long id, Supplier<byte[]> note) {
        notes.put(id, note);
        account();
    }

    @Override
    public boolean isFullOfNotes() {
        return memory.isLarge(notes.bytes());
    }

    @Override
    public void told(long id) {
        notes.remove(id);
    }

    @Override
    public Map<Long, Supplier<byte[]>> notes() {
        return Collections.unmodifiableMap(notes.all());
    }

    @Override
    public void follow(long watermark) {
        goOn();
        writeIfFull();
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
        rules = new RuleNames();
        journal = new JournalWriter(origins, rules);
        notes = new Notes();
        accepted = null;
        window = new PaymentWindow(pairRules.get(), budget);
        long reached = firstWatermark.getAsLong();
        window.follow(reached);
        journal.resume(reached);
        keepCounts = true;
        since = new SettingsSince(settings);
        replayed = false;
        account();
    }

    /** Once the journal has been replayed: from here on it names these settings, and since when. */
    private void goOn() {
        if (!since.goesOn()) {
            keepCounts |= since.changes();
            journal.settings(since.goOn(application()));
        }
    }

    @Override
    protected void writeJournal() {
        goOn();
        notes.drain((id, note) -> {
            writeIfFull();
            journal.note(id, note);
        });
        account();
        if (!journal.isEmpty() || keepCounts) {
            keepCounts = false;
            write();
            shortened.look(window());
        } else if (accepted != null && accepted.isDue()) {
            accept(accepted, journal.payments().take(ByteBuffer.allocate(0)), 0);
        }
    }

    private void writeIfFull() {
        if (journal.isFull()) {
            write();
        }
    }

    /** Writes what has been packed, payments both to the journal and to whoever takes accepted ones. */
    private void write() {
        boolean tells = !journal.payments().isEmpty() || (accepted != null && accepted.isDue());
        AcceptedFeed feed = tells ? accepted : null;
        if (feed != null) {
            feed.count(journal.payments(), origins);
        }
        byte[] value = journal.take();
        append(value);
        accept(feed, value, journal.packedFrom());
    }

    private void accept(@Nullable AcceptedFeed feed, byte[] packed, int from) {
        if (feed != null) {
            send(feed.key(), feed.take(packed, from), now(), feed.sink());
        }
    }

    /** Tells the budget what is kept beside the window, which makes room for what has been added. */
    private void account() {
        long before = memory.taken();
        memory.set(journal.bytes() + origins.bytes() + notes.bytes());
        if (memory.taken() > before) {
            window().makeRoom(memory.taken() - before);
        }
    }

    @Override
    protected void replay(ConsumerRecord<byte[], byte[]> journalled) {
        Replay replay = new Replay(window(), origins, journal, notes, rules, !replayed);
        JournalReader.read(journalled.value(), replay);
        replay.end();
        if (replay.isCopy()) {
            LOG.warn(
                    "event=old-copy topic={} partition={} offset={} do=\"forbid others to write to this topic\"",
                    journalled.topic(),
                    journalled.partition(),
                    journalled.offset());
            return;
        }
        since.replayed(replay.settings(), application());
        since.saw(replay.newest());
        replayed = true;
    }

    @Override
    protected void release() {
        if (window != null) {
            window.close();
            window = null;
            memory.set(0);
        }
    }
}
