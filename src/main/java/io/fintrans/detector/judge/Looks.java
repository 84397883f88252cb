package io.fintrans.detector.judge;

import io.fintrans.detector.rule.PairRule;
import io.fintrans.detector.rule.PairRules;
import io.fintrans.detector.state.PaymentWindow;
import java.util.Comparator;
import java.util.List;

/**
 * Which versions have still to look at the pairs that are held, and how far they have come. A version looks when time would come further than the
 * allowed lateness beyond its {@code from}: then all payments are there that the window which ends at {@code from} can have.
 *
 * <p>Time stands still at that moment until every pair has been looked at, a few in each call. So no payment leaves that is still to be looked
 * at; and whoever knows how far time has come, also after a restart, knows which versions have looked.
 */
final class Looks {
    /** What is looked at in one call: rows of the window, and payments that are put in order for that; and one pair more. */
    static final int SLICE = 4096;

    /** Looks at the pair in a row by some versions. */
    interface Look {
        /** Returns how many payments were put in order for that. */
        int at(int row, List<PairRule> versions);
    }

    private final PaymentWindow window;
    /** Those that have still to look, in the order in which they come into force. */
    private List<PairRule> pending = List.of();
    /** Versions up to this time have looked, in milliseconds since 1970. */
    private long lookedUpTo;

    private final long lateness;
    private int row;

    /** @param latenessMillis how late a payment may come and still have its own window looked at */
    Looks(PaymentWindow window, long latenessMillis) {
        this.window = window;
        this.lateness = latenessMillis;
    }

    /** Goes on with other rules, of which more versions are known. */
    void adopt(PairRules rules) {
        pending = rules.all().stream()
                .filter(rule -> rule.seesHeld() && rule.validity().from() > lookedUpTo)
                .filter(rule -> rule.validity().from() + lateness >= window.time())
                .sorted(Comparator.comparingLong(rule -> rule.validity().from()))
                .toList();
    }

    private long next() {
        return pending.get(0).validity().from();
    }

    /** How far time may come before the next version has looked, in milliseconds since 1970. */
    long limit() {
        return pending.isEmpty() ? Long.MAX_VALUE : next() + lateness;
    }

    /**
     * A watermark, held back to where the next version is to look. Where there is none, because time follows the payments, that is so from when they
     * come further on: nobody must take it for how far others have come.
     *
     * @param time how far it would come, in milliseconds since 1970, as are watermarks
     */
    long held(long watermark, long time) {
        boolean free = watermark == Long.MAX_VALUE && time <= limit();
        return free ? watermark : Math.min(watermark, limit());
    }

    /** Looks at some pairs if time is to come further than it may, and goes on to the next version where one has looked at all. */
    void slice(long time, Look look) {
        int cost = 0;
        while (time > limit() && cost < SLICE) {
            List<PairRule> versions = pending.stream()
                    .filter(rule -> rule.validity().from() == next())
                    .toList();
            for (; row < window.heldPairs().rows() && cost < SLICE; row++) {
                cost++;
                if (window.heldPairs().payments(row) > 0) {
                    cost += look.at(row, versions);
                }
            }
            if (row >= window.heldPairs().rows()) {
                finish(versions.size());
            }
        }
    }

    private void finish(int versions) {
        lookedUpTo = next();
        row = 0;
        pending = pending.subList(versions, pending.size());
    }
}
