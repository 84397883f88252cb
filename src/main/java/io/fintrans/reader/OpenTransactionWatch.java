package io.fintrans.reader;

import io.fintrans.topic.admin.OpenTransaction;
import io.fintrans.topic.admin.OpenTransactions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the log of a stage when a transaction of somebody hides records of its topics; on a thread of its own. */
public final class OpenTransactionWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OpenTransactionWatch.class);
    private static final Duration EVERY = Duration.ofSeconds(10);
    private static final Duration REMIND = Duration.ofMinutes(5);

    private final Admin admin;
    private final OpenTransactions transactions;
    private final List<String> topics;
    private final String command;
    private final Clock clock;
    /** When each was told, by partition and producer. */
    private final Map<String, Long> told = new HashMap<>();

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread watch = new Thread(work, "open-transactions");
        watch.setDaemon(true);
        return watch;
    });

    /**
     * Watches nothing yet.
     *
     * @param clientProperties how to connect to Kafka
     * @param topics that the stage reads
     * @param command that lists open transactions, and ends one with {@code --end}
     */
    public OpenTransactionWatch(
            Map<String, Object> clientProperties, List<String> topics, String command, Clock clock) {
        Map<String, Object> properties = new HashMap<>(clientProperties);
        properties.putIfAbsent("client.id", "fintrans-open-transactions");
        this.admin = Admin.create(properties);
        this.transactions = new OpenTransactions(admin, clock);
        this.topics = List.copyOf(topics);
        this.command = command;
        this.clock = clock;
    }

    /** Begins to look, every ten seconds. */
    @SuppressWarnings("FutureReturnValueIgnored") // It ends with the thread.
    public void start() {
        thread.scheduleWithFixedDelay(this::look, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Looks once. */
    void look() {
        try {
            transactions.suspicious(partitions()).forEach(this::tell);
        } catch (KafkaException | ExecutionException e) {
            LOG.debug("event=open-transactions-unknown", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A topic that is not there yet, such as the journal of a stage that has never run, has none. */
    private List<TopicPartition> partitions() throws ExecutionException, InterruptedException {
        List<TopicPartition> partitions = new ArrayList<>();
        for (KafkaFuture<TopicDescription> each :
                admin.describeTopics(topics).topicNameValues().values()) {
            try {
                TopicDescription topic = each.get();
                topic.partitions().forEach(one -> partitions.add(new TopicPartition(topic.name(), one.partition())));
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                    throw e;
                }
            }
        }
        return partitions;
    }

    private void tell(OpenTransaction open) {
        long now = clock.millis();
        String place = open.partition() + " " + open.producerId() + " " + open.firstOffset();
        Long last = told.get(place);
        if (last == null || now - last >= REMIND.toMillis()) {
            told.put(place, now);
            LOG.warn(
                    "event=open-transaction why=\"{}\" do=\"{} --end {}\"",
                    open.sentence(now),
                    command,
                    open.producerId());
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
        admin.close(Duration.ofSeconds(1));
    }
}
