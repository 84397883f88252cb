package io.fintrans.network.rule;

import io.fintrans.network.graph.PaymentGraph;
import io.fintrans.network.graph.PaymentGraph.Direction;
import io.fintrans.network.graph.PaymentList;
import java.time.Duration;

/** An account that was silent for long, and then pays much. The payment is one of those after its silence. */
public final class DormantRule extends NetworkRule {
    /** The newest of the payments since it woke prove it. */
    private static final int MOST_EVIDENCE = 60;

    private final Limits limits;
    private final Search search;
    private final PaymentList out;

    /**
     * What counts.
     *
     * @param window what else it has paid since it woke is told if it is less than this before the last payment
     * @param amount what it pays at least, in minor units
     * @param quiet for how many units of history it was silent, 1 or more
     * @param known for how many it has been known, as many or more
     */
    public record Limits(Duration window, long amount, int quiet, int known) {
        /** @throws IllegalArgumentException if it cannot be, with a sentence */
        public Limits {
            if (quiet < 1 || known < quiet) {
                throw new IllegalArgumentException(
                        "an account is silent for 1 unit or more, and known for as many, and was to be" + " silent for "
                                + quiet + " and known for " + known);
            }
        }
    }

    public DormantRule(Limits limits, PaymentGraph graph) {
        super(graph);
        this.limits = limits;
        this.search = search();
        this.out = new PaymentList(graph);
    }

    @Override
    boolean looksFor(Look look, Evidence evidence) {
        if (look.amount() < limits.amount()
                || history().quiet(look.source(), look.time()) < limits.quiet()
                || history().known(look.source(), look.time()) < limits.known()
                || !search.open(out, look.source(), Direction.OUT, look.time(), look.payment())) {
            return false;
        }
        long since =
                Math.max(look.time() - limits.window().toMillis(), history().sealedUntil(look.time()) - 1);
        for (int i = out.size() - 1; i >= 0 && out.time(i) > since && evidence.size() < MOST_EVIDENCE; i--) {
            evidence.add(out, i);
        }
        return true;
    }
}
