package io.fintrans.cli.rules;

import io.fintrans.alert.Typology.Scope;
import io.fintrans.cli.value.MomentConverter;
import io.fintrans.process.CommandException;
import io.fintrans.process.ExitCode;
import io.fintrans.rule.RuleDraft;
import io.fintrans.rule.Rulebook;
import io.fintrans.rule.log.NextVersion;
import io.fintrans.rule.log.RuleChange;
import io.fintrans.rule.log.RuleChange.Proposed;
import io.fintrans.rule.log.RuleLog;
import io.fintrans.rule.log.RuleLog.Entry;
import io.fintrans.rule.log.RuleWriter;
import io.fintrans.transaction.Application;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** What every command that makes a version does with it: the version counts, or it is proposed. */
abstract class RulesVersion extends RulesChange {
    /** What the name of an exception begins with. */
    private static final String CITY = "threshold.city.";

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
        List<RuleDraft> drafts = drafts(log);
        check(log.rulebook(), drafts);
        for (RuleDraft draft : drafts) {
            if (NextVersion.isThere(log.rulebook(), draft)) {
                print(there(log.rulebook(), draft));
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

    /** All or none: whatever can be known to be wrong is told before the first one is written. */
    private void check(Rulebook rulebook, List<RuleDraft> drafts) {
        Rulebook all = rulebook;
        for (RuleDraft draft : drafts) {
            try {
                all = all.with(List.of(NextVersion.of(all, draft, NextVersion.latest(all, draft.name()))));
                requireCities(draft);
                requireItsStage(rulebook, draft);
            } catch (IllegalArgumentException e) {
                throw new CommandException(
                        ExitCode.USAGE, "That cannot be: " + e.getMessage() + ". Nothing was changed.");
            }
        }
    }

    /** An application is a detector or the network stage: it would never judge a rule of the other one. */
    private void requireItsStage(Rulebook rulebook, RuleDraft draft) {
        Scope scope = draft.typology().scope();
        if (!rulebook.specs().isEmpty() && rulebook.of(scope).specs().isEmpty()) {
            throw new IllegalArgumentException(draft.name() + " looks for "
                    + draft.typology().code() + ", which "
                    + (scope == Scope.PAIR ? "a detector does" : "the network stage does") + " and "
                    + application() + " does not; name the application that does with --application-id, such as "
                    + (scope == Scope.PAIR ? Application.DEFAULT : Application.NETWORK));
        }
    }

    private void requireCities(RuleDraft draft) {
        for (String key : draft.parameters().keySet()) {
            if (key.startsWith(CITY) && !cityNames().contains(key.substring(CITY.length()))) {
                throw new IllegalArgumentException(key + " is for a city that is not there; there are "
                        + String.join(", ", cityNames()) + ", and others are named by --cities");
            }
        }
    }

    private String there(Rulebook rulebook, RuleDraft draft) {
        Instant now = clock().instant();
        String since = NextVersion.standing(rulebook, draft.name(), draft.mode())
                .filter(standing -> standing.from().isAfter(now))
                .map(standing -> "will be so from " + standing.from() + " on, by version "
                        + standing.id().version())
                .orElse("is so already");
        return draft.name() + " " + since + "; nothing was changed: "
                + draft.mode().code() + ", " + RuleText.inShort(draft);
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
