package io.fintrans.cli.rules;

import io.fintrans.cli.option.OutputOption;
import io.fintrans.cli.output.Json;
import io.fintrans.cli.output.Table;
import io.fintrans.process.ExitCode;
import io.fintrans.rule.RuleSpec;
import io.fintrans.rule.Rulebook;
import io.fintrans.rule.log.RuleChange.AccountsProposed;
import io.fintrans.rule.log.RuleChange.Proposed;
import io.fintrans.rule.log.RuleLog;
import io.fintrans.rule.log.RuleLog.Entry;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code fintrans rules list}: what is in force, what comes, and what waits for somebody's approval. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Prints the rules in force now, the versions that come, the proposals that wait, the allow list, and how many"
                        + " accounts are of which class.",
        footer = {"", "Examples:", "  fintrans rules list", "  fintrans rules list --output json", ""})
final class RulesListCommand extends RulesSubcommand {
    @Mixin
    private OutputOption output = new OutputOption();

    @Override
    public Integer call() {
        RuleLog log = read();
        Instant now = clock().instant();
        Rulebook rulebook = log.rulebook();
        List<RuleSpec> inForce = rulebook.specs().stream()
                .filter(rule -> rule.mode().finds() && rulebook.isInForce(rule, now.toEpochMilli()))
                .toList();
        List<RuleSpec> coming = rulebook.specs().stream()
                .filter(rule -> rule.from().isAfter(now))
                .toList();
        if (output.isJson()) {
            print(Json.pretty(json(log, now, inForce, coming)));
        } else {
            print(text(log, now, inForce, coming).stripTrailing());
        }
        return ExitCode.DONE;
    }

    private static String text(RuleLog log, Instant now, List<RuleSpec> inForce, List<RuleSpec> coming) {
        StringBuilder text = new StringBuilder();
        Table table =
                new Table("RULE", "VERSION", "MODE", "LOOKS FOR", "WINDOW", "PARAMETERS", "FROM", "SINCE").right(1);
        inForce.forEach(rule -> row(
                table,
                rule,
                rule.from().equals(Instant.EPOCH) ? "" : RuleText.lasts(Duration.between(rule.from(), now))));
        text.append(inForce.isEmpty() ? "No rule is in force.\n" : table);
        if (!coming.isEmpty()) {
            Table later =
                    new Table("COMES", "VERSION", "MODE", "LOOKS FOR", "WINDOW", "PARAMETERS", "FROM", "IN").right(1);
            coming.forEach(rule -> row(later, rule, RuleText.lasts(Duration.between(now, rule.from()))));
            text.append('\n').append(later);
        }
        if (!log.proposals().isEmpty() || !log.accountProposals().isEmpty()) {
            Table open = new Table("PROPOSAL", "RULE", "MODE", "WHAT", "BY", "SINCE", "WHY").right(0);
            log.proposals().forEach(entry -> proposal(open, entry, now));
            log.accountProposals().forEach(entry -> proposal(open, entry, now));
            text.append('\n').append(open);
        }
        return text.append(AccountText.tables(log.rulebook().accounts(), now)).toString();
    }

    private static void row(Table table, RuleSpec rule, String time) {
        table.row(
                rule.id().name(),
                Integer.toString(rule.id().version()),
                rule.mode().code(),
                rule.typology().code(),
                RuleText.window(rule.window()),
                RuleText.inShort(rule.parameters()),
                RuleText.from(rule),
                time);
    }

    private static void proposal(Table table, Entry entry, Instant now) {
        if (entry.change() instanceof Proposed proposed) {
            table.row(
                    Long.toString(entry.offset()),
                    proposed.rule().name(),
                    proposed.rule().mode().code(),
                    RuleText.inShort(proposed.rule()),
                    RuleText.plain(proposed.author().by(), 40),
                    RuleText.lasts(Duration.between(entry.appended(), now)),
                    RuleText.plain(proposed.author().why(), 60));
        } else if (entry.change() instanceof AccountsProposed proposed) {
            table.row(
                    Long.toString(entry.offset()),
                    "",
                    "",
                    AccountText.words(proposed.said()),
                    RuleText.plain(proposed.author().by(), 40),
                    RuleText.lasts(Duration.between(entry.appended(), now)),
                    RuleText.plain(proposed.author().why(), 60));
        }
    }

    private Map<String, Object> json(RuleLog log, Instant now, List<RuleSpec> inForce, List<RuleSpec> coming) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("application", application());
        fields.put("asOf", now.toEpochMilli());
        fields.put("noticeMillis", log.notice().map(Duration::toMillis).orElse(null));
        fields.put(
                "inForce",
                inForce.stream()
                        .map(rule -> RuleFields.of(rule, log.rulebook()))
                        .toList());
        fields.put(
                "coming",
                coming.stream().map(rule -> RuleFields.of(rule, log.rulebook())).toList());
        fields.put(
                "proposals",
                Stream.concat(log.proposals().stream(), log.accountProposals().stream())
                        .map(RuleFields::of)
                        .toList());
        AccountText.fields(log.rulebook().accounts(), now, fields);
        return fields;
    }
}
