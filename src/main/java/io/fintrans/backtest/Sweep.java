package io.fintrans.backtest;

import io.fintrans.rule.RuleSpec;
import io.fintrans.rule.Rulebook;
import io.fintrans.rule.account.AccountBook;
import java.util.List;

/**
 * A rule with each of several values of one parameter.
 *
 * @param parameter its name
 * @param values as they are shown
 * @param rules one for each value
 */
public record Sweep(String parameter, List<String> values, List<RuleSpec> rules) {
    /** So many values at most, as all are judged at once. */
    public static final int MOST = 200;

    public Sweep {
        values = List.copyOf(values);
        rules = List.copyOf(rules);
    }

    /**
     * A set of rules for each value, in their order.
     *
     * @param accounts what is said about accounts in each
     */
    public Lineup lineup(AccountBook accounts) {
        return new Lineup(rules.stream()
                .map(rule -> new Rulebook(List.of(rule), accounts))
                .toList());
    }
}
