package io.fintrans.network.judge;

import io.fintrans.network.graph.PaymentGraph;
import io.fintrans.network.rule.Evidence;
import io.fintrans.network.rule.Look;
import io.fintrans.network.rule.NetworkRule;
import io.fintrans.transaction.AccountId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Judges payments by rules over the graph. All payments of a batch are put into the graph before the first of them is looked at: since each looks only
 * at payments that are not later, it does not matter how they are batched.
 *
 * <p>Where a payment comes after later ones were looked at, those that can see it are looked at once more, each once, when nothing can come any
 * more that they see.
 */
public final class NetworkJudge {
    /** For every so many payments, one account is looked after. */
    private static final int SWEPT_EVERY = 4;

    private final PaymentGraph graph;
    private final List<NetworkRule> rules;
    private final Reach reach;
    private final Verdicts verdicts;
    private final Evidence evidence = new Evidence();
    private final List<Look> batch = new ArrayList<>();
    /** The earliest and the latest time of the batch. */
    private long first;

    private long last;
    /** Payments to be looked at once more, in the order of time, and when the newest payment was made that came late before them. */
    private final TreeMap<Look, Long> again =
            new TreeMap<>(Comparator.comparingLong(Look::time).thenComparingInt(Look::payment));

    /** The time of the newest payment that has been looked at. */
    private long looked = Long.MIN_VALUE;

    private long lookedAgain;
    private long cut;
    private long damped;
    private boolean replaying;

    /** Is told what the rules say. */
    public interface Verdicts {
        /** In place of the time of a payment. */
        long NOTHING_LATE = Long.MIN_VALUE;

        /**
         * What a rule says of a payment.
         *
         * @param rule its place in the list of rules
         * @param evidence valid during the call; empty if there is nothing. That is told only of what was looked at once more: the rule may have found
         *     something the first time
         */
        void verdict(int rule, Look look, Evidence evidence);

        /**
         * Says why payments are looked at once more from now on.
         *
         * @param time of the payment that came late; {@link #NOTHING_LATE} from when on payments are looked at for the first time
         */
        default void because(long time) {}
    }

    /** @param longest how many payments the longest path has that any of the rules looks for */
    public NetworkJudge(PaymentGraph graph, List<NetworkRule> rules, int longest, Verdicts verdicts) {
        this(graph, rules, new Reach(graph, longest), verdicts);
    }

    NetworkJudge(PaymentGraph graph, List<NetworkRule> rules, Reach reach, Verdicts verdicts) {
        this.graph = graph;
        this.rules = List.copyOf(rules);
        this.reach = reach;
        this.verdicts = verdicts;
    }

    /**
     * Takes a payment, which is looked at with the batch. Whatever it shuts off is looked at before, for the graph drops what a payment sees
     * when the newest is later by twice the lateness. What an account pays itself is nobody's laundering, and is left out.
     *
     * @param time no older than the newest payment by more than the lateness
     */
    public void add(AccountId source, AccountId target, long time, long amount, int origin, long place) {
        if (source.equals(target)) {
            return;
        }
        long lateness = graph.settings().lateness().toMillis();
        if (!batch.isEmpty() && (time - first >= lateness || last - time >= lateness)) {
            judge();
        }
        if (!again.isEmpty() && again.firstKey().time() < time - lateness) {
            judge();
            lookAgain(time - lateness);
        }
        first = batch.isEmpty() ? time : Math.min(first, time);
        last = batch.isEmpty() ? time : Math.max(last, time);
        int from = graph.account(source);
        int to = graph.account(target);
        int payment = graph.add(from, to, time, amount, origin, place);
        batch.add(new Look(from, to, time, amount, payment, graph.hasAddedNew()));
    }

    /** Looks at all payments that were added since the last call. */
    public void judge() {
        for (Look look : batch) {
            look(look, false);
            if (look.time() <= looked) {
                reach.of(look, seeing -> again.merge(seeing, look.time(), Math::max));
            }
        }
        graph.sweep(batch.size() / SWEPT_EVERY + 1);
        batch.clear();
        looked = graph.newest();
    }

    /** Looks once more at whatever waits for that. */
    public void settle() {
        lookAgain(Long.MAX_VALUE);
    }

    /** Takes payments in again that were judged before: nothing is looked at, except later what waits then to be looked at once more. */
    public void replay(Runnable again) {
        replaying = true;
        try {
            again.run();
        } finally {
            replaying = false;
        }
    }

    /** How many payments were looked at once more. */
    public long lookedAgain() {
        return lookedAgain;
    }

    /** How many searches were ended before they had seen everything. */
    public long cut() {
        return cut;
    }

    /** How often a hub was in the way of a rule that looked at a payment: what the hub pays, or is paid, was not looked at. */
    public long damped() {
        return damped;
    }

    /** Those that nothing can come any more that they see. */
    private void lookAgain(long before) {
        while (!again.isEmpty() && again.firstKey().time() < before) {
            lookedAgain++;
            Map.Entry<Look, Long> first = again.pollFirstEntry();
            verdicts.because(first.getValue());
            look(first.getKey(), true);
        }
        verdicts.because(Verdicts.NOTHING_LATE);
    }

    private void look(Look look, boolean again) {
        if (replaying) {
            return;
        }
        for (int i = 0; i < rules.size(); i++) {
            boolean found = rules.get(i).finds(look, evidence);
            cut += rules.get(i).isCut() ? 1 : 0;
            damped += rules.get(i).isDamped() ? 1 : 0;
            if (found || again) {
                verdicts.verdict(i, look, evidence);
            }
        }
    }
}
