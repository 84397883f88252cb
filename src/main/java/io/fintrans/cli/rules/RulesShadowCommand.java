package io.fintrans.cli.rules;

import io.fintrans.rule.Mode;
import picocli.CommandLine.Command;

/** {@code fintrans rules shadow}: versions that are tried. */
@Command(
        name = "shadow",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Makes a new version of a rule, or a new rule, in the shadow: it is judged like any other, but its findings go to"
                    + " fintrans.alerts.shadow and bother nobody.",
            "What is live stays live. promote makes it live, retire ends it."
        },
        footer = {
            "",
            "Examples:",
            "  fintrans rules shadow pair-total threshold=8000",
            "  fintrans rules shadow rules.json --why \"tried for a week\"",
            ""
        })
final class RulesShadowCommand extends RulesEdit {
    @Override
    Mode mode() {
        return Mode.SHADOW;
    }
}
