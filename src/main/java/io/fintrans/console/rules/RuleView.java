package io.fintrans.console.rules;

import io.fintrans.rule.RuleDraft;
import io.fintrans.rule.RuleSpec;
import io.fintrans.rule.Rulebook;
import io.fintrans.rule.log.RuleChange;
import io.fintrans.rule.log.RuleChange.Approved;
import io.fintrans.rule.log.RuleChange.Declined;
import io.fintrans.rule.log.RuleChange.Proposed;
import io.fintrans.rule.log.RuleChangeJson;
import io.fintrans.rule.log.RuleLog.Entry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Rules as the page gets them. Whoever may write to the topic may have written a lot: an answer has so much of it, and says that there is more. */
final class RuleView {
    private static final int MOST_CHANGES = 200;
    private static final int MOST_PROPOSALS = 50;
    private static final int MOST_PARAMETERS = 50;
    private static final int LONGEST_VALUE = 200;

    private RuleView() {}

    /**
     * All of it; see docs/console.md.
     *
     * @param atOnce whether a change counts without a second person
     */
    static Map<String, Object> json(String application, SeenRules seen, Instant now, boolean atOnce) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("application", application);
        json.put("now", now.toEpochMilli());
        json.put("asOf", seen.asOf() == null ? null : seen.asOf().toEpochMilli());
        json.put("problem", seen.problem());
        json.put("noticeMillis", seen.notice().map(Duration::toMillis).orElse(null));
        json.put("atOnce", atOnce);
        json.put("rules", rules(seen));
        json.put("proposals", newest(seen.proposals(), MOST_PROPOSALS));
        json.put("proposalCount", seen.proposals().size());
        json.put("changes", newest(seen.entries(), MOST_CHANGES));
        json.put("changeCount", seen.entries().size());
        json.put("unreadable", seen.unreadable());
        return json;
    }

    private static List<Map<String, Object>> rules(SeenRules seen) {
        Map<String, List<Map<String, Object>>> byName = new TreeMap<>();
        Rulebook rulebook = seen.rulebook();
        for (RuleSpec rule : rulebook.specs()) {
            byName.computeIfAbsent(rule.id().name(), any -> new ArrayList<>())
                    .add(version(rule, rulebook, seen.made().get(rule)));
        }
        List<Map<String, Object>> rules = new ArrayList<>();
        byName.forEach((name, versions) -> rules.add(Map.of("name", name, "versions", versions)));
        return rules;
    }

    private static Map<String, Object> version(RuleSpec rule, Rulebook rulebook, @Nullable Entry made) {
        Map<String, Object> json = draft(RuleDraft.of(rule));
        long until = rulebook.until(rule);
        json.put("version", rule.id().version());
        json.put("from", rule.from().toEpochMilli());
        json.put("until", until == Long.MAX_VALUE ? null : until);
        json.put("by", made == null ? "" : made.change().author().by());
        json.put("why", made == null ? "" : made.change().author().why());
        json.put("came", made == null ? null : made.appended().toEpochMilli());
        return json;
    }

    private static Map<String, Object> draft(RuleDraft rule) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", rule.name());
        json.put("typology", rule.typology().code());
        json.put("mode", rule.mode().code());
        json.put("windowMillis", rule.window().toMillis());
        Map<String, String> parameters = new TreeMap<>();
        new TreeMap<>(rule.parameters())
                .entrySet().stream()
                        .limit(MOST_PARAMETERS)
                        .forEach(each -> parameters.put(cut(each.getKey()), cut(each.getValue())));
        json.put("parameters", parameters);
        json.put("whole", parameters.equals(new TreeMap<>(rule.parameters())));
        return json;
    }

    private static String cut(String text) {
        return text.length() <= LONGEST_VALUE ? text : text.substring(0, LONGEST_VALUE) + "…";
    }

    /** The newest first. */
    private static List<Map<String, Object>> newest(List<Entry> entries, int most) {
        List<Map<String, Object>> newest = new ArrayList<>();
        for (int i = entries.size() - 1; i >= 0 && newest.size() < most; i--) {
            newest.add(change(entries.get(i)));
        }
        return newest;
    }

    /** A change, and what became of it. */
    static Map<String, Object> change(Entry entry) {
        RuleChange change = entry.change();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("offset", entry.offset());
        json.put("came", entry.appended().toEpochMilli());
        json.put("by", change.author().by());
        json.put("why", change.author().why());
        json.put("flaw", entry.flaw() == null ? null : cut(entry.flaw()));
        json.put("action", RuleChangeJson.action(change));
        RuleSpec rule = change instanceof RuleChange.Set set ? set.rule() : entry.rule();
        json.put("version", rule == null ? null : rule.id().version());
        json.put("from", rule == null ? null : rule.from().toEpochMilli());
        json.put(
                "rule",
                rule != null
                        ? draft(RuleDraft.of(rule))
                        : change instanceof Proposed proposed ? draft(proposed.rule()) : null);
        json.put(
                "proposal",
                change instanceof Approved approved
                        ? (Long) approved.proposal()
                        : change instanceof Declined declined ? (Long) declined.proposal() : null);
        return json;
    }
}
