package io.fintrans.streams;

import io.fintrans.topic.Topics;
import io.fintrans.topic.admin.Answers;
import io.fintrans.topic.admin.GroupMembers;
import io.fintrans.transaction.Count;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicAuthorizationException;

/**
 * What a detector of before there was an exchange has left in {@code fintrans.by-source}. Such a topic is read on for as long as it is
 * there: what an application has committed of it says that it is one of those.
 */
public final class EarlierDetour {
    private final Admin admin;
    private final Journal journal;
    private final GroupOffsets offsets;
    private final StageTasks tasks;

    /**
     * Nothing is asked yet.
     *
     * @param admin stays the caller's to close
     * @param tasks of the stage
     */
    public EarlierDetour(Admin admin, StageTasks tasks) {
        this.admin = admin;
        this.tasks = tasks;
        this.journal = tasks.journal();
        this.offsets = new GroupOffsets(admin, journal.applicationId());
    }

    /** The journal of the same stage, which also reads that topic if it did before. */
    public Journal journal() {
        String exchange = Topics.exchangeOf(journal.applicationId());
        if (!journal.internal().contains(exchange)) {
            return journal;
        }
        int width = width();
        Map<TopicPartition, Long> committed = offsets.committed();
        Set<String> read =
                committed.keySet().stream().map(TopicPartition::topic).collect(Collectors.toSet());
        boolean begun = journal.cities().stream().anyMatch(read::contains) && tasks.journalWidth() > 0;
        if (width > 0 && begun && !tasks.widths(List.of(exchange)).containsKey(exchange)) {
            noteBegin(width, committed);
            return journal.with(Topics.BY_SOURCE);
        }
        return width > 0 && read.contains(Topics.BY_SOURCE) ? journal.with(Topics.BY_SOURCE) : journal;
    }

    /** 0 where it is not there, or may not be seen: then this application has not read it. */
    private int width() {
        try {
            return tasks.widths(List.of(Topics.BY_SOURCE)).getOrDefault(Topics.BY_SOURCE, 0);
        } catch (TopicAuthorizationException e) {
            return 0;
        }
    }

    /** Commits where each partition begins that nothing was read of yet: as long as that is there, no start forgets it. */
    private void noteBegin(int width, Map<TopicPartition, Long> committed) {
        int members = GroupMembers.count(admin, journal.applicationId());
        if (members > 0) {
            throw earlierRuns("its group has " + Count.of(members, "member"));
        }
        Set<TopicPartition> unread = IntStream.range(0, width)
                .mapToObj(partition -> new TopicPartition(Topics.BY_SOURCE, partition))
                .filter(partition -> !committed.containsKey(partition))
                .collect(Collectors.toSet());
        Map<TopicPartition, OffsetAndMetadata> begins = new HashMap<>();
        offsets.begins(unread).forEach((partition, begin) -> begins.put(partition, new OffsetAndMetadata(begin)));
        if (begins.isEmpty()) {
            return;
        }
        try {
            Answers.get(admin.alterConsumerGroupOffsets(journal.applicationId(), begins)
                    .all());
        } catch (KafkaException e) {
            throw earlierRuns("Kafka says: " + e.getMessage());
        }
    }

    private StageUnfitException earlierRuns(String why) {
        return new StageUnfitException("Application " + journal.applicationId() + " was run by a version that has"
                + " no exchange between its tasks, and instances of that version may still run: stop all of them,"
                + " wait for 10 seconds, and start again (" + why + ").");
    }
}
