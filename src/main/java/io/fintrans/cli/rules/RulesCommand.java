package io.fintrans.cli.rules;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code fintrans rules}: the commands about rules. */
@Command(
        name = "rules",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            RulesListCommand.class,
            RulesShowCommand.class,
            RulesSetCommand.class,
            RulesShadowCommand.class,
            RulesPromoteCommand.class,
            RulesRetireCommand.class,
            RulesApproveCommand.class,
            RulesDeclineCommand.class,
            RulesAllowCommand.class,
            RulesClassesCommand.class,
            RulesHistoryCommand.class,
            RulesLearnCommand.class
        },
        description = {
            "Shows and changes what a detector looks for, while it runs.",
            "A change is a new version of a rule. It is in force from a time of payments on, in every instance at the same"
                    + " payment, and later payments alone are judged by it."
        },
        footer = {
            "",
            "Examples:",
            "  fintrans rules list",
            "  fintrans rules set pair-total threshold=20000 --why \"too many alerts\"",
            "  fintrans rules shadow rules.json",
            "  fintrans rules promote pair-structuring",
            "  fintrans rules allow 516 --why \"the tax office\"",
            "  fintrans rules classes classes.csv",
            "  fintrans rules history --output json",
            "  fintrans rules learn --application-id fintrans-network",
            ""
        })
public final class RulesCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing command");
    }
}
