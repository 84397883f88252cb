package io.fintrans.backtest;

import io.fintrans.alert.RuleId;
import io.fintrans.rule.RuleSpec;
import io.fintrans.rule.Rulebook;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Several sets of rules that are judged in one pass over the payments. What two sets share is judged once; a rule that would have the name
 * of another gets one that nobody has while it is judged.
 *
 * <p>The first set keeps all its names. So the ids of its episodes are those that the detector would give them.
 */
public final class Lineup {
    /** A rule, and the set it belongs to. */
    record Entry(int set, RuleSpec rule) {}

    private final List<Rulebook> sets;
    /** By the name under which a rule is judged: what it stands for. */
    private final Map<String, List<Entry>> entries = new HashMap<>();

    private final List<RuleSpec> judged = new ArrayList<>();

    /** @param sets each with one version of a name at most, always in force */
    public Lineup(List<Rulebook> sets) {
        this.sets = List.copyOf(sets);
        for (int set = 0; set < sets.size(); set++) {
            for (RuleSpec rule : sets.get(set).specs()) {
                add(new Entry(set, rule));
            }
        }
    }

    private void add(Entry entry) {
        RuleSpec rule = entry.rule();
        for (RuleSpec other : judged) {
            List<Entry> same = entries.getOrDefault(other.id().name(), List.of());
            if (same.get(0).rule().id().name().equals(rule.id().name()) && other.judgesAs(rule)) {
                same.add(entry);
                return;
            }
        }
        String name = rule.id().name();
        for (int i = 1; entries.containsKey(name) || (entry.set() > 0 && isInFirst(name)); i++) {
            name = "beside-" + entry.set() + "-" + i;
        }
        entries.put(name, new ArrayList<>(List.of(entry)));
        judged.add(new RuleSpec(
                new RuleId(name, rule.id().version()),
                rule.typology(),
                rule.mode(),
                Instant.EPOCH,
                rule.window(),
                rule.parameters()));
    }

    private boolean isInFirst(String name) {
        return sets.get(0).newest(name).isPresent();
    }

    /** All rules that are judged; what is said about accounts is what the first set says. */
    Rulebook together() {
        return new Rulebook(judged, sets.get(0).accounts());
    }

    /** What the rule stands for that is judged under a name. */
    List<Entry> entries(String name) {
        return entries.getOrDefault(name, List.of());
    }

    /** Whether a rule that is judged under a name is one of the first set. */
    boolean isOfFirst(String name) {
        return entries(name).stream().anyMatch(entry -> entry.set() == 0);
    }

    /** How far back any of the rules looks. */
    public Duration longestWindow() {
        return judged.stream()
                .map(RuleSpec::reach)
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    /** How many sets there are. */
    public int size() {
        return sets.size();
    }

    /** A set of rules. */
    public Rulebook set(int number) {
        return sets.get(number);
    }
}
