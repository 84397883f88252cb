package io.fintrans.network.rule;

import io.fintrans.network.graph.PaymentGraph;
import io.fintrans.network.graph.PaymentGraph.Direction;
import io.fintrans.network.graph.PaymentList;

/**
 * How a rule looks around a payment: at lists up to a payment, never at those of hubs, and at so many payments at most. Since lists are walked in
 * canonical order, what is left out depends on which payments there are, and not on the order in which they came.
 */
final class Search {
    /** So many payments are looked at for one verdict. */
    static final int MOST_STEPS = 2048;

    private final PaymentGraph graph;
    private final int most;
    private long time;
    private int steps;
    private boolean damped;

    /** @param most so many payments are looked at for one verdict */
    Search(PaymentGraph graph, int most) {
        this.graph = graph;
        this.most = most;
    }

    /** Begins to look for something around a payment. */
    void begin(long time) {
        this.time = time;
        steps = 0;
        damped = false;
    }

    /**
     * Points a view at a list of an account, up to a payment of that time.
     *
     * @return whether there is anything to walk: not if it is a hub's
     */
    boolean open(PaymentList list, int account, Direction direction, long time, int payment) {
        if (!graph.open(list, account, direction, time, payment)) {
            return false;
        }
        if (list.hasEnoughForHub() && list.isHub(graph.settings().sealed(this.time))) {
            damped = true;
            return false;
        }
        return true;
    }

    /** Whether the last payment of a list of those that an account is paid is the first one from its source since then. */
    boolean isFirst(PaymentList in, Look last, long since) {
        for (int i = in.size() - 2; i >= 0 && in.time(i) > since; i--) {
            if (in.account(i) == last.source() || !step()) {
                return false;
            }
        }
        return true;
    }

    /** Looks at one payment more; whether it may. */
    boolean step() {
        return ++steps <= most;
    }

    /** Whether it was ended before it had seen everything. */
    boolean isCut() {
        return steps > most;
    }

    /** Whether a hub was in its way. */
    boolean isDamped() {
        return damped;
    }
}
