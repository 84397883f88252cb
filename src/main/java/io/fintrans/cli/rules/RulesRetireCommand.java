package io.fintrans.cli.rules;

import io.fintrans.rule.Mode;
import io.fintrans.rule.RuleDraft;
import io.fintrans.rule.log.NextVersion;
import io.fintrans.rule.log.RuleLog;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fintrans rules retire}: nobody looks for it any more. */
@Command(
        name = "retire",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Ends what is live and what is in the shadow of a rule. Its alerts stay; set brings it back.",
        footer = {
            "",
            "Examples:",
            "  fintrans rules retire large-first --why \"nothing but salaries\"",
            "  fintrans rules retire large-first --shadow",
            ""
        })
final class RulesRetireCommand extends RulesVersion {
    @Parameters(paramLabel = "NAME", description = "The rule.")
    private String name = "";

    @Option(names = "--shadow", description = "Only what is in the shadow; what is live stays.")
    private boolean shadow;

    @Override
    List<RuleDraft> drafts(RuleLog log) {
        return List.of(NextVersion.base(log.rulebook(), name, shadow ? Mode.SHADOW : Mode.LIVE)
                .orElseThrow(() -> RulesShowCommand.unknown(name, log.rulebook()))
                .in(shadow ? Mode.SHADOW_OFF : Mode.OFF));
    }
}
