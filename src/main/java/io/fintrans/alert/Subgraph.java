package io.fintrans.alert;

import java.util.List;

/**
 * The payments that a finding rests on.
 *
 * @param edges in order of time; at most {@link #MOST}
 * @param omitted how many more there are, all of them earlier; Kafka still has them
 */
public record Subgraph(List<Edge> edges, int omitted) {
    /** How many payments an alert lists. */
    public static final int MOST = 100;

    public Subgraph {
        edges = List.copyOf(edges);
    }

    /** Payments of which none is listed yet. */
    public static Subgraph unlisted(int payments) {
        return new Subgraph(List.of(), payments);
    }

    /** How many payments there are, listed or not. */
    public int payments() {
        return edges.size() + omitted;
    }

    /** The sum of the listed payments, in minor units. */
    public long listedMinorUnits() {
        return edges.stream().mapToLong(edge -> edge.amount().minorUnits()).sum();
    }
}
