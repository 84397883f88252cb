package io.fintrans.doctor;

import io.fintrans.streams.Journal;
import io.fintrans.streams.JournalCheck;
import io.fintrans.streams.StageTasks;
import io.fintrans.streams.StageUnfitException;
import io.fintrans.topic.Topic;
import io.fintrans.topic.admin.Answers;
import io.fintrans.topic.admin.KafkaTools;
import io.fintrans.topic.admin.OpenTransaction;
import io.fintrans.topic.admin.OpenTransactions;
import io.fintrans.topic.admin.TopicAdmin;
import io.fintrans.topic.admin.TopicSettings;
import io.fintrans.topic.admin.TopicState;
import io.fintrans.transaction.Count;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.QuorumInfo;
import org.apache.kafka.clients.admin.SupportedVersionRange;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.TimeoutException;

/** What {@code fintrans doctor} looks at in Kafka: can it be reached, is it a version to trust, is it set up. */
public final class KafkaCheckup {
    /** More than this and payments can be refused as coming from the future. */
    private static final long CLOCK_FAIL_MS = 300_000;

    private static final long CLOCK_WARN_MS = 2_000;
    private final Admin admin;
    private final Clock clock;
    private final List<Journal> journals;
    private final KafkaTools tools;
    private final String allowCluster;
    private final Map<String, Object> clientProperties;

    /**
     * Nothing is asked yet.
     *
     * @param allowCluster command that lets this user look at the cluster
     * @param clientProperties how to reach Kafka, for a consumer of payments
     */
    public KafkaCheckup(
            Admin admin,
            Clock clock,
            List<Journal> journals,
            KafkaTools tools,
            String allowCluster,
            Map<String, Object> clientProperties) {
        this.admin = admin;
        this.clientProperties = Map.copyOf(clientProperties);
        this.clock = clock;
        this.journals = journals;
        this.tools = tools;
        this.allowCluster = allowCluster;
    }

    /**
     * Looks at all of it.
     *
     * @throws TimeoutException if Kafka does not answer at all
     */
    public List<CheckResult> results(List<Topic> topics, TopicCheckup checkup) {
        List<CheckResult> all = new ArrayList<>();
        int brokers = Answers.get(admin.describeCluster().nodes()).size();
        all.add(CheckResult.ok("broker", "reached, " + brokers + (brokers == 1 ? " broker" : " brokers")));
        all.add(guarded("version", this::version));
        all.add(guarded("clock", this::clock));
        List<TopicState> states = new ArrayList<>(new TopicAdmin(admin).describe(topics));
        states.addAll(exchanges());
        states.forEach(state -> all.add(checkup.result(state)));
        all.add(guarded("transactions", () -> transactions(states, checkup)));
        journals.forEach(journal -> all.add(guarded("journal of " + journal.stage(), () -> journal(journal))));
        return all;
    }

    /** Those that are there: the stage makes its own. */
    private List<TopicState> exchanges() {
        List<Topic> exchanges = journals.stream()
                .flatMap(journal -> journal.exchange(1).stream())
                .toList();
        return new TopicAdmin(admin)
                .describe(exchanges).stream()
                        .filter(state -> !state.isMissing())
                        .toList();
    }

    private CheckResult version() {
        SupportedVersionRange range = Answers.get(admin.describeFeatures().featureMetadata())
                .supportedFeatures()
                .get("metadata.version");
        return KafkaVersions.result(range == null ? 0 : range.maxVersion());
    }

    /** The leader of the metadata quorum says with its state what time it is there. */
    private CheckResult clock() {
        long before = clock.millis();
        QuorumInfo quorum = Answers.get(admin.describeMetadataQuorum().quorumInfo());
        long after = clock.millis();
        OptionalLong there = quorum.voters().stream()
                .filter(voter -> voter.replicaId() == quorum.leaderId())
                .map(QuorumInfo.ReplicaState::lastCaughtUpTimestamp)
                .findFirst()
                .orElse(OptionalLong.empty());
        if (there.isEmpty() || there.getAsLong() <= 0) {
            return CheckResult.warn("clock", "Kafka does not tell its time", "Compare the machines' clocks yourself.");
        }
        long off = Math.max(Math.max(before - there.getAsLong(), there.getAsLong() - after), 0);
        String what = off + " ms from Kafka's";
        String todo = "Set the clocks with NTP: payments more than 5 minutes ahead are refused.";
        if (off > CLOCK_FAIL_MS) {
            return CheckResult.fail("clock", what, todo);
        }
        return off > CLOCK_WARN_MS ? CheckResult.warn("clock", what, todo) : CheckResult.ok("clock", what);
    }

    private CheckResult transactions(List<TopicState> states, TopicCheckup checkup) {
        List<TopicPartition> partitions = new ArrayList<>();
        for (TopicState state : states) {
            for (int partition = 0; partition < state.partitions(); partition++) {
                partitions.add(new TopicPartition(state.wanted().name(), partition));
            }
        }
        List<OpenTransaction> open = new OpenTransactions(admin, clock).suspicious(partitions);
        if (open.isEmpty()) {
            return CheckResult.ok("transactions", "none is open for long");
        }
        long now = clock.millis();
        return CheckResult.warn(
                "transactions",
                open.stream().map(each -> each.sentence(now)).collect(Collectors.joining("; ")),
                "If the producer does not end it soon: "
                        + open.stream()
                                .map(OpenTransaction::producerId)
                                .distinct()
                                .map(checkup::endTransactions)
                                .collect(Collectors.joining("; ")));
    }

    private CheckResult journal(Journal journal) {
        String check = "journal of " + journal.stage();
        StageTasks tasks = new StageTasks(admin, journal, tools, TopicAdmin.DEFAULT_REPLICATION);
        try {
            int width = new JournalCheck(admin, tasks, tools, clientProperties, clock).look();
            if (width == 0) {
                return CheckResult.ok(check, "is not there yet; the stage makes it, or fintrans topics does");
            }
            Config config =
                    new TopicSettings(admin).of(List.of(journal.topic())).get(journal.topic());
            Map<String, String> unmet = config == null ? Map.of() : TopicSettings.unmet(config, journal.settings());
            return unmet.isEmpty()
                    ? CheckResult.ok(check, Count.of(width, "partition") + "; holds what was read")
                    : CheckResult.warn(
                            check,
                            journal.topic() + " has " + unmet + ", which is not what " + journal.stage() + " needs",
                            "The stage sets it right at its start if it may; or give the options of the stage here. "
                                    + tools.set(journal.topic(), journal.settings()));
        } catch (StageUnfitException e) {
            return CheckResult.fail(
                    check, String.valueOf(e.getMessage()), "Until then " + journal.stage() + " does not start.");
        }
    }

    private CheckResult guarded(String check, Check look) {
        try {
            return look.result();
        } catch (TimeoutException e) {
            throw e;
        } catch (ClusterAuthorizationException e) {
            return CheckResult.warn(
                    check,
                    "cannot be looked at: this user lacks Describe on the cluster",
                    "If it is to be looked at: " + allowCluster);
        } catch (AuthorizationException e) {
            return CheckResult.warn(check, "cannot be looked at by this user", "See permissions below.");
        } catch (KafkaException e) {
            return CheckResult.warn(check, "cannot be looked at: " + e.getMessage(), "Look at the broker's log.");
        }
    }

    /** One of the checks. */
    private interface Check {
        CheckResult result();
    }
}
