package io.fintrans.network;

import io.fintrans.network.graph.GraphSettings;
import io.fintrans.network.graph.HistorySettings;
import io.fintrans.network.rule.NetworkRules;
import io.fintrans.rule.NetworkDefaults;
import io.fintrans.rule.RuleDraft;
import io.fintrans.rule.RuleSource;
import io.fintrans.rule.Rulebook;
import io.fintrans.transaction.Application;
import java.time.Duration;
import java.util.Objects;

/**
 * What the network stage can be told.
 *
 * @param application id of the stage
 * @param detector id of the detector whose accepted payments are looked at
 * @param rules what is looked for
 * @param ruleSource tells whether there are others by now
 * @param history what is remembered of what was before the window
 * @param memory for everything that is held, in bytes
 */
public record NetworkSettings(
        String application,
        String detector,
        Rulebook rules,
        RuleSource ruleSource,
        HistorySettings history,
        long memory) {
    public static final String DEFAULT_APPLICATION_ID = Application.NETWORK;

    private static final Duration NO_RULES = Duration.ofDays(1);

    /** @throws IllegalArgumentException if the history cannot be, or there is no memory */
    public NetworkSettings {
        if (memory < 1) {
            throw new IllegalArgumentException("memory must be more than zero");
        }
        Objects.requireNonNull(graph(rules, history));
    }

    /** Of an application that has just the rules that it begins with, which say nothing else. */
    public static NetworkSettings usual() {
        Rulebook first = new Rulebook(
                NetworkDefaults.rules().stream().map(RuleDraft::first).toList());
        return new NetworkSettings(
                DEFAULT_APPLICATION_ID,
                Application.DEFAULT,
                first,
                RuleSource.fixed(first),
                HistorySettings.USUAL,
                Long.MAX_VALUE);
    }

    /** What the graph keeps. */
    GraphSettings graph() {
        return graph(rules, history);
    }

    private static GraphSettings graph(Rulebook rules, HistorySettings history) {
        return NetworkRules.window(rules).isPresent()
                ? NetworkRules.graph(rules, GraphSettings.LATENESS, history)
                : GraphSettings.of(NO_RULES, GraphSettings.LATENESS, history);
    }

    /** How far back payments are needed after a restart: those of the window, and before them what says who was a hub and which pairs were new. */
    public Duration window() {
        GraphSettings graph = graph();
        return graph.window()
                .plus(graph.history().hubs())
                .plus(graph.history().unit().multipliedBy(2));
    }
}
