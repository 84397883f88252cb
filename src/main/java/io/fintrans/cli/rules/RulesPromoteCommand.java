package io.fintrans.cli.rules;

import io.fintrans.process.CommandException;
import io.fintrans.process.ExitCode;
import io.fintrans.rule.Mode;
import io.fintrans.rule.RuleDraft;
import io.fintrans.rule.log.NextVersion;
import io.fintrans.rule.log.RuleLog;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code fintrans rules promote}: what was tried counts. */
@Command(
        name = "promote",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Makes the version live that is in the shadow; it takes the place of the one that was live.",
        footer = {"", "Examples:", "  fintrans rules promote pair-structuring --why \"tried for a week\"", ""})
final class RulesPromoteCommand extends RulesVersion {
    @Parameters(paramLabel = "NAME", description = "The rule.")
    private String name = "";

    @Override
    List<RuleDraft> drafts(RuleLog log) {
        if (log.rulebook().newest(name).isEmpty()) {
            throw RulesShowCommand.unknown(name, log.rulebook());
        }
        RuleDraft shadow = NextVersion.standing(log.rulebook(), name, Mode.SHADOW)
                .map(RuleDraft::of)
                .orElseThrow(() -> new CommandException(
                        ExitCode.FAILED,
                        "No version of " + name + " is in the shadow. Put one there with: fintrans rules shadow " + name
                                + " KEY=VALUE; or make one live at once: fintrans rules set " + name + " KEY=VALUE."));
        return List.of(shadow.in(Mode.LIVE));
    }
}
