package io.fintrans.network;

import io.fintrans.network.graph.GraphSettings;
import io.fintrans.network.rule.NetworkRules;
import io.fintrans.rule.RuleSource;
import io.fintrans.rule.Rulebook;
import io.fintrans.transaction.Application;
import java.time.Duration;

/**
 * What the network stage can be told.
 *
 * @param application id of the stage
 * @param detector id of the detector whose accepted payments are looked at
 * @param rules what is looked for
 * @param ruleSource tells whether there are others by now
 * @param memory for everything that is held, in bytes
 */
public record NetworkSettings(String application, String detector, Rulebook rules, RuleSource ruleSource, long memory) {
    public static final String DEFAULT_APPLICATION_ID = Application.NETWORK;

    private static final Duration NO_RULES = Duration.ofDays(1);

    public NetworkSettings {
        if (memory < 1) {
            throw new IllegalArgumentException("memory must be more than zero");
        }
    }

    /** What the graph keeps. */
    GraphSettings graph() {
        return NetworkRules.window(rules).isPresent()
                ? NetworkRules.graph(rules, GraphSettings.LATENESS)
                : GraphSettings.of(NO_RULES, GraphSettings.LATENESS);
    }

    /** How far back any rule looks. */
    public Duration window() {
        return window(rules);
    }

    /** How far back any of these rules looks that is about networks; a day if there is none. */
    public static Duration window(Rulebook rules) {
        return NetworkRules.window(rules).orElse(NO_RULES);
    }
}
