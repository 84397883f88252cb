package io.fintrans.cli.rules;

import io.fintrans.cli.option.OutputOption;
import io.fintrans.cli.output.Json;
import io.fintrans.cli.output.Table;
import io.fintrans.process.ExitCode;
import io.fintrans.rule.RuleSpec;
import io.fintrans.rule.log.RuleChange;
import io.fintrans.rule.log.RuleChange.Accounts;
import io.fintrans.rule.log.RuleChange.AccountsProposed;
import io.fintrans.rule.log.RuleChange.Approved;
import io.fintrans.rule.log.RuleChange.Declined;
import io.fintrans.rule.log.RuleChange.First;
import io.fintrans.rule.log.RuleChange.Proposed;
import io.fintrans.rule.log.RuleLog;
import io.fintrans.rule.log.RuleLog.Entry;
import io.fintrans.transaction.Count;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code fintrans rules history}: all that was done about rules. */
@Command(
        name = "history",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Prints every change in the order in which it came, also those that are void, and why they are.",
        footer = {"", "Examples:", "  fintrans rules history", "  fintrans rules history --output json", ""})
final class RulesHistoryCommand extends RulesSubcommand {
    @Mixin
    private OutputOption output = new OutputOption();

    @Override
    public Integer call() {
        RuleLog log = read();
        if (output.isJson()) {
            print(Json.pretty(log.entries().stream().map(RuleFields::of).toList()));
            return ExitCode.DONE;
        }
        Table table = new Table("OFFSET", "CAME", "BY", "CHANGE", "WHY", "VOID BECAUSE").right(0);
        log.entries()
                .forEach(entry -> table.row(
                        Long.toString(entry.offset()),
                        entry.appended().toString(),
                        RuleText.plain(entry.change().author().by(), 40),
                        words(entry),
                        RuleText.plain(entry.change().author().why(), 80),
                        entry.flaw() == null ? "" : RuleText.plain(entry.flaw(), 200)));
        print(table.toString().stripTrailing());
        if (log.unreadable() > 0) {
            spec().commandLine()
                    .getErr()
                    .println("left out: "
                            + Count.of(log.unreadable(), "record that is no change", "records that are no changes"));
            spec().commandLine().getErr().flush();
        }
        return ExitCode.DONE;
    }

    private static String words(Entry entry) {
        RuleChange change = entry.change();
        if (change instanceof First first) {
            return "first rules: "
                    + first.rules().stream()
                            .limit(10)
                            .map(RulesHistoryCommand::version)
                            .collect(Collectors.joining("; "));
        }
        if (change instanceof RuleChange.Set set) {
            return "set " + version(set.rule()) + ", from " + RuleText.from(set.rule());
        }
        if (change instanceof Proposed proposed) {
            return "proposed " + proposed.rule().name() + ", "
                    + proposed.rule().mode().code() + ": " + RuleText.inShort(proposed.rule());
        }
        if (change instanceof Approved approved) {
            return "approved " + approved.proposal()
                    + (entry.rule() == null ? "" : ": " + entry.rule().id() + ", from " + RuleText.from(entry.rule()));
        }
        if (change instanceof Accounts accounts) {
            String part = accounts.part().of() == 1
                    ? ""
                    : ", part " + accounts.part().number() + " of "
                            + accounts.part().of();
            return AccountText.words(accounts.said()) + part + ", from " + accounts.from();
        }
        if (change instanceof AccountsProposed proposed) {
            return "proposed " + AccountText.words(proposed.said());
        }
        return change instanceof Declined declined ? "declined " + declined.proposal() : "";
    }

    private static String version(RuleSpec rule) {
        return rule.id() + ", " + rule.mode().code() + ": " + RuleText.inShort(rule.parameters()) + ", window "
                + RuleText.window(rule.window());
    }
}
