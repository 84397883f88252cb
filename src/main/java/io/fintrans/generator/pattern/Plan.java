package io.fintrans.generator.pattern;

import io.fintrans.alert.Typology;
import java.util.ArrayDeque;
import java.util.Deque;

/** Laundering over several accounts: its payments, in the order in which they are to be made. */
final class Plan {
    private static final int WHOLE = 1000;
    /** What whoever hands money on keeps of it, at most, in thousandths. */
    private static final int LARGEST_FEE = 80;

    private final Hidden hidden;
    private final SeededRandom random;
    private final Deque<Transfer> payments = new ArrayDeque<>();

    private Plan(Hidden hidden, SeededRandom random) {
        this.hidden = hidden;
        this.random = random;
    }

    /**
     * A plan of one typology of the network.
     *
     * @param accounts as many as {@link #accounts} says, all different
     * @param most what a payment is at most, in cents
     */
    static Plan of(Hidden hidden, int[] accounts, long most, SeededRandom random) {
        Plan plan = new Plan(hidden, random);
        switch (hidden.typology()) {
            case CYCLE -> plan.path(accounts, most, true);
            case CHAIN -> plan.path(accounts, most, false);
            case SCATTER_GATHER -> plan.scatterAndGather(accounts, most);
            case FAN_IN -> plan.gather(accounts, 1, accounts.length, most);
            case FAN_OUT -> plan.scatter(accounts, 1, accounts.length, most);
            case MULE, GATHER_SCATTER -> plan.gatherAndScatter(accounts, most);
            case BIPARTITE -> plan.block(accounts, 0, accounts.length / 2, accounts.length, most);
            case STACK -> {
                plan.block(accounts, 0, 2, 4, most);
                plan.block(accounts, 2, 4, 6, most);
            }
            default -> throw new IllegalArgumentException("nobody plans " + hidden.typology());
        }
        return plan;
    }

    /** How many accounts such a plan needs. */
    static int accounts(Typology typology, SeededRandom random) {
        return switch (typology) {
            case CYCLE -> random.between(3, 6);
            case CHAIN -> random.between(5, 7);
            case SCATTER_GATHER -> 2 + random.between(3, 6);
            case FAN_IN, FAN_OUT -> 1 + random.between(6, 12);
            case MULE -> 5;
            case GATHER_SCATTER -> 1 + 2 * random.between(3, 5);
            case BIPARTITE, STACK -> 6;
            default -> throw new IllegalArgumentException("nobody plans " + typology);
        };
    }

    Transfer next(int city) {
        Transfer next = payments.removeFirst();
        return new Transfer(city, next.source(), next.target(), next.minorUnits(), hidden);
    }

    boolean isDone() {
        return payments.isEmpty();
    }

    private void path(int[] accounts, long most, boolean comesAround) {
        long amount = amount(most);
        int last = comesAround ? accounts.length : accounts.length - 1;
        for (int i = 0; i < last; i++) {
            pay(accounts[i], accounts[(i + 1) % accounts.length], amount);
            amount = lessFee(amount);
        }
    }

    /** The first account spreads what the second one gathers. */
    private void scatterAndGather(int[] accounts, long most) {
        long[] amounts = new long[accounts.length];
        for (int i = 2; i < accounts.length; i++) {
            amounts[i] = amount(most);
            pay(accounts[0], accounts[i], amounts[i]);
        }
        for (int i = 2; i < accounts.length; i++) {
            pay(accounts[i], accounts[1], lessFee(amounts[i]));
        }
    }

    /** The first account is paid by half of the others, and pays the other half as much. */
    private void gatherAndScatter(int[] accounts, long most) {
        int middle = 1 + (accounts.length - 1) / 2;
        long gathered = gather(accounts, 1, middle, most);
        int left = accounts.length - middle;
        for (int i = middle; i < accounts.length; i++) {
            pay(accounts[0], accounts[i], lessFee(gathered / left));
        }
    }

    private long gather(int[] accounts, int from, int to, long most) {
        long gathered = 0;
        for (int i = from; i < to; i++) {
            long amount = amount(most);
            gathered += amount;
            pay(accounts[i], accounts[0], amount);
        }
        return gathered;
    }

    private void scatter(int[] accounts, int from, int to, long most) {
        for (int i = from; i < to; i++) {
            pay(accounts[0], accounts[i], amount(most));
        }
    }

    /** Each account of one range pays each of the range behind it. */
    private void block(int[] accounts, int from, int middle, int to, long most) {
        for (int source = from; source < middle; source++) {
            for (int target = middle; target < to; target++) {
                pay(accounts[source], accounts[target], amount(most));
            }
        }
    }

    private void pay(int source, int target, long amount) {
        payments.addLast(new Transfer(0, source, target, amount, null));
    }

    /** From half of the most on. */
    private long amount(long most) {
        return most * random.between(WHOLE / 2, WHOLE) / WHOLE;
    }

    private long lessFee(long amount) {
        return amount * random.between(WHOLE - LARGEST_FEE, WHOLE) / WHOLE;
    }
}
