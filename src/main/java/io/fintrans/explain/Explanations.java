package io.fintrans.explain;

import io.fintrans.alert.Subject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The answer to why there is no finding about a subject at a time, or one.
 *
 * @param from payments of before do not matter
 * @param rules how many rules were in force
 * @param pairsWithPayments how many pairs of the subject have payments
 * @param cut whether there were so many payments that some were left out
 * @param pairs those that come nearest to any limit
 */
public record Explanations(
        Subject subject,
        Instant at,
        Instant from,
        int rules,
        int pairsWithPayments,
        boolean cut,
        List<Explanation> pairs) {
    public Explanations {
        pairs = List.copyOf(pairs);
    }

    /** For people. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        if (rules == 0) {
            lines.add("No rule was in force at " + at + ".");
        } else if (pairsWithPayments == 0) {
            lines.add("There are no payments of " + subject.words() + " from " + from + " to " + at + ".");
        } else {
            lines.add("As of " + at + ":");
            pairs.forEach(pair -> lines.addAll(ExplanationText.lines(pair)));
        }
        if (cut) {
            lines.add("There are more payments than can be looked at; some were left out.");
        }
        return lines;
    }

    /** For programs; docs/rules.md has the fields. */
    public Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("subject", subject.key());
        json.put("at", at.toEpochMilli());
        json.put("from", from.toEpochMilli());
        json.put("rulesInForce", rules);
        json.put("pairsWithPayments", pairsWithPayments);
        json.put("cut", cut);
        json.put("pairs", pairs.stream().map(ExplanationText::json).toList());
        return json;
    }
}
