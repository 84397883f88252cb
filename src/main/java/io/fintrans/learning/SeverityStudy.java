package io.fintrans.learning;

import io.fintrans.alert.Alert;
import io.fintrans.alert.AlertState;
import io.fintrans.alert.Typology.Scope;
import io.fintrans.casework.Case;
import io.fintrans.learning.Finding.Verdict;
import io.fintrans.rule.Mode;
import io.fintrans.rule.RuleSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What an application's alerts were, and what people have decided about them, rule by rule. Of a decided episode it takes the alert that the person who
 * decided had seen, and of another one the newest; what was withdrawn is left out.
 */
public final class SeverityStudy {
    private record Seen(long step, Finding finding) {}

    private final String application;
    private final Function<String, Optional<Case>> cases;
    /** By rule and by episode. */
    private final Map<String, Map<String, Seen>> rules = new HashMap<>();

    /**
     * Begins with none.
     *
     * @param application whose alerts count
     * @param cases the case of an episode
     */
    public SeverityStudy(String application, Function<String, Optional<Case>> cases) {
        this.application = application;
        this.cases = cases;
    }

    /** Takes in an alert; those of one episode in the order in which they were written. */
    public void alert(Alert alert) {
        if (!alert.application().equals(application) || alert.typology().scope() != Scope.NETWORK) {
            return;
        }
        Map<String, Seen> episodes = rules.computeIfAbsent(alert.rule().name(), any -> new HashMap<>());
        String episode = alert.id().episode();
        if (alert.state() == AlertState.WITHDRAWN) {
            episodes.remove(episode);
            return;
        }
        Case.Decision decision = cases.apply(episode).map(Case::decision).orElse(null);
        long step = alert.id().step();
        Seen before = episodes.get(episode);
        if ((decision != null && step > decision.step()) || (before != null && before.step() > step)) {
            return;
        }
        episodes.put(episode, new Seen(step, Finding.of(alert, decision == null ? Verdict.UNKNOWN : of(decision))));
    }

    private static Verdict of(Case.Decision decision) {
        return switch (decision.disposition()) {
            case CONFIRMED, ESCALATED -> Verdict.RIGHT;
            case FALSE_POSITIVE -> Verdict.WRONG;
            case INCONCLUSIVE -> Verdict.UNKNOWN;
        };
    }

    /** How many findings there are of a rule. */
    public int findings(String rule) {
        return rules.getOrDefault(rule, Map.of()).size();
    }

    /**
     * What they say about each live rule that has any.
     *
     * @param inForce the rules that are
     * @param falsePositives how many false positives one finding that is right is worth: 1 or more
     */
    public List<Proposal> proposals(List<RuleSpec> inForce, int falsePositives) {
        LimitSearch search = new LimitSearch(falsePositives);
        return inForce.stream()
                .filter(rule -> rule.mode() == Mode.LIVE && findings(rule.id().name()) > 0)
                .map(rule -> search.propose(
                        rule,
                        rules.getOrDefault(rule.id().name(), Map.of()).values().stream()
                                .map(Seen::finding)
                                .toList()))
                .toList();
    }
}
