package io.fintrans.cli.rules;

import io.fintrans.cli.value.MomentConverter;
import io.fintrans.process.CommandException;
import io.fintrans.process.ExitCode;
import io.fintrans.rule.RuleDraft;
import io.fintrans.rule.account.AccountChange.Classes;
import io.fintrans.rule.log.NextVersion;
import io.fintrans.rule.log.RuleChange;
import io.fintrans.rule.log.RuleChange.AccountsProposed;
import io.fintrans.rule.log.RuleChange.Approved;
import io.fintrans.rule.log.RuleChange.Author;
import io.fintrans.rule.log.RuleChange.Proposed;
import io.fintrans.rule.log.RuleLog;
import io.fintrans.rule.log.RuleLog.Entry;
import io.fintrans.rule.log.RuleWriter;
import java.time.Instant;
import java.util.Objects;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fintrans rules approve}: what somebody else has proposed comes. */
@Command(
        name = "approve",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Makes a version of what somebody else has proposed, or lets count what was proposed about accounts.",
        footer = {"", "Examples:", "  fintrans rules approve 17 --why \"as discussed\"", ""})
final class RulesApproveCommand extends RulesChange {
    @Parameters(paramLabel = "NUMBER", description = "The proposal, as fintrans rules list has it.")
    private long proposal;

    @Option(
            names = "--from",
            paramLabel = "TIME",
            converter = MomentConverter.class,
            description =
                    "From which time of payments on it is in force, such as 2026-11-28T12:00:00Z (default: as soon"
                            + " as can be).")
    private @Nullable Instant from;

    @Override
    int change(RuleLog log, RuleWriter writer, Admin admin) {
        RuleChange proposed = OpenProposal.of(log, proposal);
        Author author = author();
        if (proposed.author().isSamePerson(author)) {
            throw new CommandException(
                    ExitCode.FAILED,
                    RuleText.plain(author.by(), 200)
                            + " has proposed it, and so cannot approve it: somebody else must.");
        }
        if (proposed instanceof AccountsProposed accounts) {
            return approve(accounts, log, writer);
        }
        RuleDraft draft = ((Proposed) proposed).rule();
        NextVersion.since(log, proposal, draft.name()).ifPresent(later -> {
            throw new CommandException(ExitCode.FAILED, stale(draft.name(), later));
        });
        print(before(log, draft));
        Instant time = from(log, draft.name(), from);
        prepare(log, draft, admin);
        int version = NextVersion.number(log.rulebook(), draft.name());
        return write(new Approved(author, proposal, version, time), "The approval of " + proposal, writer);
    }

    private int approve(AccountsProposed proposed, RuleLog log, RuleWriter writer) {
        if (proposed.said() instanceof Classes && log.classesChangedAt() > proposal) {
            throw new CommandException(
                    ExitCode.FAILED,
                    "Classes have changed since " + proposal
                            + " was proposed, and to approve it could undo that. Have it"
                            + " proposed anew. This one is declined with: " + tool("rules decline " + proposal)
                            + ". Nothing was changed.");
        }
        Instant time = from(log, "", from);
        Instant next =
                proposed.said() instanceof Classes ? log.rulebook().accounts().nextClasses() : Instant.EPOCH;
        Instant late = time.isBefore(next) ? next : time;
        print(AccountText.words(proposed.said()));
        int code = write(new Approved(author(), proposal, 0, late), "The approval of " + proposal, writer);
        print("It counts for payments of " + late + " and later.");
        return code;
    }

    private String stale(String name, Entry later) {
        return Objects.requireNonNull(later.rule()).id() + ", has come since " + proposal + " was proposed, by "
                + RuleText.plain(later.change().author().by(), 200)
                + ". To approve " + proposal + " would undo that. Have it proposed anew, on what is there: "
                + tool("rules show " + name) + ". This one is declined with: " + tool("rules decline " + proposal)
                + ". Nothing was changed.";
    }

    private String tool(String words) {
        return kafka().usersTools().fintrans(words, "--application-id " + application());
    }

    /** All that the version says and what stands does not, so that nobody approves what is cut elsewhere. */
    private static String before(RuleLog log, RuleDraft draft) {
        return NextVersion.base(log.rulebook(), draft.name(), draft.mode())
                .map(base -> RuleText.difference(base, draft))
                .orElse("The rule is new.");
    }
}
