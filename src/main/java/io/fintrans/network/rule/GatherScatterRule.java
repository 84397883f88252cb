package io.fintrans.network.rule;

import io.fintrans.network.graph.History;
import io.fintrans.network.graph.PaymentGraph;
import io.fintrans.network.graph.PaymentGraph.Direction;
import io.fintrans.network.graph.PaymentList;
import java.time.Duration;
import java.util.Arrays;

/**
 * An account that many pay, and that pays about as much to many from some moment on. The payment is one that it makes; only payments of new pairs count.
 *
 * <p>The moment is the time of one of the payments that it makes. From the newest one backwards, the latest moment counts that fits.
 */
public final class GatherScatterRule extends NetworkRule {
    private final Limits limits;
    private final Search search;
    private final PaymentList in;
    private final PaymentList out;
    private final AccountSet partners = new AccountSet();

    /** Payments that count of those that it is paid, in canonical order: place, how many accounts they are of with those before, and how much. */
    private int[] places = new int[64];

    private int[] accounts = new int[64];
    private long[] totals = new long[64];
    private int gathered;
    private int leastIn;
    private int leastOut;

    /**
     * What counts.
     *
     * @param window everything is less than this before the last payment
     * @param floor no payment that counts is smaller, in minor units
     * @param accounts how many pay it, and how many it pays, 2 or more
     * @param norm likewise, times the account's norm
     * @param total what it is paid at least, in minor units
     * @param handedOn how much of that it pays
     */
    public record Limits(Duration window, long floor, int accounts, int norm, long total, Ratio handedOn) {
        /** @throws IllegalArgumentException if it cannot be, with a sentence */
        public Limits {
            if (accounts < 2 || norm < 0) {
                throw new IllegalArgumentException(
                        "money is gathered from 2 accounts or more, and no less than 0 times the"
                                + " norm, and was to be from " + accounts + " and " + norm);
            }
        }
    }

    public GatherScatterRule(Limits limits, PaymentGraph graph) {
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
                || !in.hasAtLeast(limits.accounts(), since)
                || !search.open(out, look.source(), Direction.OUT, look.time(), look.payment())
                || !out.hasAtLeast(limits.accounts(), since)) {
            return false;
        }
        leastIn = least(look, Direction.IN);
        leastOut = least(look, Direction.OUT);
        return gathers(since) && isEnough(gathered) && scatters(since, evidence);
    }

    private int least(Look look, Direction direction) {
        return Math.max(
                limits.accounts() * History.NORM_PARTS,
                limits.norm() * history().norm(look.source(), direction, look.time()));
    }

    /** Takes down what the account is paid; whether that is all. */
    private boolean gathers(long since) {
        gathered = 0;
        partners.clear();
        for (int i = in.firstAfter(since); i < in.size(); i++) {
            if (!search.step()) {
                return false;
            }
            if (in.isNew(i) && in.amount(i) >= limits.floor()) {
                if (gathered == places.length) {
                    places = Arrays.copyOf(places, gathered * 2);
                    accounts = Arrays.copyOf(accounts, gathered * 2);
                    totals = Arrays.copyOf(totals, gathered * 2);
                }
                partners.add(in.account(i), 0);
                places[gathered] = i;
                accounts[gathered] = partners.size();
                totals[gathered] = in.amount(i) + (gathered == 0 ? 0 : totals[gathered - 1]);
                gathered++;
            }
        }
        return true;
    }

    /** Whether the first so many payments that it is paid are enough. */
    private boolean isEnough(int count) {
        return count > 0 && accounts[count - 1] * History.NORM_PARTS >= leastIn && totals[count - 1] >= limits.total();
    }

    /** Whether there is a moment. */
    private boolean scatters(long since, Evidence evidence) {
        partners.clear();
        long total = 0;
        int before = gathered;
        long moment = Long.MAX_VALUE;
        for (int i = out.size() - 1; i >= 0 && out.time(i) > since && isEnough(before); i--) {
            if (!search.step()) {
                return false;
            }
            if (out.isNew(i) && out.amount(i) >= limits.floor()) {
                partners.add(out.account(i), 0);
                total += out.amount(i);
                evidence.add(out, i);
                moment = out.time(i);
            }
            before = gatheredBefore(moment, before);
            boolean isMoment = out.time(i) == moment && (i == 0 || out.time(i - 1) < moment);
            if (isMoment
                    && isEnough(before)
                    && partners.size() * History.NORM_PARTS >= leastOut
                    && limits.handedOn().holdsOfSums(totals[before - 1], total)) {
                give(before, evidence);
                return true;
            }
        }
        return false;
    }

    /** How many of the first so many payments that it is paid are earlier than a moment. */
    private int gatheredBefore(long moment, int count) {
        int before = count;
        while (before > 0 && in.time(places[before - 1]) >= moment) {
            before--;
        }
        return before;
    }

    private void give(int count, Evidence evidence) {
        for (int i = count - 1; i >= 0; i--) {
            evidence.add(in, places[i]);
        }
    }
}
