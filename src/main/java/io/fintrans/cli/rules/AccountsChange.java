package io.fintrans.cli.rules;

import io.fintrans.cli.value.MomentConverter;
import io.fintrans.process.CommandException;
import io.fintrans.process.ExitCode;
import io.fintrans.rule.account.AccountChange;
import io.fintrans.rule.log.RuleChange;
import io.fintrans.rule.log.RuleChange.Accounts;
import io.fintrans.rule.log.RuleChange.AccountsProposed;
import io.fintrans.rule.log.RuleChange.Part;
import io.fintrans.rule.log.RuleLog;
import io.fintrans.rule.log.RuleLog.Entry;
import io.fintrans.rule.log.RuleWriter;
import io.fintrans.transaction.Application;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** What every command that says something about accounts does with it: it counts from some time on, or it is proposed. */
abstract class AccountsChange extends RulesChange {
    /** No rule has this name, so what is said about accounts waits for none. */
    private static final String NO_RULE = "";

    @Option(
            names = "--from",
            paramLabel = "TIME",
            converter = MomentConverter.class,
            description =
                    "From which time of payments on it counts, such as 2026-11-28T12:00:00Z (default: as soon as can"
                            + " be).")
    private @Nullable Instant from;

    @Option(
            names = "--propose",
            description = "Only propose it: somebody else approves it with fintrans rules approve.")
    private boolean propose;

    @Override
    final String usualApplication() {
        return Application.NETWORK;
    }

    @Override
    public void checkSettings() {
        super.checkSettings();
        if (propose && from != null) {
            throw new ParameterException(
                    spec().commandLine(),
                    "--from cannot be said of a proposal: whoever approves it decides from when on it counts");
        }
    }

    final boolean isProposed() {
        return propose;
    }

    /** From when on it is to count. */
    final Instant from(RuleLog log) {
        return from(log, NO_RULE, from);
    }

    /** Whether somebody has said from when on. */
    final boolean isTimeGiven() {
        return from != null;
    }

    /** Says or proposes it, and prints what. */
    final int say(AccountChange change, Instant time, RuleWriter writer) {
        if (propose) {
            return propose(change, writer);
        }
        write(new Accounts(author(), change, time, Part.WHOLE), AccountText.words(change), writer);
        print(AccountText.words(change));
        printTime(time);
        return ExitCode.DONE;
    }

    final void printTime(Instant time) {
        print("It counts for payments of " + time + " and later, in "
                + RuleText.lasts(Duration.between(clock().instant(), time)) + ".");
    }

    private int propose(AccountChange change, RuleWriter writer) {
        RuleChange proposed = new AccountsProposed(author(), change);
        Entry entry = writer.write(proposed);
        if (!entry.counts()) {
            throw new CommandException(ExitCode.FAILED, "The proposal is void: " + entry.flaw() + ".");
        }
        print("Proposed: " + AccountText.words(change) + System.lineSeparator() + "Somebody else approves it with: "
                + kafka().usersTools()
                        .fintrans("rules approve " + entry.offset(), "--application-id " + application()));
        return ExitCode.DONE;
    }
}
