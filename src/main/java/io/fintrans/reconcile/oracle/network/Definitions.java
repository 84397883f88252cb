package io.fintrans.reconcile.oracle.network;

import io.fintrans.rule.RuleSpec;

/** Says what a version of a rule is to find. */
public final class Definitions {
    private Definitions() {}

    /** @throws IllegalArgumentException if it is no rule of the network */
    public static Definition of(RuleSpec spec, PaymentBook book) {
        return switch (spec.typology()) {
            case CYCLE -> new CycleDefinition(spec, book);
            case CHAIN -> new ChainDefinition(spec, book);
            case SCATTER_GATHER -> new ScatterGatherDefinition(spec, book);
            case BIPARTITE -> new BipartiteDefinition(spec, book);
            case STACK -> new StackDefinition(spec, book);
            case FAN_IN -> new FanDefinition(spec, Side.IS_PAID, book);
            case FAN_OUT -> new FanDefinition(spec, Side.PAYS, book);
            case GATHER_SCATTER -> new GatherScatterDefinition(spec, book);
            case MULE -> new MuleDefinition(spec, book);
            case ACCOUNT_STRUCTURING -> new StructuringDefinition(spec, book);
            case SUDDEN_HUB -> new SuddenHubDefinition(spec, book);
            case DORMANT -> new DormantDefinition(spec, book);
            default -> throw new IllegalArgumentException("no rule of the network: " + spec.id());
        };
    }
}
