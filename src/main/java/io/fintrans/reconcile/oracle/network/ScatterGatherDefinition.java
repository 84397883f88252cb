package io.fintrans.reconcile.oracle.network;

import io.fintrans.rule.RuleSpec;
import io.fintrans.rule.ScatterGather;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Money that goes from one account to another over several others: whoever paid the last payment's source may be the one account. */
final class ScatterGatherDefinition extends Definition {
    private final ScatterGather limits;
    private final long window;
    /** In the order in which they are met. */
    private final Map<Integer, Origin> origins = new HashMap<>();

    private long after;
    /** The one with the most accounts between, and of these the one that had as many first. */
    private int best;

    private static final class Origin {
        private final Set<Integer> between = new HashSet<>();
        private final List<int[]> legs = new ArrayList<>();
    }

    ScatterGatherDefinition(RuleSpec spec, PaymentBook book) {
        super(book, MOST);
        this.limits = ScatterGather.of(spec.parameters());
        this.window = spec.window().toMillis();
    }

    @Override
    boolean isFound(int last) {
        after = book.time(last) - window;
        origins.clear();
        if (book.amount(last) < limits.floor()) {
            return false;
        }
        findOrigins(last);
        if (origins.isEmpty() || !book.isNew(last)) {
            return false;
        }
        findOthers(last);
        Origin found = origins.get(best);
        if (found == null || found.between.size() < limits.accounts()) {
            return false;
        }
        for (int i = found.legs.size() - 1; i >= 0; i--) {
            add(found.legs.get(i)[0]);
            add(found.legs.get(i)[1]);
        }
        return true;
    }

    private void findOrigins(int last) {
        int account = book.source(last);
        if (isHub(account, Side.IS_PAID)) {
            return;
        }
        for (int i = book.until(account, Side.IS_PAID, last) - 1; i >= 0; i--) {
            int each = book.at(account, Side.IS_PAID, i);
            if (book.time(each) <= after || !look()) {
                return;
            }
            int origin = book.source(each);
            if (origin != book.target(last)
                    && book.isNew(each)
                    && isHandedOn(each, last)
                    && !origins.containsKey(origin)) {
                best = origins.isEmpty() ? origin : best;
                origins.put(origin, new Origin());
                count(origin, account, each, last);
            }
        }
    }

    private void findOthers(int last) {
        int account = book.target(last);
        if (isHub(account, Side.IS_PAID)) {
            return;
        }
        for (int i = book.until(account, Side.IS_PAID, last) - 1; i >= 0; i--) {
            int each = book.at(account, Side.IS_PAID, i);
            if (book.time(each) <= after || !look()) {
                return;
            }
            if (book.source(each) != book.source(last) && book.isNew(each) && book.amount(each) >= limits.floor()) {
                findOriginsOf(each);
            }
        }
    }

    private void findOriginsOf(int second) {
        int account = book.source(second);
        if (isHub(account, Side.IS_PAID)) {
            return;
        }
        for (int i = book.until(account, Side.IS_PAID, second) - 1; i >= 0; i--) {
            int each = book.at(account, Side.IS_PAID, i);
            if (book.time(each) <= after || !look()) {
                return;
            }
            int origin = book.source(each);
            if (origins.containsKey(origin) && book.isNew(each) && isHandedOn(each, second)) {
                count(origin, account, each, second);
            }
        }
    }

    private void count(int number, int account, int first, int second) {
        Origin origin = origins.get(number);
        if (origin != null && origin.between.add(account)) {
            origin.legs.add(new int[] {first, second});
            Origin most = origins.get(best);
            if (most == null || origin.between.size() > most.between.size()) {
                best = number;
            }
        }
    }

    private boolean isHandedOn(int first, int second) {
        return isHandedOn(
                book.amount(first),
                book.amount(second),
                limits.handedOn().least(),
                limits.handedOn().most());
    }
}
