package io.fintrans.fault;

import io.fintrans.testing.TestBroker;
import io.fintrans.testing.TestProcess;
import io.fintrans.topic.Topics;
import io.fintrans.transaction.City;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** The instances of one detector, real processes all, and what Kafka knows of their work. */
final class DetectorGroup implements AutoCloseable {
    private final TestBroker broker;
    private final String applicationId;
    private String threshold = "10000";
    private final List<String> options;
    private final Admin admin;
    private final List<TestProcess> started = new ArrayList<>();

    /** @param options for {@code fintrans detect} */
    DetectorGroup(TestBroker broker, String applicationId, String... options) {
        this.broker = broker;
        this.applicationId = applicationId;
        this.options = Arrays.asList(options);
        this.admin = broker.admin();
    }

    TestBroker broker() {
        return broker;
    }

    String applicationId() {
        return applicationId;
    }

    /** What a pair must pass within {@link PaymentStream#WINDOW}. */
    String threshold() {
        return threshold;
    }

    DetectorGroup threshold(String dollars) {
        threshold = dollars;
        return this;
    }

    /** What the proof must be given, too, beside the threshold: the rules. */
    List<String> rules() {
        int at = options.indexOf("--rules");
        return at < 0 ? List.of() : options.subList(at, at + 2);
    }

    /** Starts an instance. */
    TestProcess start(Path stateDirectory) {
        List<String> arguments = new ArrayList<>(List.of(
                "detect",
                "--bootstrap-server",
                broker.address(),
                "--application-id",
                applicationId,
                "--state-dir",
                stateDirectory.toString(),
                "--threshold",
                threshold,
                "--window",
                PaymentStream.WINDOW.toMinutes() + "m",
                "--memory",
                "100m"));
        arguments.addAll(options);
        TestProcess process = TestProcess.fintrans(arguments.toArray(String[]::new));
        started.add(process);
        return process;
    }

    /**
     * Starts an instance that reads {@link io.fintrans.testing.SeveralFormat records with several payments}.
     *
     * @param halts whether it ends between two payments of a record
     */
    TestProcess startSeveral(Path stateDirectory, boolean halts) {
        TestProcess process = TestProcess.of(
                SeveralDetector.class,
                broker.address(),
                applicationId,
                stateDirectory.toString(),
                threshold,
                Boolean.toString(halts));
        started.add(process);
        return process;
    }

    /** All that were started, also those that are gone. */
    List<TestProcess> started() {
        return List.copyOf(started);
    }

    /** How many records of the cities' topics are not yet committed as read. */
    long lag() {
        return lagOf(written());
    }

    /** How many records before these offsets are not yet committed as read. */
    long lagOf(Map<TopicPartition, Long> ends) {
        Map<TopicPartition, Long> committed = committed();
        return ends.entrySet().stream()
                .mapToLong(end -> Math.max(0, end.getValue() - committed.getOrDefault(end.getKey(), 0L)))
                .sum();
    }

    /** How many records of the cities' topics are committed as read. */
    long read() {
        return committed().entrySet().stream()
                .filter(each -> isCity(each.getKey().topic()))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /** The open transactions of all instances: the transactional id and when it began. */
    Set<String> openTransactions() {
        try {
            Set<String> open = admin
                    .listTransactions(new ListTransactionsOptions().filterStates(Set.of(TransactionState.ONGOING)))
                    .all()
                    .get()
                    .stream()
                    .map(TransactionListing::transactionalId)
                    .filter(id -> id.startsWith(applicationId))
                    .collect(Collectors.toSet());
            Map<String, TransactionDescription> described =
                    admin.describeTransactions(open).all().get();
            return described.entrySet().stream()
                    .filter(each -> each.getValue().state() == TransactionState.ONGOING)
                    .map(each -> each.getKey() + " since "
                            + each.getValue().transactionStartTimeMs().orElse(-1))
                    .collect(Collectors.toSet());
        } catch (ExecutionException | InterruptedException e) {
            throw new AssertionError("cannot look at transactions", e);
        }
    }

    @Override
    public void close() {
        started.forEach(TestProcess::close);
        admin.close(Duration.ofSeconds(1));
    }

    private Map<TopicPartition, Long> committed() {
        try {
            Map<TopicPartition, Long> offsets = new HashMap<>();
            Map<TopicPartition, OffsetAndMetadata> known = admin.listConsumerGroupOffsets(applicationId)
                    .partitionsToOffsetAndMetadata()
                    .get();
            known.forEach((partition, offset) -> offsets.put(partition, offset == null ? 0L : offset.offset()));
            return offsets;
        } catch (ExecutionException e) {
            return Map.of(); // no group yet
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted", e);
        }
    }

    /** The ends of the cities' topics. */
    Map<TopicPartition, Long> written() {
        Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
        for (City city : City.DEFAULTS) {
            for (int partition = 0; partition < Topics.DEFAULT_PARTITIONS; partition++) {
                wanted.put(new TopicPartition(city.name(), partition), OffsetSpec.latest());
            }
        }
        try {
            return admin.listOffsets(wanted).all().get().entrySet().stream()
                    .collect(Collectors.toMap(Map.Entry::getKey, DetectorGroup::offset));
        } catch (ExecutionException | InterruptedException e) {
            throw new AssertionError("cannot read the ends of the topics", e);
        }
    }

    private static long offset(Map.Entry<TopicPartition, ListOffsetsResultInfo> end) {
        return end.getValue().offset();
    }

    private static boolean isCity(String topic) {
        return City.DEFAULTS.stream().anyMatch(city -> city.name().equals(topic));
    }
}
