package io.fintrans.generator.pattern;

import io.fintrans.alert.Edge.Part;
import io.fintrans.alert.Typology;
import java.util.ArrayList;
import java.util.List;

/** Laundering over several accounts: its payments, in the order in which they are to be made. */
final class Plan {
    private static final int WHOLE = 1000;
    /** An account is a hub from 256 payments on. */
    private static final Range HUB = new Range(262, 280);

    private static final int LEAST_IN_FAN = 6;
    private static final int MOST_IN_MULE = 3;

    private final Typology typology;
    private final String scheme;
    private final int[] accounts;
    private final long limit;
    /** Several payments of a plan stay under the limit together. */
    private final long most;

    private final int kept;
    private final SeededRandom random;
    private final List<Transfer> payments = new ArrayList<>();

    private Plan(Typology typology, String scheme, int[] accounts, long limit, int kept, SeededRandom random) {
        this.typology = typology;
        this.scheme = scheme;
        this.accounts = accounts;
        this.limit = limit;
        this.most = limit * 3 / 10;
        this.kept = kept;
        this.random = random;
    }

    /**
     * The payments of a pattern of the network, all in the first city.
     *
     * @param accounts as many as {@link #accounts} says, all different
     * @param limit in cents, at least 10000
     * @param kept how much of what came is handed on at least, in thousandths
     */
    static List<Transfer> of(
            Typology typology, String scheme, int[] accounts, long limit, int kept, SeededRandom random) {
        Plan plan = new Plan(typology, scheme, accounts, limit, kept, random);
        int all = accounts.length;
        switch (typology) {
            case CYCLE -> plan.path(true);
            case CHAIN -> plan.path(false);
            case SCATTER_GATHER -> plan.scatterAndGather();
            case FAN_IN -> plan.gather(1, all);
            case FAN_OUT -> plan.scatter();
            case MULE, GATHER_SCATTER -> plan.gatherAndScatter();
            case BIPARTITE -> plan.block(0, all / 2, all);
            case STACK -> {
                plan.block(0, all / 3, all / 3 * 2);
                plan.block(all / 3, all / 3 * 2, all);
            }
            case ACCOUNT_STRUCTURING -> plan.structure();
            case SUDDEN_HUB -> plan.crowd();
            case DORMANT -> plan.pay(0, 1, plan.amount());
            default -> throw new IllegalArgumentException("nobody plans " + typology);
        }
        return plan.payments;
    }

    /** How many accounts such a plan takes. */
    static int accounts(Typology typology, Range size, SeededRandom random) {
        int same = size.drawEvenly(random);
        return switch (typology) {
            case CYCLE -> same;
            case CHAIN -> same + 2;
            case SCATTER_GATHER -> 2 + same;
            case FAN_IN, FAN_OUT -> 1 + Math.max(LEAST_IN_FAN, 2 * same);
            case MULE -> 1 + 2 * Math.min(MOST_IN_MULE, same - 1);
            case GATHER_SCATTER -> 1 + 2 * same;
            // Blocks have as many payments as their sides' product, so they stay small.
            case BIPARTITE -> 2 * Math.min(4, same);
            case STACK -> 3 * Math.min(3, same - 1);
            case ACCOUNT_STRUCTURING -> 1 + same;
            case SUDDEN_HUB -> 60;
            case DORMANT -> 2;
            default -> throw new IllegalArgumentException("nobody plans " + typology);
        };
    }

    private void path(boolean comesAround) {
        long amount = amount();
        int last = comesAround ? accounts.length : accounts.length - 1;
        for (int i = 0; i < last; i++) {
            pay(i, (i + 1) % accounts.length, amount);
            amount = lessFee(amount);
        }
    }

    /** The first account spreads what the second one gathers. */
    private void scatterAndGather() {
        long[] amounts = new long[accounts.length];
        for (int i = 2; i < accounts.length; i++) {
            amounts[i] = amount();
            pay(0, i, amounts[i]);
        }
        for (int i = 2; i < accounts.length; i++) {
            pay(i, 1, lessFee(amounts[i]));
        }
    }

    /** The first account is paid by half of the others, and pays the other half as much. */
    private void gatherAndScatter() {
        int middle = 1 + (accounts.length - 1) / 2;
        long gathered = gather(1, middle);
        int left = accounts.length - middle;
        for (int i = middle; i < accounts.length; i++) {
            pay(0, i, lessFee(gathered / left));
        }
    }

    private long gather(int from, int to) {
        long gathered = 0;
        for (int i = from; i < to; i++) {
            long amount = amount();
            gathered += amount;
            pay(i, 0, amount);
        }
        return gathered;
    }

    private void scatter() {
        for (int i = 1; i < accounts.length; i++) {
            pay(0, i, amount());
        }
    }

    /** Each account of one range pays each of the range behind it. */
    private void block(int from, int middle, int to) {
        for (int source = from; source < middle; source++) {
            for (int target = middle; target < to; target++) {
                pay(source, target, amount());
            }
        }
    }

    /** Sums that stay just under the limit, each to another. */
    private void structure() {
        for (int i = 1; i < accounts.length; i++) {
            pay(0, i, limit * random.between(850, 990) / WHOLE);
        }
    }

    /** Small sums, below what other kinds look at. */
    private void crowd() {
        int all = HUB.drawEvenly(random);
        for (int i = 0; i < all; i++) {
            pay(1 + i % (accounts.length - 1), 0, limit * random.between(1, 9) / WHOLE);
        }
    }

    private void pay(int source, int target, long amount) {
        Hidden hidden = new Hidden(typology, scheme, role(source, target));
        payments.add(new Transfer(0, accounts[source], accounts[target], amount, hidden));
    }

    /** As the evidence of an alert has it: where a pattern is about one account, which is the first here, to it or from it. */
    private Part role(int source, int target) {
        return switch (typology) {
            case FAN_IN, FAN_OUT, MULE, GATHER_SCATTER, ACCOUNT_STRUCTURING, SUDDEN_HUB, DORMANT ->
                source == 0 ? Part.OUT : target == 0 ? Part.IN : Part.HOP;
            default -> Part.HOP;
        };
    }

    /** From half of the most on. */
    private long amount() {
        long least = typology == Typology.DORMANT ? WHOLE : WHOLE / 2;
        return most * random.between((int) least, WHOLE) / WHOLE;
    }

    private long lessFee(long amount) {
        return amount * random.between(kept, WHOLE) / WHOLE;
    }
}
