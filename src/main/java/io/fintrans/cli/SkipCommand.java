package io.fintrans.cli;

import io.fintrans.cli.option.KafkaOptions;
import io.fintrans.cli.output.Version;
import io.fintrans.cli.start.AdminClients;
import io.fintrans.cli.start.KafkaCommand;
import io.fintrans.cli.start.StageStart;
import io.fintrans.process.CommandException;
import io.fintrans.process.ExitCode;
import io.fintrans.reader.RecordSkip;
import io.fintrans.reader.SkipRefusedException;
import io.fintrans.topic.StageRights;
import io.fintrans.topic.Topics;
import io.fintrans.topic.admin.GroupMembers;
import io.fintrans.transaction.Count;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code fintrans skip}: has a stage go on behind bytes that cannot be read. */
@Command(
        name = "skip",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description = {
            "Has a stage go on behind records whose bytes on the broker are damaged, when there is no replica or"
                    + " backup to restore them from. The message with which the stage has ended names topic, partition and"
                    + " offsets.",
            "Each record that is stepped over is kept in fintrans.rejected as unreadable, once, however many groups"
                    + " step over it. Refused while an instance of the stage runs, where the group stands elsewhere, and"
                    + " for what can be read.",
        },
        footer = {
            "",
            "Examples:",
            "  fintrans skip --topic London --partition 2 --offset 120 --group fintrans-detector",
            "  fintrans skip --topic London --partition 2 --offset 120 --last-offset 129 --group fintrans-volume",
            ""
        })
public final class SkipCommand implements Callable<Integer>, KafkaCommand {
    private static final long MOST = 1_000_000;

    @Spec
    private CommandSpec spec;

    @Mixin
    private KafkaOptions kafka;

    @Option(names = "--topic", required = true, paramLabel = "TOPIC", description = "Where the records are.")
    private String topic;

    @Option(names = "--partition", required = true, paramLabel = "N", description = "Its partition, from 0.")
    private int partition;

    @Option(
            names = "--offset",
            required = true,
            paramLabel = "N",
            description = "The first offset to step over; the group stands there.")
    private long offset;

    @Option(
            names = "--last-offset",
            paramLabel = "N",
            description = "The last offset to step over (default: the first; one record).")
    private @Nullable Long lastOffset;

    @Option(
            names = {"--group", "--application-id"},
            required = true,
            paramLabel = "ID",
            description =
                    "Group of the stage: the detector's and the volume stage's application id, or ingest's group.")
    private String group;

    @Override
    public void checkSettings() {
        long last = last();
        if (partition < 0 || offset < 0 || last < offset || last - offset >= MOST) {
            throw new CommandException(
                    ExitCode.USAGE,
                    "--partition and --offset must be 0 or more, --last-offset not before --offset and less than "
                            + MOST + " behind it.");
        }
        if (topic.equals(Topics.CASES)) {
            throw new CommandException(
                    ExitCode.USAGE,
                    "No record of " + Topics.CASES
                            + " can be stepped over: each decision continues the one before it, and consoles would take none any more."
                            + " Restore the partition from a replica or a backup; docs/trouble.md says what to do without one.");
        }
    }

    @Override
    public Optional<StageRights> rights() {
        return Optional.of(StageRights.skip(topic, group));
    }

    private long last() {
        return lastOffset == null ? offset : lastOffset;
    }

    @Override
    public Integer call() {
        long last = last();
        try (Admin admin = AdminClients.open(kafka)) {
            StageStart.requireRights(kafka, admin, StageRights.skip(topic, group));
            if (GroupMembers.count(admin, group) > 0) {
                throw new CommandException(
                        ExitCode.FAILED,
                        "Group " + group
                                + " is at work. Stop all instances of the stage first, then try again; one that was"
                                + " killed counts as a member for up to 45 s.");
            }
        }
        TopicPartition where = new TopicPartition(topic, partition);
        try {
            int kept = new RecordSkip(kafka.clientProperties(), group).skip(where, offset, last);
            say("Group " + group + " goes on at offset " + (last + 1) + " of " + where + ". "
                    + (kept == 0
                            ? "What it leaves out was in fintrans.rejected already."
                            : "Added to fintrans.rejected: " + Count.of(kept, "record") + "."));
        } catch (SkipRefusedException e) {
            throw new CommandException(ExitCode.FAILED, e);
        }
        return ExitCode.DONE;
    }

    private void say(String sentence) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(sentence);
        out.flush();
    }
}
