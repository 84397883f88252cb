package io.fintrans.reconcile.oracle.network;

import io.fintrans.rule.GatherScatter;
import io.fintrans.rule.RuleSpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Many pay an account before a moment, and it pays about as much to many from then on. Of several such moments the latest counts. */
final class GatherScatterDefinition extends Definition {
    private final GatherScatter limits;
    private final long window;
    /** What the account was paid, the earliest first; and so far from how many accounts, and how much. */
    private final List<Integer> in = new ArrayList<>();

    private final List<Integer> sources = new ArrayList<>();
    private final List<Long> totals = new ArrayList<>();
    private long leastIn;
    private long leastOut;

    GatherScatterDefinition(RuleSpec spec, PaymentBook book) {
        super(book, MOST);
        this.limits = GatherScatter.of(spec.parameters());
        this.window = spec.window().toMillis();
    }

    @Override
    boolean isFound(int last) {
        int account = book.source(last);
        long after = book.time(last) - window;
        if (book.amount(last) < limits.floor()
                || !book.isNew(last)
                || !hasEnough(account, Side.IS_PAID, last, after)
                || !hasEnough(account, Side.PAYS, last, after)
                || isHub(account, Side.IS_PAID)
                || isHub(account, Side.PAYS)) {
            return false;
        }
        leastIn = least(account, Side.IS_PAID, last);
        leastOut = least(account, Side.PAYS, last);
        return gather(account, last, after) && isEnough(in.size()) && scatters(account, last, after);
    }

    private boolean hasEnough(int account, Side side, int last, long after) {
        int end = book.until(account, side, last);
        return end >= limits.accounts() && book.time(book.at(account, side, end - limits.accounts())) > after;
    }

    private long least(int account, Side side, int last) {
        long norm = book.past(account).norm(side, book.setup().lastUnit(book.time(last)));
        return Math.max(limits.accounts() * (long) AccountUnits.PARTS, limits.norm() * norm);
    }

    private boolean counts(int payment) {
        return book.isNew(payment) && book.amount(payment) >= limits.floor();
    }

    /** Whether all could be looked at. */
    private boolean gather(int account, int last, long after) {
        in.clear();
        sources.clear();
        totals.clear();
        Set<Integer> different = new HashSet<>();
        long total = 0;
        for (int i = book.until(account, Side.IS_PAID, after); i < book.until(account, Side.IS_PAID, last); i++) {
            int each = book.at(account, Side.IS_PAID, i);
            if (!look()) {
                return false;
            }
            if (counts(each)) {
                different.add(book.source(each));
                total += book.amount(each);
                in.add(each);
                sources.add(different.size());
                totals.add(total);
            }
        }
        return true;
    }

    private boolean isEnough(int count) {
        return count > 0
                && sources.get(count - 1) * (long) AccountUnits.PARTS >= leastIn
                && totals.get(count - 1) >= limits.total();
    }

    private boolean scatters(int account, int last, long after) {
        Set<Integer> targets = new HashSet<>();
        long total = 0;
        int before = in.size();
        long moment = Long.MAX_VALUE;
        for (int i = book.until(account, Side.PAYS, last) - 1; i >= 0 && isEnough(before); i--) {
            int each = book.at(account, Side.PAYS, i);
            if (book.time(each) <= after || !look()) {
                return false;
            }
            if (counts(each)) {
                targets.add(book.target(each));
                total += book.amount(each);
                add(each);
                moment = book.time(each);
            }
            before = before(moment, before);
            boolean isFirst = i == 0 || book.time(book.at(account, Side.PAYS, i - 1)) < moment;
            if (book.time(each) == moment
                    && isFirst
                    && isEnough(before)
                    && targets.size() * (long) AccountUnits.PARTS >= leastOut
                    && isHandedOnOfSums(
                            totals.get(before - 1),
                            total,
                            limits.handedOn().least(),
                            limits.handedOn().most())) {
                in.subList(0, before).forEach(this::add);
                return true;
            }
        }
        return false;
    }

    /** How many of the first so many payments came before a moment. */
    private int before(long moment, int count) {
        int before = count;
        while (before > 0 && book.time(in.get(before - 1)) >= moment) {
            before--;
        }
        return before;
    }
}
