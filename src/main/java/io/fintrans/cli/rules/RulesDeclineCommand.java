package io.fintrans.cli.rules;

import io.fintrans.rule.log.RuleChange;
import io.fintrans.rule.log.RuleChange.AccountsProposed;
import io.fintrans.rule.log.RuleChange.Declined;
import io.fintrans.rule.log.RuleChange.Proposed;
import io.fintrans.rule.log.RuleLog;
import io.fintrans.rule.log.RuleWriter;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code fintrans rules decline}: what somebody has proposed will not come. */
@Command(
        name = "decline",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Declines what somebody has proposed, or takes back what was proposed oneself.",
        footer = {"", "Examples:", "  fintrans rules decline 17 --why \"would hide structuring\"", ""})
final class RulesDeclineCommand extends RulesChange {
    @Parameters(paramLabel = "NUMBER", description = "The proposal, as fintrans rules list has it.")
    private long proposal;

    @Override
    int change(RuleLog log, RuleWriter writer, Admin admin) {
        RuleChange open = OpenProposal.of(log, proposal);
        int code = write(new Declined(author(), proposal), "The answer to " + proposal, writer);
        print("Declined " + proposal
                + (open instanceof Proposed proposed
                        ? ", about " + proposed.rule().name()
                        : open instanceof AccountsProposed proposed ? ": " + AccountText.words(proposed.said()) : "")
                + ".");
        return code;
    }
}
