package io.fintrans.network.rule;

import io.fintrans.network.graph.PaymentGraph;
import io.fintrans.network.graph.PaymentGraph.Direction;
import io.fintrans.network.graph.PaymentList;
import java.time.Duration;

/**
 * An account that is paid by several, and soon pays about as much to others. The payment is one that it makes; only payments of new pairs count.
 *
 * <p>All that it is paid in the window is compared with all that it pays after the first of these.
 */
public final class MuleRule extends NetworkRule {
    private final Limits limits;
    private final Search search;
    private final PaymentList in;
    private final PaymentList out;
    private long received;

    /**
     * What counts.
     *
     * @param window everything is less than this before the last payment
     * @param floor no payment that counts is smaller, in minor units
     * @param in in how many payments it is paid, 1 or more
     * @param out in how many it pays, 1 or more
     * @param total what it is paid at least, in minor units
     * @param handedOn how much of that it pays
     */
    public record Limits(Duration window, long floor, int in, int out, long total, Ratio handedOn) {
        /** @throws IllegalArgumentException if it cannot be, with a sentence */
        public Limits {
            if (in < 1 || out < 1) {
                throw new IllegalArgumentException(
                        "a mule is paid and pays once or more, and was to be paid " + in + " and pay " + out);
            }
        }
    }

    public MuleRule(Limits limits, PaymentGraph graph) {
        super(graph);
        this.limits = limits;
        this.search = search();
        this.in = new PaymentList(graph);
        this.out = new PaymentList(graph);
    }

    @Override
    boolean usesHistory() {
        return true;
    }

    @Override
    boolean looksFor(Look look, Evidence evidence) {
        long since = look.time() - limits.window().toMillis();
        if (!look.isNew()
                || look.amount() < limits.floor()
                || !search.open(in, look.source(), Direction.IN, look.time(), look.payment())
                || !in.hasAtLeast(limits.in(), since)
                || !search.open(out, look.source(), Direction.OUT, look.time(), look.payment())) {
            return false;
        }
        int first = receive(since, evidence);
        return first >= 0 && received >= limits.total() && handsOn(first, evidence);
    }

    /** Adds up what the account is paid; returns the place of the first payment, or a negative number if there are too few. */
    private int receive(long since, Evidence evidence) {
        int first = -1;
        int count = 0;
        received = 0;
        for (int i = in.size() - 1; i >= 0 && in.time(i) > since; i--) {
            if (!search.step()) {
                return -1;
            }
            if (in.isNew(i) && in.amount(i) >= limits.floor()) {
                first = i;
                count++;
                received += in.amount(i);
                evidence.add(in, i);
            }
        }
        return count >= limits.in() ? first : -1;
    }

    /** Whether it pays about as much after the first payment that it is paid. */
    private boolean handsOn(int first, Evidence evidence) {
        int count = 0;
        long paid = 0;
        int after = out.firstAfter(in.time(first), in.number(first));
        for (int i = out.size() - 1; i >= after; i--) {
            if (!search.step()) {
                return false;
            }
            if (out.isNew(i) && out.amount(i) >= limits.floor()) {
                count++;
                paid += out.amount(i);
                evidence.add(out, i);
            }
        }
        return count >= limits.out() && limits.handedOn().holdsOfSums(received, paid);
    }
}
