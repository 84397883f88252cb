package io.fintrans.cli.rules;

import io.fintrans.cli.option.CityOptions;
import io.fintrans.cli.start.AdminClients;
import io.fintrans.cli.start.StageStart;
import io.fintrans.process.CommandException;
import io.fintrans.process.ExitCode;
import io.fintrans.rule.RuleDraft;
import io.fintrans.rule.RuleSpec;
import io.fintrans.rule.Rulebook;
import io.fintrans.rule.log.NextVersion;
import io.fintrans.rule.log.RuleChange;
import io.fintrans.rule.log.RuleChange.Author;
import io.fintrans.rule.log.RuleLog;
import io.fintrans.rule.log.RuleLog.Entry;
import io.fintrans.rule.log.RuleWriter;
import io.fintrans.topic.StageRights;
import io.fintrans.topic.Topic;
import io.fintrans.topic.Topics;
import io.fintrans.topic.admin.TopicNeeds;
import io.fintrans.topic.admin.WindowJournal;
import io.fintrans.transaction.Form.NewerFormException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What every command that changes rules does: it says who and why, looks before it writes, and says what became of it. */
abstract class RulesChange extends RulesSubcommand {
    @Option(names = "--by", paramLabel = "NAME", description = "Who changes it (default: the user of this machine).")
    private @Nullable String by;

    @Option(
            names = {"--why", "--reason"},
            paramLabel = "TEXT",
            description = "Why; it is kept with the change.")
    private @Nullable String why;

    @Mixin
    private CityOptions cities = new CityOptions();

    @Override
    public void checkSettings() {
        cities.names();
        author();
    }

    @Override
    public Optional<StageRights> rights() {
        return Optional.of(StageRights.rules(true));
    }

    @Override
    public final Integer call() {
        try (Admin admin = AdminClients.open(kafka())) {
            requireTopic(admin);
            StageRights rights = StageRights.rules(true);
            StageStart.requireRights(kafka(), admin, rights);
            List<Topic> topics = new Topics(cities.all(), Topics.DEFAULT_PARTITIONS)
                    .all().stream()
                            .filter(topic -> topic.name().equals(Topics.RULES))
                            .toList();
            new TopicNeeds(admin, kafka().administratorsTools()).meet(topics);
            try (RuleWriter writer = new RuleWriter(kafka().clientProperties(), application())) {
                return change(withRules(writer.read()), writer, admin);
            }
        } catch (NewerFormException e) {
            throw new CommandException(ExitCode.FAILED, Topics.RULES + " cannot be read: " + e.getMessage());
        }
    }

    /** The cities that there are. */
    final List<String> cityNames() {
        return cities.names();
    }

    /** Changes something, and prints what. */
    abstract int change(RuleLog log, RuleWriter writer, Admin admin);

    final Author author() {
        String name = by == null ? System.getProperty("user.name", "") : by;
        try {
            return new Author(application(), name.strip(), why == null ? "" : why.strip(), clock().instant());
        } catch (IllegalArgumentException e) {
            throw new CommandException(ExitCode.USAGE, "--" + e.getMessage() + ".");
        }
    }

    /**
     * From when on a new version is to be in force.
     *
     * @param wanted what was asked for; null for as soon as possible
     */
    final Instant from(RuleLog log, String name, @Nullable Instant wanted) {
        Instant now = clock().instant();
        Duration notice = log.notice().orElseThrow();
        if (wanted != null && wanted.isBefore(now.plus(notice))) {
            throw new CommandException(
                    ExitCode.FAILED,
                    "--from " + wanted + " is too early: whatever changes here must be known " + RuleText.lasts(notice)
                            + " before it is in force, so " + NextVersion.earliest(log, name, now)
                            + " is what can be. Nothing was written.");
        }
        if (wanted != null && wanted.isAfter(now.plus(NextVersion.FARTHEST))) {
            throw new CommandException(
                    ExitCode.FAILED,
                    "--from " + wanted + " is too far ahead: nobody could change the rule before. It may be up to "
                            + RuleText.lasts(NextVersion.FARTHEST) + " ahead. Nothing was written.");
        }
        return wanted == null ? NextVersion.earliest(log, name, now) : wanted;
    }

    /** Has the journal kept for as long as a version needs, before it can come, and says what its window takes. */
    final void prepare(RuleLog log, RuleDraft draft, Admin admin) {
        long now = clock().millis();
        if (NextVersion.lengthens(log.rulebook(), draft, now)) {
            Duration before = NextVersion.longestWindow(log.rulebook(), now);
            WindowJournal.keepFor(draft.window(), application(), admin, kafka().administratorsTools());
            print(new WindowMemoryWords(admin, cities.names(), clock()).of(before, draft.window()));
        }
    }

    /** Writes it, and says what became of it; of a version when it is in force. */
    final int write(RuleChange change, String what, RuleWriter writer) {
        Rulebook before = writer.read().rulebook();
        Entry entry = writer.write(change);
        if (!entry.counts()) {
            throw new CommandException(
                    ExitCode.FAILED,
                    what + " was written, but it is void: "
                            + RuleText.plain(String.valueOf(entry.flaw()), 500)
                            + ". Another change may have come first, or this machine's clock is behind the broker's."
                            + " See what is there, and try again: "
                            + kafka().usersTools().fintrans("rules list", "--application-id " + application()));
        }
        RuleSpec rule = entry.rule();
        if (rule != null) {
            print(coming(rule, before));
        }
        return ExitCode.DONE;
    }

    private String coming(RuleSpec rule, Rulebook before) {
        String ended = before.specs().stream()
                .filter(each -> before.until(each) == Long.MAX_VALUE)
                .filter(each -> before.with(List.of(rule)).until(each) < Long.MAX_VALUE)
                .map(each ->
                        "version " + each.id().version() + " (" + each.mode().code() + ")")
                .reduce((one, other) -> one + " and " + other)
                .map(all -> " until then " + all + " is in force.")
                .orElse("");
        return rule.id() + ", " + rule.mode().code() + ": " + RuleText.inShort(RuleDraft.of(rule))
                + System.lineSeparator() + "In force for payments of " + rule.from() + " and later, in "
                + RuleText.lasts(Duration.between(clock().instant(), rule.from()))
                + (ended.isEmpty() ? "." : ";" + ended);
    }
}
