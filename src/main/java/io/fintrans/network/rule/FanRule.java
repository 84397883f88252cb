package io.fintrans.network.rule;

import io.fintrans.network.graph.History;
import io.fintrans.network.graph.PaymentGraph;
import io.fintrans.network.graph.PaymentGraph.Direction;
import io.fintrans.network.graph.PaymentList;
import java.time.Duration;

/**
 * Many accounts that pay one they have not paid before, or are paid by one: more than that one is used to. The payment is of a new pair, and the first one in
 * the window from the one account to the other.
 *
 * <p>From the newest payment it goes backwards, and counts no further than 64 accounts.
 */
public final class FanRule extends NetworkRule {
    /** An account that has three times as many partners a day is not counted. */
    private static final int MOST_ACCOUNTS = 64;

    /** So many payments are looked at. */
    private static final int MOST_STEPS = 512;

    private final Limits limits;
    private final Direction direction;
    private final Search search;
    private final PaymentList list;
    private final AccountSet partners = new AccountSet();

    /**
     * What counts.
     *
     * @param window everything is less than this before the last payment
     * @param floor no payment that counts is smaller, in minor units
     * @param accounts how many partners at least, 2 to 64
     * @param norm likewise, times the account's norm; where these are more than 64, there is no fan
     * @param total what is paid at least, in minor units
     */
    public record Limits(Duration window, long floor, int accounts, int norm, long total) {
        /** @throws IllegalArgumentException if it cannot be, with a sentence */
        public Limits {
            if (accounts < 2 || accounts > MOST_ACCOUNTS || norm < 0) {
                throw new IllegalArgumentException(
                        "a fan has 2 to 64 accounts, and no less than 0 times the norm, and was to" + " have "
                                + accounts + " and " + norm);
            }
        }
    }

    /** @param direction {@link Direction#IN} where one account is paid, {@link Direction#OUT} where it pays */
    public FanRule(Limits limits, Direction direction, PaymentGraph graph) {
        super(graph, MOST_STEPS);
        this.limits = limits;
        this.direction = direction;
        this.search = search();
        this.list = new PaymentList(graph);
    }

    @Override
    boolean usesHistory() {
        return true;
    }

    @Override
    boolean looksFor(Look look, Evidence evidence) {
        int account = direction == Direction.IN ? look.target() : look.source();
        long since = look.time() - limits.window().toMillis();
        if (!look.isNew()
                || look.amount() < limits.floor()
                || !search.open(list, account, direction, look.time(), look.payment())
                || !list.hasAtLeast(limits.accounts(), since)) {
            return false;
        }
        int least = Math.max(
                limits.accounts() * History.NORM_PARTS,
                limits.norm() * history().norm(account, direction, look.time()));
        if (least > MOST_ACCOUNTS * History.NORM_PARTS) {
            return false;
        }
        return count(since, least, direction == Direction.IN ? look.source() : look.target(), evidence);
    }

    /** Counts partners of new pairs, unless the payment is not the first one with its partner. */
    private boolean count(long since, int least, int partner, Evidence evidence) {
        partners.clear();
        long total = 0;
        for (int i = list.size() - 1; i >= 0 && list.time(i) > since; i--) {
            if (!search.step() || (i < list.size() - 1 && list.account(i) == partner)) {
                return false;
            }
            boolean isEnough = partners.size() >= MOST_ACCOUNTS && total >= limits.total();
            if (!isEnough && list.isNew(i) && list.amount(i) >= limits.floor()) {
                partners.add(list.account(i), 0);
                total += list.amount(i);
                evidence.add(list, i);
            }
        }
        return partners.size() * History.NORM_PARTS >= least && total >= limits.total();
    }
}
