package io.fintrans.streams;

import io.fintrans.topic.Topic;
import io.fintrans.topic.admin.Answers;
import io.fintrans.topic.admin.KafkaTools;
import io.fintrans.topic.admin.MissingRights;
import io.fintrans.topic.admin.TopicAdmin;
import io.fintrans.topic.admin.TopicSettings;
import io.fintrans.transaction.Count;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidPartitionsException;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many tasks a stage has: as many as the widest topic that it reads has partitions, and these may be added at any time. Its
 * journal needs a partition for each task, which Kafka Streams does not add by itself.
 *
 * <p>For use by several threads.
 */
public final class StageTasks {
    private static final Logger LOG = LoggerFactory.getLogger(StageTasks.class);

    private final Admin admin;
    private final Journal journal;
    private final KafkaTools tools;
    private final short replication;
    private volatile int count = 1;

    /**
     * Nothing is asked yet.
     *
     * @param admin stays the caller's to close
     * @param replication copies of each record of a journal that is made, or {@link TopicAdmin#DEFAULT_REPLICATION}
     */
    public StageTasks(Admin admin, Journal journal, KafkaTools tools, short replication) {
        this.admin = admin;
        this.journal = journal;
        this.tools = tools;
        this.replication = replication;
    }

    /** How many there are, as far as is known: never fewer than before. */
    public int count() {
        return count;
    }

    public Journal journal() {
        return journal;
    }

    /** Looks how many there are, and how many partitions the journal has: all in one question, whose answers belong together. */
    private int look() {
        List<String> topics = new ArrayList<>(journal.sources());
        topics.add(journal.topic());
        Map<String, Integer> widths = widths(topics);
        Integer width = widths.remove(journal.topic());
        // Told first: from then on time waits for the new tasks, whose payments may come from now on.
        count = Math.max(
                count, widths.values().stream().mapToInt(each -> each).max().orElse(1));
        return width == null ? 0 : width;
    }

    /** Over how many tasks accounts are spread: as many as there are partitions between the tasks. */
    public int owners() {
        return journal.exchange(1)
                .map(exchange -> widths(List.of(exchange.name())).getOrDefault(exchange.name(), 1))
                .orElse(1);
    }

    /** How many partitions the journal has; 0 if it is missing. */
    public int journalWidth() {
        return widths(List.of(journal.topic())).getOrDefault(journal.topic(), 0);
    }

    /** How many partitions each of these topics has; those that are missing are left out. */
    public Map<String, Integer> widths(List<String> topics) {
        Map<String, KafkaFuture<TopicDescription>> asked =
                admin.describeTopics(topics).topicNameValues();
        Map<String, Integer> widths = new HashMap<>();
        asked.forEach((topic, answer) -> {
            try {
                widths.put(topic, Answers.get(answer).partitions().size());
            } catch (UnknownTopicOrPartitionException e) {
                widths.remove(topic);
            }
        });
        return widths;
    }

    /**
     * Makes the journal as wide as there are tasks, if it is there and narrower.
     *
     * @return whether it was narrower
     * @throws StageUnfitException if this user may not, or the journal is wider than there are tasks
     * @throws KafkaException if Kafka cannot be asked
     */
    public boolean widenJournal() {
        int width = look();
        int tasks = count;
        if (width == 0 || width == tasks) {
            return false;
        }
        if (width > tasks) {
            throw new StageUnfitException(
                    "The journal " + journal.topic() + " has " + Count.of(width, "partition") + " but the topics "
                            + journal.sources() + " have at most " + tasks
                            + ". Kafka cannot take partitions away: add them to one of the topics"
                            + " (" + tools.extend(journal.sources().get(0), width)
                            + "), read the cities that were read before, or start over: "
                            + startOver());
        }
        try {
            new TopicSettings(admin).extend(journal.topic(), tasks);
            LOG.info("event=journal-widened topic={} had={} has={}", journal.topic(), width, tasks);
        } catch (InvalidPartitionsException e) {
            LOG.debug("event=another-instance-was-faster", e);
        } catch (AuthorizationException | PolicyViolationException e) {
            throw new StageUnfitException((tasks == 1 ? "There is " : "There are ") + Count.of(tasks, "partition")
                    + " to be read, but the journal " + journal.topic() + " has "
                    + width + ", and this user may not add any. Whoever administers Kafka can: "
                    + tools.extend(journal.topic(), tasks) + ", then start again.");
        }
        return true;
    }

    /**
     * Makes the topic through which the tasks send one another payments, if they do and it is missing.
     *
     * @param owners how many of them add payments up
     * @throws StageUnfitException if this user may not
     */
    void makeExchange(int owners) {
        journal.exchange(owners)
                .filter(exchange -> !widths(List.of(exchange.name())).containsKey(exchange.name()))
                .ifPresent(this::make);
    }

    /**
     * Makes the journal.
     *
     * @throws StageUnfitException if this user may not
     */
    public void makeJournal() {
        look();
        make(journal.topic(count));
    }

    private void make(Topic topic) {
        try {
            new TopicAdmin(admin).create(List.of(topic), replication);
            LOG.info("event=topic-made topic={} partitions={}", topic.name(), topic.partitions());
        } catch (AuthorizationException | PolicyViolationException e) {
            throw new StageUnfitException("The topic " + topic.name() + " (" + topic.purpose()
                    + ") is missing, and this user may not make it. Whoever administers Kafka can, with fintrans"
                    + " topics or: "
                    + tools.create(topic, replication));
        }
    }

    /** Which rights the stage's own principal lacks now, in a sentence; nothing if none, or if Kafka cannot be asked. */
    Optional<String> missingRights(String principal) {
        try {
            return new MissingRights(admin, tools, principal).sentence(journal.rights());
        } catch (KafkaException e) {
            LOG.debug("event=rights-not-looked-at", e);
            return Optional.empty();
        }
    }

    /** The topics that the stage needs and that are not there. */
    public List<String> missing() {
        Map<String, Integer> there = widths(journal.topics());
        return journal.topics().stream()
                .filter(topic -> !there.containsKey(topic))
                .toList();
    }

    /** A sentence about topics that were deleted. */
    String goneWhileRunning(List<String> topics) {
        String next = topics.contains(journal.topic()) || topics.stream().anyMatch(journal.sources()::contains)
                ? "Restore them from a copy; or make them again (" + makeTopics() + ") and start over: " + startOver()
                : "Make them again (" + makeTopics() + "), and start again.";
        return "Topics were deleted that " + journal.stage() + " needs: " + topics + ". " + next;
    }

    private String makeTopics() {
        return tools.fintrans("topics", cities());
    }

    private String cities() {
        List<String> names = journal.cityNames();
        return names.isEmpty() ? "" : KafkaTools.cities(names);
    }

    /** The command with which the stage begins anew. */
    public String startOver() {
        String options = ("--application-id " + journal.applicationId() + " " + cities()).strip();
        Duration window = journal.window();
        return tools.fintrans(
                "start-over " + journal.stage(), window == null ? options : options + " --window " + window);
    }
}
