package io.fintrans.cli.rules;

import io.fintrans.cli.output.Table;
import io.fintrans.learning.Proposal;
import io.fintrans.learning.Tally;
import io.fintrans.rule.SeverityLimits;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What was learnt, in words and as JSON. */
final class LearningText {
    private LearningText() {}

    static String of(String application, List<Proposal> proposals) {
        Table table = new Table(
                        "RULE",
                        "DECIDED",
                        "LIMITS",
                        "SHARE",
                        "HISTORY",
                        "SPAN",
                        "RIGHT",
                        "WRONG",
                        "ALL",
                        "LATER RIGHT",
                        "WRONG",
                        "ALL")
                .right(1, 3, 4, 5, 6, 7, 8, 9, 10, 11);
        for (Proposal each : proposals) {
            String decided = each.right() + "+" + each.wrong();
            row(table, each.rule(), decided, "in force", each.current(), each.earlier(), each.later());
            if (each.isChange()) {
                row(table, "", "", "proposed", each.proposed(), each.earlierProposed(), each.laterProposed());
            }
        }
        String changes = proposals.stream()
                .filter(Proposal::isChange)
                .map(each -> System.lineSeparator() + "  " + command(application, each))
                .collect(Collectors.joining());
        String explained = "DECIDED: right and wrong ones that were learnt from. RIGHT, WRONG, ALL: what the limits let"
                + " through of these, and of all findings of that time, decided or not. LATER: the same of those that came"
                + " afterwards, from which nothing was learnt. What nobody looked at was not decided, so low severity is"
                + " known least.";
        String few = proposals.stream().allMatch(Proposal::isLearnt)
                ? ""
                : System.lineSeparator() + "Nothing is learnt from fewer than " + Proposal.LEAST + " right and "
                        + Proposal.LEAST + " wrong ones.";
        return proposals.isEmpty()
                ? "There are no findings of live rules about several accounts."
                : table.toString()
                        + explained
                        + few
                        + (changes.isEmpty()
                                ? noChange(proposals)
                                : System.lineSeparator() + "Nothing has been changed. What would change it:" + changes);
    }

    private static String noChange(List<Proposal> proposals) {
        return proposals.stream().anyMatch(Proposal::isLearnt)
                ? System.lineSeparator() + "Where something was learnt, no other limits would have served better."
                : "";
    }

    private static void row(
            Table table, String rule, String decided, String which, SeverityLimits limits, Tally earlier, Tally later) {
        table.row(
                rule,
                decided,
                which,
                Integer.toString(limits.share()),
                Integer.toString(limits.history()),
                limits.spanMillis() == 0 ? "any" : limits.spanMillis() / 1000 + " s",
                Integer.toString(earlier.right()),
                Integer.toString(earlier.wrong()),
                Integer.toString(earlier.all()),
                Integer.toString(later.right()),
                Integer.toString(later.wrong()),
                Integer.toString(later.all()));
    }

    private static String command(String application, Proposal proposal) {
        SeverityLimits limits = proposal.proposed();
        return "fintrans rules set " + proposal.rule() + " share=" + limits.share() + " history=" + limits.history()
                + " spanMillis=" + limits.spanMillis() + " --application-id " + application
                + " --why \"learnt from " + (proposal.right() + proposal.wrong()) + " decided cases\"";
    }

    static List<Map<String, Object>> values(List<Proposal> proposals) {
        return proposals.stream().map(LearningText::values).toList();
    }

    private static Map<String, Object> values(Proposal proposal) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("rule", proposal.rule());
        values.put("decidedRight", proposal.right());
        values.put("decidedWrong", proposal.wrong());
        values.put("learnt", proposal.isLearnt());
        values.put("change", proposal.isChange());
        values.put("inForce", values(proposal.current(), proposal.earlier(), proposal.later()));
        values.put("proposed", values(proposal.proposed(), proposal.earlierProposed(), proposal.laterProposed()));
        return values;
    }

    private static Map<String, Object> values(SeverityLimits limits, Tally earlier, Tally later) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("share", limits.share());
        values.put("history", limits.history());
        values.put("spanMillis", limits.spanMillis());
        values.put("earlier", values(earlier));
        values.put("later", values(later));
        return values;
    }

    private static Map<String, Object> values(Tally tally) {
        return Map.of("right", tally.right(), "wrong", tally.wrong(), "all", tally.all());
    }
}
