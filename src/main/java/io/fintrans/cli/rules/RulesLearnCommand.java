package io.fintrans.cli.rules;

import io.fintrans.alert.Typology.Scope;
import io.fintrans.cli.option.OutputOption;
import io.fintrans.cli.output.Json;
import io.fintrans.cli.start.PastKafka;
import io.fintrans.learning.Proposal;
import io.fintrans.learning.SeverityStudy;
import io.fintrans.process.CommandException;
import io.fintrans.process.ExitCode;
import io.fintrans.rule.Rulebook;
import io.fintrans.topic.StageRights;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** {@code fintrans rules learn}: what decided cases say about limits of severity. */
@Command(
        name = "learn",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Proposes from which share, history and span on a finding about several accounts is one for people to look at.",
            "It learns from the earlier 70 % of the findings that were decided, confirmed or escalated ones against false"
                    + " positives, and tries what it has learnt on the later ones. It changes nothing: it prints the command"
                    + " that would."
        },
        footer = {
            "",
            "Examples:",
            "  fintrans rules learn --application-id fintrans-network",
            "  fintrans rules learn --application-id fintrans-network --worth 20 --output json",
            ""
        })
final class RulesLearnCommand extends RulesSubcommand {
    @Option(
            names = "--worth",
            paramLabel = "N",
            defaultValue = "10",
            description = "One finding that is right is worth looking at so many false positives, from 1 to 1000"
                    + " (default: ${DEFAULT-VALUE}).")
    private int worth;

    @Mixin
    private OutputOption output = new OutputOption();

    @Override
    public Optional<StageRights> rights() {
        return Optional.of(StageRights.learning());
    }

    @Override
    public void checkSettings() {
        if (worth < 1 || worth > 1000) {
            throw new ParameterException(spec().commandLine(), "--worth must be from 1 to 1000 but was: " + worth);
        }
    }

    @Override
    public Integer call() {
        Rulebook inForce = read().rulebook().liveAt(clock().millis()).of(Scope.NETWORK);
        if (inForce.specs().isEmpty()) {
            throw new CommandException(
                    ExitCode.FAILED,
                    "The application " + application()
                            + " has no live rules about several accounts. Those of the network stage are meant by"
                            + " --application-id fintrans-network.");
        }
        SeverityStudy study = new PastKafka(kafka().clientProperties(), application())
                .severities()
                .orElseThrow(() -> new CommandException(
                        ExitCode.FAILED,
                        "There are no alerts, or nobody has decided about one yet: there is no topic for these."));
        List<Proposal> proposals = study.proposals(inForce.specs(), worth);
        print(
                output.isJson()
                        ? Json.pretty(LearningText.values(proposals))
                        : LearningText.of(application(), proposals));
        return ExitCode.DONE;
    }
}
