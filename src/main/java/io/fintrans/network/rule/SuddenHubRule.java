package io.fintrans.network.rule;

import io.fintrans.network.graph.GraphSettings;
import io.fintrans.network.graph.PaymentGraph;
import io.fintrans.network.graph.PaymentGraph.Direction;
import io.fintrans.network.graph.PaymentList;
import java.time.Duration;

/** An account that has become a hub, and was none a window before. The payment is its first one after the unit of hubs in which it became one. */
public final class SuddenHubRule extends NetworkRule {
    /** The newest of the payments that make it a hub prove it. */
    private static final int MOST_EVIDENCE = 60;

    private final Limits limits;
    private final GraphSettings settings;
    private final PaymentGraph graph;
    private final PaymentList list;

    /**
     * What counts.
     *
     * @param window so long before it was no hub; in whole units of hubs, no less
     */
    public record Limits(Duration window) {}

    /** @throws IllegalArgumentException if the graph does not remember hubs for as long as the window */
    public SuddenHubRule(Limits limits, PaymentGraph graph) {
        super(graph);
        this.limits = limits;
        this.settings = graph.settings();
        this.graph = graph;
        this.list = new PaymentList(graph);
        if (limits.window().compareTo(settings.history().hubs()) > 0) {
            throw new IllegalArgumentException(
                    "a sudden hub was none " + limits.window() + " before, but hubs are remembered for "
                            + settings.history().hubs() + " only");
        }
    }

    @Override
    boolean usesHistory() {
        return true;
    }

    @Override
    boolean looksFor(Look look, Evidence evidence) {
        return isSudden(look, look.source(), Direction.OUT, evidence)
                || isSudden(look, look.target(), Direction.IN, evidence);
    }

    private boolean isSudden(Look look, int account, Direction direction, Evidence evidence) {
        if (graph.size(account, direction) < settings.hubPayments()) {
            return false;
        }
        long sealed = settings.sealed(look.time());
        graph.open(list, account, direction, look.time(), look.payment());
        boolean isFirst = list.size() < 2 || settings.sealed(list.time(list.size() - 2)) < sealed;
        if (!isFirst || !list.isHub(sealed)) {
            return false;
        }
        long unit = settings.hubUnit().toMillis();
        long before = sealed - (limits.window().toMillis() + unit - 1) / unit * unit;
        if (history().wasHub(account, direction, before)) {
            return false;
        }
        long since = sealed - settings.window().toMillis();
        for (int i = list.firstAfter(sealed) - 1;
                i >= 0 && list.time(i) > since && evidence.size() < MOST_EVIDENCE;
                i--) {
            evidence.add(list, i);
        }
        return true;
    }
}
