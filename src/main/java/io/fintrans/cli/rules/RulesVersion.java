package io.fintrans.cli.rules;

import io.fintrans.cli.value.MomentConverter;
import io.fintrans.process.CommandException;
import io.fintrans.process.ExitCode;
import io.fintrans.rule.RuleDraft;
import io.fintrans.rule.log.NextVersion;
import io.fintrans.rule.log.RuleChange;
import io.fintrans.rule.log.RuleChange.Proposed;
import io.fintrans.rule.log.RuleLog;
import io.fintrans.rule.log.RuleLog.Entry;
import io.fintrans.rule.log.RuleWriter;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** What every command that makes a version does with it: the version counts, or it is proposed. */
abstract class RulesVersion extends RulesChange {
    @Option(
            names = "--from",
            paramLabel = "TIME",
            converter = MomentConverter.class,
            description =
                    "From which time of payments on it is in force, such as 2026-11-28T12:00:00Z (default: as soon"
                            + " as can be).")
    private @Nullable Instant from;

    @Option(
            names = "--propose",
            description = "Only propose it: somebody else approves it, on the console's page or with fintrans rules"
                    + " approve.")
    private boolean propose;

    @Override
    public void checkSettings() {
        super.checkSettings();
        if (propose && from != null) {
            throw new ParameterException(
                    spec().commandLine(),
                    "--from cannot be said of a proposal: whoever approves it decides from when on it is in force");
        }
    }

    /** What is to be, made of what is there. */
    abstract List<RuleDraft> drafts(RuleLog log);

    @Override
    final int change(RuleLog log, RuleWriter writer, Admin admin) {
        for (RuleDraft draft : drafts(log)) {
            if (NextVersion.isThere(log.rulebook(), draft)) {
                print(draft.name() + " is so already, or will be; nothing was changed: "
                        + draft.mode().code() + ", " + RuleText.inShort(draft));
            } else if (propose) {
                propose(draft, writer);
            } else {
                Instant time = from(log, draft.name(), from);
                prepare(log, draft, admin);
                RuleChange.Set set = new RuleChange.Set(author(), NextVersion.of(log.rulebook(), draft, time));
                write(set, set.rule().id().toString(), writer);
            }
        }
        return ExitCode.DONE;
    }

    private void propose(RuleDraft draft, RuleWriter writer) {
        Entry entry = writer.write(new Proposed(author(), draft));
        if (!entry.counts()) {
            throw new CommandException(ExitCode.FAILED, "The proposal is void: " + entry.flaw() + ".");
        }
        print("Proposed " + draft.name() + ", " + draft.mode().code() + ": " + RuleText.inShort(draft)
                + System.lineSeparator() + "Somebody else approves it on the console's page, or with: "
                + kafka().usersTools()
                        .fintrans("rules approve " + entry.offset(), "--application-id " + application()));
    }
}
