package io.fintrans.streams;

import io.fintrans.topic.Topics;
import io.fintrans.topic.admin.Answers;
import io.fintrans.topic.admin.KafkaTools;
import io.fintrans.topic.admin.TopicAdmin;
import io.fintrans.transaction.Count;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.InterruptException;

/**
 * Lets a stage begin anew: what it remembers is forgotten, and it reads the cities from their beginning.
 *
 * <p>The steps are in such an order that after a failure between any two of them the stage refuses to start, and this can
 * be done again.
 */
public final class StartOver {
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final int PATIENCE = 150;

    private final Admin admin;
    private final Journal journal;
    private final KafkaTools tools;
    private final StageTasks tasks;
    private final GroupOffsets offsets;
    private final short replication;

    /**
     * For one stage.
     *
     * @param admin stays the caller's to close
     * @param replication copies of each record of the journal where there is none whose number could be kept, or {@link
     *     TopicAdmin#DEFAULT_REPLICATION}
     */
    public StartOver(Admin admin, Journal journal, KafkaTools tools, short replication) {
        this.replication = replication;
        this.admin = admin;
        this.journal = journal;
        this.tools = tools;
        this.tasks = new StageTasks(admin, journal, tools, TopicAdmin.DEFAULT_REPLICATION);
        this.offsets = new GroupOffsets(admin, journal.applicationId());
    }

    /**
     * Does it.
     *
     * @param say is told each step when it is done
     * @throws StageUnfitException if an instance of the stage runs
     * @throws KafkaException if Kafka cannot be asked, or refuses
     */
    public void run(Consumer<String> say) {
        int members = members();
        if (members > 0) {
            throw new StageUnfitException(Count.of(members, "member") + " of group " + journal.applicationId()
                    + (members == 1 ? " is at work, or was" : " are at work, or were")
                    + " killed a moment ago. Stop all instances of " + journal.stage()
                    + ", wait for "
                    + "10 seconds, and try again.");
        }
        renewJournal();
        say.accept("the journal " + journal.topic() + " is empty");
        passOver(journal.internal());
        passOver(journal.outputs());
        if (!journal.internal().isEmpty()) {
            say.accept("what is in " + journal.internal() + " is passed over");
        }
        forgetRead();
        say.accept((journal.cityNames().isEmpty()
                        ? "what is in " + Topics.ACCEPTED + " is"
                        : "the cities " + journal.cities() + " are")
                + " read from the beginning");
    }

    private int members() {
        List<String> group = List.of(journal.applicationId());
        try {
            return Answers.get(admin.describeConsumerGroups(group).all()).values().stream()
                    .mapToInt(each -> each.members().size())
                    .sum();
        } catch (GroupIdNotFoundException e) {
            return membersOfStreams(group);
        }
    }

    private int membersOfStreams(List<String> group) {
        try {
            return Answers.get(admin.describeStreamsGroups(group).all()).values().stream()
                    .mapToInt(each -> each.members().size())
                    .sum();
        } catch (GroupIdNotFoundException e) {
            return 0;
        }
    }

    private void renewJournal() {
        short copies = replication;
        if (tasks.journalWidth() > 0) {
            copies = copiesNow();
            Answers.get(admin.deleteTopics(List.of(journal.topic())).all());
            await(0);
        }
        new StageTasks(admin, journal, tools, copies).makeJournal();
        await(1);
    }

    /** Copies of each record that the journal has now. */
    private short copiesNow() {
        return (short)
                Answers.get(admin.describeTopics(List.of(journal.topic())).allTopicNames()).values().stream()
                        .flatMap(journals -> journals.partitions().stream())
                        .mapToInt(partition -> partition.replicas().size())
                        .max()
                        .orElse(TopicAdmin.DEFAULT_REPLICATION);
    }

    private void await(int atLeast) {
        for (int i = 0; (tasks.journalWidth() == 0) != (atLeast == 0); i++) {
            if (i == PATIENCE) {
                throw new KafkaException(
                        "Kafka takes too long to delete or to make " + journal.topic() + ". Try again");
            }
            LockSupport.parkNanos(PAUSE.toNanos());
            if (Thread.interrupted()) {
                throw new InterruptException("stopped while it waited for " + journal.topic());
            }
        }
    }

    /**
     * Commits the ends of these topics: of internal ones, so that what the stage sent itself before is not counted again; of those that
     * it writes, so that {@code fintrans reconcile} knows what is of its earlier life.
     */
    private void passOver(List<String> topics) {
        Map<TopicPartition, OffsetAndMetadata> passed = new HashMap<>();
        offsets.ends(partitions(topics)).forEach((partition, end) -> passed.put(partition, new OffsetAndMetadata(end)));
        if (!passed.isEmpty()) {
            Answers.get(admin.alterConsumerGroupOffsets(journal.applicationId(), passed)
                    .all());
        }
    }

    /** And what was read of the way that payments took before there was an exchange. */
    private void forgetRead() {
        Set<TopicPartition> committed = offsets.committed().keySet().stream()
                .filter(partition -> journal.cities().contains(partition.topic())
                        || (partition.topic().equals(Topics.BY_SOURCE)
                                && !journal.internal().isEmpty()))
                .collect(Collectors.toSet());
        if (!committed.isEmpty()) {
            Answers.get(admin.deleteConsumerGroupOffsets(journal.applicationId(), committed)
                    .all());
        }
    }

    private Set<TopicPartition> partitions(List<String> topics) {
        return tasks.widths(topics).entrySet().stream()
                .flatMap(width -> IntStream.range(0, width.getValue())
                        .mapToObj(partition -> new TopicPartition(width.getKey(), partition)))
                .collect(Collectors.toSet());
    }
}
