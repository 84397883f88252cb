package io.fintrans.reconcile.oracle;

import io.fintrans.reconcile.ledger.Ledger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What the detector had handled of a stretch of a pair's payments when it raised an alert, as far as its evidence shows: what it lists, and of
 * each partition everything before. Goes forward from alert to alert.
 */
public final class HandledPayments {
    private final PairPayments payments;
    private final Ledger ledger;
    private final KnownWindows windows;
    /** Positions of each range of the cut, in the order of their offsets. */
    private final Map<Integer, List<Integer>> byRange = new HashMap<>();

    private final Map<Integer, Integer> handled = new HashMap<>();

    /** Of the payments at positions {@code from} to before {@code to}. */
    public HandledPayments(PairPayments payments, Ledger ledger, KnownWindows windows, int from, int to) {
        this.payments = payments;
        this.ledger = ledger;
        this.windows = windows;
        IntStream.range(from, to)
                .boxed()
                .sorted(Comparator.comparingInt(i -> payments.slots()[i]))
                .forEach(i -> byRange.computeIfAbsent(range(i), any -> new ArrayList<>())
                        .add(i));
    }

    private int range(int position) {
        return ledger.cut().rangeOf(payments.slots()[position]);
    }

    /**
     * Goes forward to the payments in these slots.
     *
     * @return of each range from which payments were new, the position of the newest: one of them was handled last
     */
    public List<Integer> advance(int[] slots) {
        Map<Integer, Integer> upTo = new HashMap<>();
        for (int slot : slots) {
            upTo.merge(ledger.cut().rangeOf(slot), slot, Math::max);
        }
        List<Integer> newest = new ArrayList<>();
        upTo.forEach((range, slot) -> {
            List<Integer> positions = byRange.getOrDefault(range, List.of());
            int before = handled.getOrDefault(range, 0);
            int next = before;
            while (next < positions.size() && payments.slots()[positions.get(next)] <= slot) {
                windows.add(positions.get(next++));
            }
            handled.put(range, next);
            if (next > before) {
                newest.add(positions.get(next - 1));
            }
        });
        return newest;
    }

    /** Of each partition the positions of the payments that are not known to be handled, in the order of their offsets. */
    public List<List<Integer>> ahead() {
        List<List<Integer>> ahead = new ArrayList<>();
        byRange.forEach(
                (range, positions) -> ahead.add(positions.subList(handled.getOrDefault(range, 0), positions.size())));
        return ahead;
    }

    /** Whether a payment at one of these positions is not known to be handled. */
    public boolean mayMiss(int from, int to) {
        for (int i = from; i < to; i++) {
            List<Integer> positions = byRange.getOrDefault(range(i), List.of());
            int known = handled.getOrDefault(range(i), 0);
            if (known == 0 || payments.slots()[positions.get(known - 1)] < payments.slots()[i]) {
                return true;
            }
        }
        return false;
    }
}
