package io.fintrans.network.rule;

import io.fintrans.network.graph.PaymentGraph;
import io.fintrans.network.graph.PaymentGraph.Direction;
import io.fintrans.network.graph.PaymentList;
import java.time.Duration;

/**
 * Money that comes back to the account which sent it: payments, each later than the one before, that hand on about the same amount over different
 * accounts. The last one completes it.
 *
 * <p>From the last payment the search goes backwards, newest payments first, and ends with the first cycle. Only where the last account has sent
 * a fitting amount before does it begin at all.
 */
public final class CycleRule extends NetworkRule {
    private final Limits limits;
    private final Search search;
    private final PaymentList sent;
    private final Path path;
    /** Whom the last account has paid in the window what could have come around. */
    private final AccountSet paid = new AccountSet();

    private Look last = new Look(0, 0, 0, 0, 0, false);
    private long since;

    /**
     * What counts.
     *
     * @param window the last payment is less than this later than the first one
     * @param floor no payment is smaller, in minor units
     * @param handedOn how much of each payment the next one is
     * @param shortest how many payments at least: 3 or more
     * @param longest how many payments at most: up to 12
     */
    public record Limits(Duration window, long floor, Ratio handedOn, int shortest, int longest) {
        /** @throws IllegalArgumentException if it cannot be, with a sentence */
        public Limits {
            if (shortest < 3 || longest < shortest || longest > 12) {
                throw new IllegalArgumentException(
                        "a cycle has 3 to 12 payments, and was to have " + shortest + " to " + longest);
            }
        }
    }

    public CycleRule(Limits limits, PaymentGraph graph) {
        super(graph);
        this.limits = limits;
        this.search = search();
        this.sent = new PaymentList(graph);
        this.path = new Path(graph, limits.longest());
    }

    @Override
    boolean looksFor(Look look, Evidence evidence) {
        last = look;
        since = look.time() - limits.window().toMillis();
        if (!look.isNew() || look.amount() < limits.floor() || !hasSentBefore()) {
            return false;
        }
        path.end(look);
        int length = walk(1, look.time(), look.payment(), look.amount());
        path.give(length, evidence);
        return length > 0;
    }

    /** Takes down whom the last account has paid what could be the first payment of a cycle; nothing before the first of these matters. */
    private boolean hasSentBefore() {
        paid.clear();
        if (!search.open(sent, last.target(), Direction.OUT, last.time(), last.payment())) {
            return false;
        }
        long least = last.amount();
        long most = last.amount();
        for (int hop = 1; hop < limits.longest(); hop++) {
            least = limits.handedOn().leastBefore(least);
            most = limits.handedOn().mostBefore(most);
        }
        long earliest = last.time();
        for (int i = sent.size() - 1; i >= 0 && sent.time(i) > since && search.step(); i--) {
            long amount = sent.amount(i);
            if (sent.isNew(i)
                    && amount >= Math.max(least, limits.floor())
                    && amount <= most
                    && sent.account(i) != last.source()) {
                paid.add(sent.account(i), i);
                earliest = sent.time(i);
            }
        }
        since = earliest - 1;
        return paid.size() > 0;
    }

    /** Looks at who paid the account before that place of the path; returns the length of a cycle, or 0. */
    private int walk(int place, long time, int payment, long amount) {
        PaymentList list = path.list(place);
        if (!search.open(list, path.account(place - 1), Direction.IN, time, payment)) {
            return 0;
        }
        for (int i = list.size() - 1; i >= 0 && list.time(i) > since; i--) {
            if (!search.step()) {
                return 0;
            }
            long before = list.amount(i);
            if (!list.isNew(i) || before < limits.floor() || !limits.handedOn().holds(before, amount)) {
                continue;
            }
            int account = list.account(i);
            path.set(place, account, list.number(i), list.time(i));
            int length = 0;
            if (account == last.target()) {
                length = place + 1 >= limits.shortest() ? place + 1 : 0;
            } else if (goesOn(place, account)) {
                length = walk(place + 1, list.time(i), list.number(i), before);
            }
            if (length > 0) {
                return length;
            }
        }
        return 0;
    }

    /** Whether the path may go on over an account: it is not on it yet, and if only one payment may follow, the last account must have paid it. */
    private boolean goesOn(int place, int account) {
        return place + 1 < limits.longest()
                && (place + 2 < limits.longest() || paid.has(account))
                && !path.has(account, place);
    }
}
