package io.fintrans.cli.start;

import io.fintrans.cli.option.KafkaOptions;
import io.fintrans.process.CommandException;
import io.fintrans.process.ExitCode;
import io.fintrans.streams.EarlierDetour;
import io.fintrans.streams.Journal;
import io.fintrans.streams.JournalCheck;
import io.fintrans.streams.StageTasks;
import io.fintrans.topic.StageRights;
import io.fintrans.topic.Topic;
import io.fintrans.topic.Topics;
import io.fintrans.topic.admin.KafkaTools;
import io.fintrans.topic.admin.KafkaUser;
import io.fintrans.topic.admin.MissingRights;
import io.fintrans.topic.admin.TopicNeeds;
import io.fintrans.transaction.City;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What stages look at before they start: whether they may do what they need to do, whether their topics are kept as they need it,
 * whether their journal still holds what they have read. What is wrong ends them at once, in a sentence.
 */
public final class StageStart implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StageStart.class);

    private final KafkaOptions kafka;
    private final KafkaTools tools;
    private final Clock clock;
    private final Admin admin;

    public StageStart(KafkaOptions kafka, Clock clock) {
        this.kafka = kafka;
        this.tools = kafka.administratorsTools();
        this.clock = clock;
        this.admin = AdminClients.open(kafka);
    }

    /** Looks at what a stage with a journal needs, and makes the journal where there is none; waits while Kafka does not answer. */
    public StageTasks of(Journal journal) throws InterruptedException {
        AtomicReference<StageTasks> made = new AtomicReference<>();
        patiently(() -> {
            checkRights(journal.rights());
            checkTopics(journal.cityNames(), journal.topics(), journal.reach());
            StageTasks tasks = tasks(new EarlierDetour(admin, tasks(journal)).journal());
            checkRights(tasks.journal().rights());
            new JournalCheck(admin, tasks, tools, kafka.clientProperties(), clock).check();
            made.set(tasks);
        });
        return Objects.requireNonNull(made.get());
    }

    private StageTasks tasks(Journal journal) {
        return new StageTasks(admin, journal, tools, kafka.replication());
    }

    /**
     * Looks at what a stage without a journal needs; waits while Kafka does not answer.
     *
     * @param cities that it loses payments of if they are not kept as they should be
     */
    public static void look(KafkaOptions kafka, StageRights rights, List<String> cities) throws InterruptedException {
        try (StageStart start = new StageStart(kafka, Clock.systemUTC())) {
            patiently(() -> {
                start.checkRights(rights);
                start.checkTopics(cities, rights.topics(), null);
            });
        }
    }

    private void checkRights(StageRights stage) {
        requireRights(kafka, admin, stage);
    }

    /**
     * Looks whether this user may do something, before any of it is done.
     *
     * @throws CommandException if not
     */
    public static void requireRights(KafkaOptions kafka, Admin admin, StageRights stage) {
        KafkaTools tools = kafka.administratorsTools();
        new MissingRights(admin, tools, KafkaUser.principal(kafka.clientProperties()))
                .sentence(stage)
                .ifPresent(sentence -> {
                    throw new CommandException(ExitCode.FAILED, sentence);
                });
    }

    private void checkTopics(List<String> cities, List<String> used, @Nullable Duration reach) {
        List<Topic> ours = new Topics(cities.stream().map(City::new).toList(), Topics.DEFAULT_PARTITIONS)
                .all(reach == null ? Topics.DEFAULT_REACH : reach, 1).stream()
                        .filter(topic -> used.contains(topic.name()) && !cities.contains(topic.name()))
                        .toList();
        TopicNeeds needs = new TopicNeeds(admin, tools);
        needs.meet(ours);
        if (used.contains(Topics.CASES)) {
            needs.meetOnePartition(Topics.CASES);
        }
        needs.meetCities(cities);
    }

    private static void patiently(Runnable check) throws InterruptedException {
        while (true) {
            try {
                check.run();
                return;
            } catch (RetriableException e) {
                LOG.info("event=waiting for=\"Kafka, which does not answer: {}\"", e.getMessage());
                TimeUnit.SECONDS.sleep(1);
            }
        }
    }

    @Override
    public void close() {
        admin.close();
    }
}
