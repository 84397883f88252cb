package io.fintrans.cli.rules;

import io.fintrans.process.CommandException;
import io.fintrans.process.ExitCode;
import io.fintrans.rule.log.RuleChange;
import io.fintrans.rule.log.RuleLog;
import io.fintrans.rule.log.RuleLog.Entry;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The proposal that a command names. */
final class OpenProposal {
    private OpenProposal() {}

    /** @throws CommandException if it is none, or was answered, with which there are */
    static RuleChange of(RuleLog log, long offset) {
        return all(log).filter(entry -> entry.offset() == offset)
                .map(Entry::change)
                .findFirst()
                .orElseThrow(() -> new CommandException(
                        ExitCode.FAILED, "There is no open proposal " + offset + ". " + which(log)));
    }

    private static Stream<Entry> all(RuleLog log) {
        return Stream.concat(log.proposals().stream(), log.accountProposals().stream());
    }

    private static String which(RuleLog log) {
        return all(log).findAny().isEmpty()
                ? "None is open."
                : "Open are: "
                        + all(log).map(entry -> Long.toString(entry.offset())).collect(Collectors.joining(", "))
                        + ".";
    }
}
