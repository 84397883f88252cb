package io.fintrans.cli.rules;

import io.fintrans.process.CommandException;
import io.fintrans.process.ExitCode;
import io.fintrans.rule.log.RuleChange.Proposed;
import io.fintrans.rule.log.RuleLog;
import java.util.stream.Collectors;

/** The proposal that a command names. */
final class OpenProposal {
    private OpenProposal() {}

    /** @throws CommandException if it is none, or was answered, with which there are */
    static Proposed of(RuleLog log, long offset) {
        return log.proposals().stream()
                .filter(entry -> entry.offset() == offset)
                .map(entry -> (Proposed) entry.change())
                .findFirst()
                .orElseThrow(() -> new CommandException(
                        ExitCode.FAILED, "There is no open proposal " + offset + ". " + which(log)));
    }

    private static String which(RuleLog log) {
        return log.proposals().isEmpty()
                ? "None is open."
                : "Open are: "
                        + log.proposals().stream()
                                .map(entry -> Long.toString(entry.offset()))
                                .collect(Collectors.joining(", "))
                        + ".";
    }
}
