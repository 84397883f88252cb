package io.fintrans.cli.start;

import io.fintrans.cli.option.KafkaOptions;
import io.fintrans.process.CommandException;
import io.fintrans.process.ExitCode;
import io.fintrans.topic.admin.KafkaTools;
import io.fintrans.topic.admin.TopicLeaders;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits for Kafka and for topics, so that it does not matter what is started first. */
public final class TopicWait {
    private static final Logger LOG = LoggerFactory.getLogger(TopicWait.class);
    private static final long REMIND_MILLIS = 10_000;
    private static final int PATIENCE_MILLIS = 5_000;

    private final KafkaOptions kafka;
    private final List<String> cities;
    private final Clock clock;
    private long reminded;

    /** @param cities of the command that waits */
    public TopicWait(KafkaOptions kafka, List<String> cities, Clock clock) {
        this.cities = List.copyOf(cities);
        this.kafka = kafka;
        this.clock = clock;
    }

    /**
     * Waits until all these topics are there.
     *
     * @return how many partitions each has; those that this user may not see are left out
     * @throws CommandException if Kafka refuses to tell, for example because the user may not see the topics
     */
    public Map<String, Integer> until(List<String> topics) throws InterruptedException {
        try (Admin admin = Admin.create(kafka.clientProperties())) {
            while (true) {
                Map<String, Integer> found = new TreeMap<>();
                String missing = look(admin, topics, found);
                if (missing.isEmpty()) {
                    return found;
                }
                remind(missing);
                TimeUnit.MILLISECONDS.sleep(500);
            }
        }
    }

    private String look(Admin admin, List<String> topics, Map<String, Integer> found) throws InterruptedException {
        Map<String, KafkaFuture<TopicDescription>> answers = admin.describeTopics(
                        topics, new DescribeTopicsOptions().timeoutMs(PATIENCE_MILLIS))
                .topicNameValues();
        for (Map.Entry<String, KafkaFuture<TopicDescription>> answer : answers.entrySet()) {
            String topic = answer.getKey();
            try {
                found.put(topic, answer.getValue().get().partitions().size());
            } catch (ExecutionException e) {
                if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                    return "topic " + topic + "; make it with: "
                            + kafka.administratorsTools().fintrans("topics", KafkaTools.cities(cities));
                }
                if (e.getCause() instanceof TopicAuthorizationException) {
                    continue; // Whether it is there or not: what is not allowed is told by whoever looks at rights.
                }
                String silence = refuseWrongListener();
                if (e.getCause() instanceof RetriableException) {
                    return silence != null
                            ? silence
                            : "Kafka at " + kafka.bootstrapServer() + ", which does not answer";
                }
                throw KafkaFailure.of(e.getCause() == null ? e : e.getCause(), kafka);
            }
        }
        return leadersAnswer(admin, found) ? "" : "the leaders of the topics, which do not answer yet";
    }

    /** It may have been started, or changed, while we were waiting for it. What is said of one that is silent, or null. */
    private @Nullable String refuseWrongListener() {
        ListenerCheck.Found found = new ListenerCheck().afterFailure(kafka.clientProperties());
        if (found.sentence() != null && !found.silent()) {
            throw new CommandException(ExitCode.UNREACHABLE, found.sentence());
        }
        return found.sentence();
    }

    private static boolean leadersAnswer(Admin admin, Map<String, Integer> partitions) throws InterruptedException {
        try {
            TopicLeaders.ready(admin, partitions, PATIENCE_MILLIS).get();
            return true;
        } catch (ExecutionException e) {
            LOG.debug("event=leaders-not-ready", e);
            return false;
        }
    }

    private void remind(String missing) {
        long now = clock.millis();
        if (now - reminded >= REMIND_MILLIS) {
            reminded = now;
            LOG.info("event=waiting for=\"{}\"", missing);
        }
    }
}
