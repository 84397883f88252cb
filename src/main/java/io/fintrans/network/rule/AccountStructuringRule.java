package io.fintrans.network.rule;

import io.fintrans.network.graph.PaymentGraph;
import io.fintrans.network.graph.PaymentGraph.Direction;
import io.fintrans.network.graph.PaymentList;
import java.time.Duration;

/** An account that several times pays just less than a limit, to whomever. The payment is one of these. */
public final class AccountStructuringRule extends NetworkRule {
    private static final int WHOLE = 1000;

    private final Limits limits;
    private final Search search;
    private final PaymentList out;

    /**
     * What counts.
     *
     * @param window everything is less than this before the last payment
     * @param limits amounts from which on somebody would look, in minor units
     * @param nearPermille how many thousandths of a limit are just less than it, 1 to 999
     * @param payments how many payments at least, all of the same limit, 2 or more
     */
    @SuppressWarnings("ArrayRecordComponent") // Asked once for each payment.
    public record Limits(Duration window, long[] limits, int nearPermille, int payments) {
        /** @throws IllegalArgumentException if it cannot be, with a sentence */
        public Limits {
            if (nearPermille < 1 || nearPermille >= WHOLE || payments < 2) {
                throw new IllegalArgumentException(
                        "just less than a limit is 1 to 999 thousandths of it, in 2 payments or more, and"
                                + " was to be " + nearPermille + " in " + payments);
            }
        }

        private boolean isNear(long amount, long limit) {
            return amount < limit && amount * WHOLE >= limit * nearPermille;
        }
    }

    public AccountStructuringRule(Limits limits, PaymentGraph graph) {
        super(graph);
        this.limits = limits;
        this.search = search();
        this.out = new PaymentList(graph);
    }

    @Override
    boolean looksFor(Look look, Evidence evidence) {
        for (long limit : limits.limits()) {
            if (limits.isNear(look.amount(), limit) && looksFor(look, limit, evidence)) {
                return true;
            }
        }
        return false;
    }

    private boolean looksFor(Look look, long limit, Evidence evidence) {
        evidence.clear();
        long since = look.time() - limits.window().toMillis();
        if (!search.open(out, look.source(), Direction.OUT, look.time(), look.payment())
                || !out.hasAtLeast(limits.payments(), since)) {
            return false;
        }
        for (int i = out.size() - 1; i >= 0 && out.time(i) > since && search.step(); i--) {
            if (limits.isNear(out.amount(i), limit)) {
                evidence.add(out, i);
            }
        }
        return evidence.size() >= limits.payments();
    }
}
