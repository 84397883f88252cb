package io.fintrans.reconcile.oracle;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The oracle: what every window of a pair adds up to, whatever order its payments came in.
 *
 * <p>The version that is in force when a payment e is made judges the window that ends with it: (time(e) - W, time(e)], less what was held no
 * more when the version came into force, with all payments of equal time in it. It is over when its total is more than e's threshold, and
 * its step is the highest of 1 to 10, 20, 40, 80 and so on times the threshold that the total is more than.
 *
 * <p>Two totals are kept. {@link #total} counts everything: no alert may say more. {@link #certainStep} leaves out what
 * the detector need not have counted, because it came more than the allowed lateness L behind its partition: the window
 * that such a payment x ends, and x itself in windows that ended more than L before x came. Alerts must say at least this.
 */
public final class Windows {
    /** Amounts are added in two parts, so that no number of payments overflows a sum. */
    private static final long PART = 1_000_000_000L;

    private final PairPayments payments;
    private final List<HeldLook> looks;
    private final long lateness;
    private final long[] totals;
    private final long[] certainTotals;
    /** How many windows before a position are certain to be over; made when it is first asked for. */
    private int @Nullable [] certainBefore;

    private long steps;

    /** @param lateness L in milliseconds */
    public Windows(PairPayments payments, long lateness) {
        this(payments, lateness, List.of());
    }

    /**
     * @param lateness L in milliseconds
     * @param looks the windows that end when versions come into force, in order of time
     */
    public Windows(PairPayments payments, long lateness, List<HeldLook> looks) {
        this.payments = payments;
        this.looks = looks;
        this.lateness = lateness;
        this.totals = new long[payments.size()];
        for (int version = 0; version < payments.track().versions().size(); version++) {
            addUp(version);
        }
        this.certainTotals = totals.clone();
        takeOutLatePayments();
    }

    /** The windows that end while a version is in force. */
    private void addUp(int number) {
        Track.Version version = payments.track().versions().get(number);
        OracleRule oracle = payments.track().oracle(number);
        int i = firstAt(version.from());
        long high = 0;
        long low = 0;
        int first = i == size() ? i : firstAt(version.begin(time(i)));
        int behind = first;
        for (; i < size() && time(i) < version.until(); i++) {
            steps++;
            for (; behind < size() && time(behind) <= time(i); behind++) {
                steps++;
                long weight = oracle.weight(payments.amounts()[behind]);
                high += weight / PART;
                low += weight % PART;
            }
            for (; first < behind && time(first) < version.begin(time(i)); first++) {
                steps++;
                long weight = oracle.weight(payments.amounts()[first]);
                high -= weight / PART;
                low -= weight % PART;
            }
            totals[i] = payments.endsWindow(i) ? sum(high, low) : 0;
        }
    }

    /**
     * Takes each late payment out of the windows in which it is not certain to be counted. First what is taken out from a window on, and
     * what no more, then one walk: each late payment costs two searches, however many windows it is in.
     */
    private void takeOutLatePayments() {
        long[] high = new long[size() + 1];
        long[] low = new long[size() + 1];
        for (int late = 0; late < size(); late++) {
            if (payments.isLate(late)) {
                takeOut(late, high, low);
                certainTotals[late] = 0;
            }
        }
        long outHigh = 0;
        long outLow = 0;
        for (int i = 0; i < size(); i++) {
            outHigh += high[i];
            outLow += low[i];
            certainTotals[i] = Math.max(0, certainTotals[i] - sum(outHigh, outLow));
        }
        steps += 2L * size();
    }

    private void takeOut(int late, long[] high, long[] low) {
        long time = time(late);
        for (int number = 0; number < payments.track().versions().size(); number++) {
            Track.Version version = payments.track().versions().get(number);
            long weight = payments.track().oracle(number).weight(payments.amounts()[late]);
            if (version.counts(time) && weight > 0) {
                int from = firstAt(version.firstEnd(time));
                long end = Math.min(payments.seenBefore()[late] - lateness, version.endOfEnds(time));
                int until = Math.max(from, firstAt(end));
                high[from] += weight / PART;
                low[from] += weight % PART;
                high[until] -= weight / PART;
                low[until] -= weight % PART;
            }
        }
    }

    /** Of two parts; at most {@link Long#MAX_VALUE}. */
    private static long sum(long high, long low) {
        long whole = high + low / PART;
        return whole >= Long.MAX_VALUE / PART ? Long.MAX_VALUE : whole * PART + low % PART;
    }

    public PairPayments payments() {
        return payments;
    }

    public int size() {
        return payments.size();
    }

    public long time(int i) {
        return payments.times()[i];
    }

    /** At most {@link Long#MAX_VALUE}. */
    public long total(int i) {
        return totals[i];
    }

    /** The highest total of all windows. */
    public long highestTotal() {
        long ofLooks = looks.stream().mapToLong(HeldLook::total).max().orElse(0);
        return Math.max(ofLooks, Arrays.stream(totals).max().orElse(0));
    }

    public long threshold(int i) {
        return payments.thresholds()[i];
    }

    /** From 1 when the total is over the threshold, otherwise 0. The one place where the proof says what a step is. */
    public static long step(long total, long threshold) {
        return total <= 0 ? 0 : stepOf((total - 1) / threshold);
    }

    /** The step that so many times the threshold come to. */
    public static long stepOf(long times) {
        long step = Math.min(times, 10);
        while (step >= 10 && step <= times / 2) {
            step *= 2;
        }
        return step;
    }

    /** From 1 when the window is over, otherwise 0. */
    public long step(int i) {
        return payments.endsWindow(i) ? step(totals[i], threshold(i)) : 0;
    }

    /** The step that an alert must have reached. */
    public long certainStep(int i) {
        return payments.endsWindow(i) ? step(certainTotals[i], threshold(i)) : 0;
    }

    /** The windows that end when versions come into force, in order of time. */
    public List<HeldLook> looks() {
        return looks;
    }

    /** The one of them that ends at a time; null if there is none. */
    @Nullable
    public HeldLook lookAt(long time) {
        return looks.stream().filter(look -> look.end() == time).findAny().orElse(null);
    }

    /** The position of the first payment at or after a time. */
    public int firstAt(long time) {
        steps += Integer.SIZE - Integer.numberOfLeadingZeros(size());
        return payments.firstAt(time);
    }

    /** How many payments are at a time. */
    public int countAt(long time) {
        return firstAt(time + 1) - firstAt(time);
    }

    /** The clusters of windows that are over, in order of time: a new one where the last does not reach so far. */
    public List<Episode> episodes() {
        List<Episode> episodes = new ArrayList<>();
        int look = 0;
        steps += size();
        for (int i = 0; i <= size(); i++) {
            for (; look < looks.size() && (i == size() || looks.get(look).end() < time(i)); look++) {
                HeldLook next = looks.get(look);
                add(episodes, next.end(), next.step(), next.certainStep());
            }
            if (i < size()) {
                add(episodes, time(i), step(i), certainStep(i));
            }
        }
        return episodes;
    }

    private void add(List<Episode> episodes, long end, long step, long certainStep) {
        if (step == 0) {
            return;
        }
        steps++;
        int newest = episodes.size() - 1;
        Episode last = newest < 0 ? null : episodes.get(newest);
        if (last != null && end - last.last() < payments.track().reach(last.last())) {
            episodes.set(newest, new Episode(last.first(), end, Math.max(last.step(), certainStep)));
        } else {
            episodes.add(new Episode(end, end, certainStep));
        }
    }

    /**
     * Whether a second episode may have been opened at this time although the windows now say that one was still open:
     * everything that is over between must have come so short before that it could come later.
     */
    public boolean mayReopenAt(long time) {
        int from = firstAt(payments.track().reachedFrom(time));
        int until = firstAt(time - lateness);
        int[] before = certainBefore == null ? countCertain() : certainBefore;
        return until <= from || before[until] == before[from];
    }

    private int[] countCertain() {
        int[] before = new int[size() + 1];
        for (int i = 0; i < size(); i++) {
            before[i + 1] = before[i] + (certainStep(i) > 0 ? 1 : 0);
        }
        steps += size();
        certainBefore = before;
        return before;
    }

    /** How many payments and windows were looked at so far: the cost, without a clock. */
    long steps() {
        return steps;
    }
}
