package io.fintrans.network.finding;

import io.fintrans.network.graph.PaymentGraph;
import io.fintrans.network.graph.PaymentGraph.Direction;
import io.fintrans.network.graph.PaymentList;
import io.fintrans.network.rule.Look;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Measures what else the accounts of a finding did. */
final class Meanwhile {
    private static final int WHOLE = 1000;

    private final PaymentGraph graph;
    private final PaymentList list;

    Meanwhile(PaymentGraph graph) {
        this.graph = graph;
        this.list = new PaymentList(graph);
    }

    /**
     * The circumstances of a verdict.
     *
     * @param look the payment that is looked at
     * @param payments the evidence, each once
     * @param times theirs, in milliseconds since 1970
     */
    Circumstances of(Look look, int[] payments, long[] times) {
        // Nothing can come any more that is as old as this.
        long until = look.time() - graph.settings().lateness().toMillis();
        long after = Arrays.stream(times).min().orElseThrow() - 1;
        long later = Arrays.stream(times).filter(time -> time > until).count();
        long all = accounts(payments)
                .mapToLong(account ->
                        count(account, Direction.OUT, after, until) + count(account, Direction.IN, after, until))
                .sum();
        // Each payment is what two accounts did.
        long evidence = 2L * payments.length;
        long share = evidence * WHOLE / Math.max(evidence, all + 2 * later);
        return new Circumstances((int) share, (int) graph.history().units(look.time()));
    }

    private IntStream accounts(int[] payments) {
        return Arrays.stream(payments)
                .flatMap(payment -> IntStream.of(graph.source(payment), graph.target(payment)))
                .distinct();
    }

    /** Of a hub, as many as make one: not all of its payments are kept. */
    private int count(int account, Direction direction, long after, long until) {
        graph.openAll(list, account, direction);
        return Math.min(graph.settings().hubPayments(), list.count(after, until));
    }
}
