package io.fintrans.reconcile.verdict;

import io.fintrans.reconcile.ledger.Cut;
import io.fintrans.reconcile.ledger.Ledger;
import io.fintrans.reconcile.oracle.HeldTimes;
import io.fintrans.reconcile.oracle.PairPayments;
import io.fintrans.transaction.Count;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Holds what an alert says of its window against all payments of the pair that are in that window.
 *
 * <p>The detector handles the payments of one partition in the order of their offsets. So where an alert lists a payment, it must have
 * counted all earlier ones of the same partition that are in its window. A later one it may not have known yet: that is what the order of
 * arrival between partitions decides, which the topics do not tell.
 */
final class WindowAudit {
    private final PairPayments payments;
    private final Ledger ledger;
    private final Cut cut;
    /** How often each payment may be looked at, times the logarithm of their number: far oftener than for what a detector raises. */
    private static final long LOOKS = 64;

    private final HeldTimes held;
    private long left;

    /** @param held how far back the detector holds payments at least */
    WindowAudit(PairPayments payments, Ledger ledger, HeldTimes held) {
        this.payments = payments;
        this.ledger = ledger;
        this.cut = ledger.cut();
        this.held = held;
        this.left = looks(payments.size());
    }

    /** How many looks at payments a pair of so many is worth. */
    static long looks(int size) {
        return LOOKS * (size + 1L) * (Integer.SIZE - Integer.numberOfLeadingZeros(size + 1));
    }

    /** The payments of a window that the alert does not list. */
    private static final class Rest {
        private final long[] amounts;
        private int possible;
        private int certain;
        private long certainSum;

        Rest(int most) {
            amounts = new long[most];
        }

        void certain(long weight) {
            certain++;
            certainSum += weight;
        }

        void possible(long weight) {
            amounts[possible++] = weight;
        }

        @Nullable
        String judge(FoundAlert alert, long listedSum) {
            int count = alert.payments() - alert.evidence().length;
            if (count < certain || count > certain + possible) {
                return "it says that its window holds " + Count.of(alert.payments(), "payment") + ", but that is "
                        + (alert.evidence().length + certain)
                        + (possible == 0 ? "" : " to " + (alert.evidence().length + certain + possible));
            }
            Arrays.sort(amounts, 0, possible);
            int more = count - certain;
            long least = certainSum;
            long most = certainSum;
            for (int i = 0; i < more; i++) {
                least += amounts[i];
                most += amounts[possible - 1 - i];
            }
            long sum = alert.total() - listedSum;
            return sum < least || sum > most ? "its total is not what its window holds" : null;
        }
    }

    /**
     * Whether an alert may still be looked at. Whoever can write alerts can write any number of them, and each could cost a look at all
     * payments of the pair.
     *
     * @param more payments that are to be looked at for it, beside those of its window
     */
    boolean mayLook(FoundAlert alert, int more) {
        left -= more + (payments.firstAt(alert.asOf() + 1) - payments.firstIn(alert.asOf()));
        return left >= 0;
    }

    /** What is wrong with an alert whose evidence was found in the topics; null if nothing is, in one order of arrival at least. */
    @Nullable
    String judge(FoundAlert alert) {
        int from = payments.firstIn(alert.asOf());
        int to = payments.firstAt(alert.asOf() + 1);
        BitSet listed = new BitSet();
        Map<Integer, Integer> newestOf = new HashMap<>();
        long listedSum = 0;
        long oldest = Long.MAX_VALUE;
        for (int slot : alert.evidence()) {
            int i = payments.find(ledger.time(slot), slot);
            listed.set(i);
            listedSum += payments.weight(i, alert.asOf());
            oldest = Math.min(oldest, payments.times()[i]);
            newestOf.merge(cut.rangeOf(slot), slot, Math::max);
        }
        long leftUpTo = leftUpTo(from, to, alert.shortenedTo());
        Rest rest = new Rest(to - from);
        for (int i = listed.nextClearBit(from); i < to; i = listed.nextClearBit(i + 1)) {
            long weight = payments.weight(i, alert.asOf());
            int slot = payments.slots()[i];
            boolean handled = slot < newestOf.getOrDefault(cut.rangeOf(slot), -1);
            boolean mayHaveLeft = payments.times()[i] <= leftUpTo;
            boolean omittable = !alert.isWhole() && payments.times()[i] <= oldest;
            if (weight == 0) {
                continue;
            }
            if (omittable && handled && !mayHaveLeft) {
                rest.certain(weight);
            } else if (omittable) {
                rest.possible(weight);
            } else if (handled && !mayHaveLeft) {
                return "it leaves out " + cut.coordinates(slot) + ", which the detector knew";
            }
        }
        return rest.judge(alert, listedSum);
    }

    /** Up to which time payments may have left before the alert was raised: for a payment that came far too late, or for want of memory. */
    private long leftUpTo(int from, int to, long shortenedTo) {
        long left = shortenedTo;
        for (int i = from; i < to; i++) {
            if (payments.isLate(i)) {
                left = Math.max(left, held.leftUpTo(payments.seenBefore()[i]));
            }
        }
        return left;
    }
}
