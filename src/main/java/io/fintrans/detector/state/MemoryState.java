package io.fintrans.detector.state;

import io.fintrans.alert.Subject;
import io.fintrans.detector.rule.Episode;
import io.fintrans.detector.rule.PairRules;
import io.fintrans.transaction.Payment;
import io.fintrans.transaction.Place;
import java.util.Collections;
import java.util.Map;
import java.util.function.Supplier;

/** What a judge remembers for as long as the process lives: no journal, for whoever can read all payments again. */
public final class MemoryState implements PairState {
    /** So many alerts may wait to be revised. */
    private static final int MOST_NOTES = 100_000;

    private final Origins origins = new Origins();
    private final RuleNames rules = new RuleNames();
    private final Notes notes = new Notes();
    private final PaymentWindow window;

    /**
     * Begins with nothing.
     *
     * @param pairRules that look at the window
     */
    public MemoryState(PairRules pairRules, MemoryBudget budget) {
        this.window = new PaymentWindow(pairRules, budget);
    }

    @Override
    public PaymentWindow window() {
        return window;
    }

    @Override
    public Origins origins() {
        return origins;
    }

    @Override
    public int rule(String name) {
        return rules.numberOf(name);
    }

    @Override
    public int add(PairKey pair, Payment payment, long recordTime, int origin, long offset, PairLimits limits) {
        long amount = payment.amount().minorUnits();
        long place = Place.of(offset, payment.index());
        int row = window.add(pair, payment.timeIn(recordTime), amount, origin, place, limits);
        if (row != PaymentWindow.OVERFLOW) {
            origins.count(origin, amount, place);
        }
        return row;
    }

    @Override
    public void about(Subject.Pair pair) {
        // Nothing outlives the process.
    }

    @Override
    public void changed(Episode episode) {
        // The window has it already, and nothing outlives the process.
    }

    @Override
    public void withdrawn(int row, Episode episode) {
        window.episodes().remove(row, episode);
    }

    @Override
    public void note(long id, Supplier<byte[]> note) {
        notes.put(id, note);
    }

    @Override
    public boolean isFullOfNotes() {
        return notes.all().size() > MOST_NOTES;
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
        window.follow(watermark);
    }
}
