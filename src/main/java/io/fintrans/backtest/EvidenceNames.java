package io.fintrans.backtest;

import io.fintrans.network.graph.PaymentGraph;
import io.fintrans.network.rule.Evidence;
import io.fintrans.transaction.Coordinates;
import io.fintrans.transaction.Place;
import java.time.Duration;
import java.util.Collection;
import java.util.Map.Entry;
import java.util.TreeMap;

/**
 * What the file calls the payments that findings rest on: of all that the graph holds, since any may come to be evidence, and of the evidence of
 * findings that may still change.
 */
final class EvidenceNames {
    private record Named(long time, String name) {}

    private final PaymentGraph graph;
    private final long heldMillis;
    private final RowNames held = new RowNames();
    /** By row. */
    private final TreeMap<Long, Named> evidence = new TreeMap<>();

    /** @param held how long the graph holds a payment, at least */
    EvidenceNames(PaymentGraph graph, Duration held) {
        this.graph = graph;
        this.heldMillis = held.toMillis();
    }

    /** Adds a payment; its row is larger than all before. */
    void add(long row, long time, String name) {
        held.add(row, time, name);
    }

    /** Keeps the names of payments for longer than the graph holds them. */
    void keep(Evidence verdict) {
        if (held.isEmpty()) {
            return;
        }
        for (int i = 0; i < verdict.size(); i++) {
            long row = Place.offset(graph.place(verdict.payment(i)));
            long time = verdict.time(i);
            evidence.computeIfAbsent(row, any -> new Named(time, held.name(row)));
        }
    }

    /** What a payment is called that was evidence; what Kafka calls it, if no payment has a name of its own. */
    String name(Coordinates payment) {
        if (held.isEmpty()) {
            return payment.toString();
        }
        Named named = evidence.get(payment.offset());
        if (named == null) {
            throw new IllegalStateException("row " + payment.offset() + " is evidence, but its name is not known");
        }
        return named.name();
    }

    /** Forgets the names that neither the graph nor one of the findings may need any more. */
    void forget(Collection<Finding> open) {
        held.forgetBefore(graph.newest() - heldMillis);
        long earliest = open.stream()
                .mapToLong(finding -> finding.alert().openedAt().toEpochMilli())
                .min()
                .orElse(graph.newest());
        // In a file in order of time, the row before is the earlier payment, but for the lateness.
        long before = Math.min(earliest, graph.newest()) - heldMillis;
        for (Entry<Long, Named> first = evidence.firstEntry();
                first != null && first.getValue().time() < before;
                first = evidence.firstEntry()) {
            evidence.remove(first.getKey());
        }
    }
}
