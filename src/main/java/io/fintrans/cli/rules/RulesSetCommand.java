package io.fintrans.cli.rules;

import io.fintrans.rule.Mode;
import picocli.CommandLine.Command;

/** {@code fintrans rules set}: new live versions. */
@Command(
        name = "set",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Makes a new live version of a rule, or a new rule: its findings are alerts.",
            "Changes what stands by the words behind the name; or takes whole rules from a file."
        },
        footer = {
            "",
            "Examples:",
            "  fintrans rules set pair-total threshold=20000 window=1h --why \"too many alerts\"",
            "  fintrans rules set pair-total threshold.city.Tokyo=5000",
            "  fintrans rules set rules.json --propose",
            ""
        })
final class RulesSetCommand extends RulesEdit {
    @Override
    Mode mode() {
        return Mode.LIVE;
    }
}
