package io.fintrans.network.rule;

import io.fintrans.network.graph.PaymentGraph;
import io.fintrans.network.graph.PaymentGraph.Direction;
import io.fintrans.network.graph.PaymentList;
import java.time.Duration;

/** Reads from the graph how the accounts of a payment behave. It depends on the payments up to that one, and not on when they came. For one thread. */
public final class BehaviourReader {
    private static final long HOUR = Duration.ofHours(1).toMillis();
    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final int WHOLE = 1000;

    private final PaymentGraph graph;
    private final long day;
    /** Of a hub older payments may be gone. */
    private final int most;

    private final PaymentList out;
    private final PaymentList in;

    public BehaviourReader(PaymentGraph graph) {
        this.graph = graph;
        this.day = Math.min(DAY, graph.settings().window().toMillis());
        this.most = graph.settings().hubPayments();
        this.out = new PaymentList(graph);
        this.in = new PaymentList(graph);
    }

    /** @param look a payment that is in the graph, and may be looked at */
    public Behaviour of(Look look) {
        graph.open(out, look.source(), Direction.OUT, look.time(), look.payment());
        graph.open(in, look.source(), Direction.IN, look.time(), look.payment());
        int sent = count(out, look.time() - day);
        int received = count(in, look.time() - day);
        long paid = sum(out, sent);
        return new Behaviour(
                count(out, look.time() - Math.min(HOUR, day)),
                sent,
                paid,
                received,
                permille(paid, sum(in, received)),
                out.isNew(out.size() - 1),
                with(out, sent, look.target()) == 1,
                sent > 1 ? look.time() - out.time(out.size() - 2) : Behaviour.NONE,
                with(in, received, look.target()));
    }

    /** How many payments there are after that time. */
    private int count(PaymentList list, long since) {
        return Math.min(most, list.size() - Math.min(list.size(), list.firstAfter(since)));
    }

    private static long sum(PaymentList list, int count) {
        long sum = 0;
        for (int i = list.size() - count; i < list.size(); i++) {
            sum += list.amount(i);
        }
        return sum;
    }

    /** How many of the newest payments are with an account. */
    private static int with(PaymentList list, int count, int account) {
        int with = 0;
        for (int i = list.size() - count; i < list.size(); i++) {
            with += list.account(i) == account ? 1 : 0;
        }
        return with;
    }

    private static int permille(long paid, long received) {
        if (received == 0) {
            return Behaviour.NONE;
        }
        // A thousand times as much might be no long any more.
        long parts = paid > Long.MAX_VALUE / WHOLE ? paid / Math.max(1, received / WHOLE) : paid * WHOLE / received;
        return (int) Math.min(Behaviour.MOST_PERMILLE, parts);
    }
}
