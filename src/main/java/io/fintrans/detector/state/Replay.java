package io.fintrans.detector.state;

import io.fintrans.detector.rule.Episode;
import io.fintrans.detector.state.JournalSettings.InForce;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts one journal record back into window and counts.
 *
 * <p>Records are links of a chain: each says how many payments were handled up to its end, so its own payments must be just those that are
 * new. A record that says fewer than the one before is an old copy, written by a stranger, and is passed over. One that says more than it
 * holds shows that records are missing.
 */
final class Replay implements JournalReader.Visitor {
    /** No ledger is kept while it is replayed, so the limit does not matter. */
    private static final PairLimits NO_LIMIT = (rule, from) -> Long.MAX_VALUE;

    private final PaymentWindow window;
    private final Origins origins;
    private final JournalWriter journal;
    private final Notes notes;
    private final RuleNames rules;
    private final boolean first;

    private @Nullable InForce settings;
    private long[] restored = new long[32];
    private final List<RecordCounts> records = new ArrayList<>();
    private int size;
    private long fresh;
    private boolean copy;
    private boolean begun;
    private boolean nothingNew;
    private int row = PairTable.NONE;
    private long newest = Long.MIN_VALUE;

    /** @param first whether this is the first record of the journal, so that nothing is known of those before */
    Replay(PaymentWindow window, Origins origins, JournalWriter journal, Notes notes, RuleNames rules, boolean first) {
        this.window = window;
        this.origins = origins;
        this.journal = journal;
        this.notes = notes;
        this.rules = rules;
        this.first = first;
    }

    /** The settings that made the record; null in form 2. */
    @Nullable
    InForce settings() {
        return settings;
    }

    /** Whether the record is an old copy, of which nothing was put back. */
    boolean isCopy() {
        return copy;
    }

    /** Newest time of a payment in the record; {@link Long#MIN_VALUE} without any. */
    long newest() {
        return newest;
    }

    /** @throws IllegalArgumentException if payments are missing between this record and the one before */
    void end() {
        if (!first && !copy && fresh != 0) {
            throw new IllegalArgumentException(
                    "records before it are missing, or it was changed: the number of payments differs by " + fresh);
        }
    }

    @Override
    public void settings(InForce made) {
        settings = made;
    }

    @Override
    public void origin(int number, String topic, int partition, long count, long sum, long highest) {
        int known = origins.numberOf(topic, partition);
        if (known != number) {
            throw new IllegalArgumentException("its partitions are in another order than in the record before");
        }
        long added = count - origins.count(number);
        copy |= !first && added < 0;
        fresh += added;
        keep(count, sum, highest);
    }

    @Override
    public void records(int number, RecordCounts counts) {
        copy |= !first && counts.records() < origins.records(number).records();
        records.add(counts);
    }

    @Override
    public void watermark(long time) {
        if (!begun) {
            begun = true;
            nothingNew = !first && fresh == 0;
            restoreCounts();
        }
        if (!copy) {
            window.follow(time);
            journal.resume(time);
        }
    }

    @Override
    public void expect(PairKey[] pairs, int count) {
        window.heldPairs().load(pairs, count);
    }

    @Override
    public void payment(int origin, long high, long low, long time, long amount, long place) {
        if (takes(time)) {
            row = window.add(high, low, time, amount, origin, place, NO_LIMIT);
        }
    }

    @Override
    public void payment(int origin, PairKey pair, long time, long amount, long place) {
        if (takes(time)) {
            row = window.add(pair, time, amount, origin, place, NO_LIMIT);
        }
    }

    @Override
    public void about(PairKey pair) {
        row = window.heldPairs().find(pair);
    }

    /** Counts a payment, unless the record is a copy; whether the window takes it. */
    private boolean takes(long time) {
        copy |= nothingNew;
        if (copy) {
            return false;
        }
        fresh--;
        newest = Math.max(newest, time);
        row = PairTable.NONE;
        // A journal that outlives its window begins with payments that have left.
        return !window.isLate(time);
    }

    @Override
    public void rule(int number, String name) {
        if (rules.numberOf(name) != number) {
            throw new IllegalArgumentException("its rules are in another order than in the record before");
        }
    }

    @Override
    public void episode(int rule, long id, long opened, long lastOver, long step, long alertedAt) {
        if (row < 0 || copy) {
            return;
        }
        Episode episode = new Episode(rule, id, opened, lastOver, step, alertedAt);
        if (step == JournalWriter.WITHDRAWN) {
            window.episodes().remove(row, episode);
        } else {
            window.episodes().restore(row, episode);
        }
    }

    @Override
    public void note(long id, byte[] note) {
        if (!copy) {
            notes.restore(id, note);
        }
    }

    private void keep(long count, long sum, long highest) {
        if (size + 3 > restored.length) {
            restored = Arrays.copyOf(restored, size * 2);
        }
        restored[size++] = count;
        restored[size++] = sum;
        restored[size++] = highest;
    }

    private void restoreCounts() {
        for (int i = 0; i < size && !copy; i += 3) {
            origins.restore(i / 3, restored[i], restored[i + 1], restored[i + 2], records.get(i / 3));
        }
    }
}
