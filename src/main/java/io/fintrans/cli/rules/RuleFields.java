package io.fintrans.cli.rules;

import io.fintrans.rule.RuleDraft;
import io.fintrans.rule.RuleSpec;
import io.fintrans.rule.Rulebook;
import io.fintrans.rule.log.RuleChange;
import io.fintrans.rule.log.RuleChange.Accounts;
import io.fintrans.rule.log.RuleChange.AccountsProposed;
import io.fintrans.rule.log.RuleChange.Approved;
import io.fintrans.rule.log.RuleChange.Declined;
import io.fintrans.rule.log.RuleChange.First;
import io.fintrans.rule.log.RuleChange.Proposed;
import io.fintrans.rule.log.RuleChangeJson;
import io.fintrans.rule.log.RuleLog.Entry;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** Rules and their changes as JSON for programs; times are milliseconds since 1970. */
final class RuleFields {
    private RuleFields() {}

    /** A version, with the time until which it is in force: null for ever. */
    static Map<String, Object> of(RuleSpec rule, Rulebook rulebook) {
        Map<String, Object> fields = of(rule);
        long until = rulebook.until(rule);
        fields.put("until", until == Long.MAX_VALUE ? null : until);
        return fields;
    }

    /** A version; {@code from} is 0 if it has always been in force. */
    static Map<String, Object> of(RuleSpec rule) {
        Map<String, Object> fields = of(RuleDraft.of(rule));
        fields.put("version", rule.id().version());
        fields.put("from", rule.from().toEpochMilli());
        return fields;
    }

    static Map<String, Object> of(RuleDraft rule) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", rule.name());
        fields.put("typology", rule.typology().code());
        fields.put("mode", rule.mode().code());
        fields.put("windowMillis", rule.window().toMillis());
        fields.put("parameters", new TreeMap<>(rule.parameters()));
        return fields;
    }

    /** A change; {@code void} says why it does not count, and is null if it does. */
    static Map<String, Object> of(Entry entry) {
        RuleChange change = entry.change();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("offset", entry.offset());
        fields.put("appended", entry.appended().toEpochMilli());
        fields.put("action", RuleChangeJson.action(change));
        fields.put("by", change.author().by());
        fields.put("why", change.author().why());
        if (change instanceof First first) {
            fields.put("noticeMillis", first.notice().toMillis());
            fields.put("rules", first.rules().stream().map(RuleFields::of).toList());
        } else if (change instanceof RuleChange.Set set) {
            fields.put("rule", of(set.rule()));
        } else if (change instanceof Proposed proposed) {
            fields.put("rule", of(proposed.rule()));
        } else if (change instanceof Accounts accounts) {
            fields.put("accounts", AccountText.words(accounts.said()));
            fields.put("from", accounts.from().toEpochMilli());
            fields.put("part", accounts.part().number());
            fields.put("parts", accounts.part().of());
        } else if (change instanceof AccountsProposed proposed) {
            fields.put("accounts", AccountText.words(proposed.said()));
        } else if (change instanceof Approved approved) {
            fields.put("proposal", approved.proposal());
            fields.put("rule", entry.rule() == null ? null : of(entry.rule()));
        } else if (change instanceof Declined declined) {
            fields.put("proposal", declined.proposal());
        }
        fields.put("void", entry.flaw());
        return fields;
    }
}
