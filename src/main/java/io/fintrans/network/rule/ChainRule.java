package io.fintrans.network.rule;

import io.fintrans.network.graph.PaymentGraph;
import io.fintrans.network.graph.PaymentGraph.Direction;
import io.fintrans.network.graph.PaymentList;
import java.time.Duration;

/**
 * Money that is handed on from account to account nearly whole and soon, so that nobody sees where it came from; also called layering. The last
 * payment completes it, with the first chain of enough payments that a search backwards meets, newest payments first.
 */
public final class ChainRule extends NetworkRule {
    private final Limits limits;
    private final Search search;
    private final Path path;

    /**
     * What counts.
     *
     * @param hop each payment is less than this later than the one before
     * @param floor no payment is smaller, in minor units
     * @param handedOn how much of each payment the next one is
     * @param payments how many there are, 2 to 12; what came before these is not looked at
     */
    public record Limits(Duration hop, long floor, Ratio handedOn, int payments) {
        /** @throws IllegalArgumentException if it cannot be, with a sentence */
        public Limits {
            if (payments < 2 || payments > 12) {
                throw new IllegalArgumentException("a chain has 2 to 12 payments, and was to have " + payments);
            }
        }
    }

    public ChainRule(Limits limits, PaymentGraph graph) {
        super(graph);
        this.limits = limits;
        this.search = search();
        this.path = new Path(graph, limits.payments());
    }

    @Override
    boolean looksFor(Look look, Evidence evidence) {
        if (!look.isNew() || look.amount() < limits.floor()) {
            return false;
        }
        path.end(look);
        boolean found = walk(1, look.time(), look.payment(), look.amount(), look.target());
        if (found) {
            path.give(path.longest(), evidence);
        }
        return found;
    }

    private boolean walk(int place, long time, int payment, long amount, int end) {
        PaymentList list = path.list(place);
        if (!search.open(list, path.account(place - 1), Direction.IN, time, payment)) {
            return false;
        }
        long since = time - limits.hop().toMillis();
        for (int i = list.size() - 1; i >= 0 && list.time(i) > since; i--) {
            if (!search.step()) {
                return false;
            }
            long before = list.amount(i);
            int account = list.account(i);
            if (!list.isNew(i)
                    || before < limits.floor()
                    || !limits.handedOn().holds(before, amount)
                    || account == end
                    || path.has(account, place)) {
                continue;
            }
            path.set(place, account, list.number(i), list.time(i));
            if (place + 1 == path.longest() || walk(place + 1, list.time(i), list.number(i), before, end)) {
                return true;
            }
        }
        return false;
    }
}
