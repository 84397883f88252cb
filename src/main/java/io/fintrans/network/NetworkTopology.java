package io.fintrans.network;

import io.fintrans.alert.Alert;
import io.fintrans.alert.Subgraph;
import io.fintrans.network.finding.NetworkFindings;
import io.fintrans.network.finding.NetworkFindings.Version;
import io.fintrans.network.graph.GraphSettings;
import io.fintrans.network.graph.PaymentGraph;
import io.fintrans.network.judge.NetworkJudge;
import io.fintrans.network.rule.NetworkRules;
import io.fintrans.network.state.NetworkStore;
import io.fintrans.network.state.NetworkStore.Judging;
import io.fintrans.network.state.RulesAhead;
import io.fintrans.rule.Mode;
import io.fintrans.rule.RuleSpec;
import io.fintrans.streams.Journal;
import io.fintrans.topic.Topics;
import io.fintrans.topic.admin.WindowJournal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;

/**
 * The flow of the network stage, as Kafka Streams runs it.
 *
 * <pre>
 * fintrans.accepted ─▶ judge ──┬─▶ fintrans.alerts
 *                              └─▶ fintrans.alerts.shadow
 * </pre>
 *
 * <p>There is one task, which holds the whole graph: {@code fintrans.accepted} has one partition.
 */
public final class NetworkTopology {
    /** The state store, and the last part but one of the journal's name; as of the detector, so that changes of rules know it. */
    public static final String WINDOW = "window";

    /** Why the stage does not run. */
    public static final String ONE_PARTITION =
            "The network stage needs all payments in one task, and " + Topics.ACCEPTED
                    + " has more than one partition, each with all payments: every one of them would be found again."
                    + " Make the topic anew with one partition.";

    static final String ACCEPTED = "accepted";
    static final String JUDGE = "judge";
    static final String TO_ALERTS = "to-alerts";
    static final String TO_SHADOW = "to-shadow-alerts";

    private NetworkTopology() {}

    /**
     * The journal of the graph and of what was found in it.
     *
     * @param applicationId of the stage
     * @param window as of {@link NetworkSettings#window}
     */
    public static Journal journal(String applicationId, Duration window) {
        return new Journal(
                "network",
                applicationId,
                WindowJournal.name(applicationId),
                "the network stage's journal: payments of the window, and what was found of them",
                WindowJournal.settings(window, GraphSettings.LATENESS),
                List.of(Topics.ACCEPTED),
                List.of(),
                List.of(Topics.ALERTS, Topics.SHADOW_ALERTS),
                List.of(Topics.RULES),
                null,
                window);
    }

    /**
     * Builds the flow.
     *
     * @param listener is told each alert when it is raised; after a crash it may be told again
     */
    public static Topology build(NetworkSettings settings, Consumer<Alert> listener) {
        ByteArrayDeserializer bytes = new ByteArrayDeserializer();
        ByteArraySerializer toBytes = new ByteArraySerializer();
        Topology topology = new Topology();
        topology.addSource(AutoOffsetReset.earliest(), ACCEPTED, bytes, bytes, Topics.ACCEPTED);
        topology.addProcessor(
                JUDGE, () -> new NetworkProcessor(alert -> isShadow(settings, alert), listener), ACCEPTED);
        topology.addStateStore(
                NetworkStore.builder(
                        WINDOW,
                        settings.detector(),
                        () -> judging(settings),
                        settings.memory(),
                        WindowJournal.settings(settings.window(), GraphSettings.LATENESS)),
                JUDGE);
        topology.addSink(TO_ALERTS, Topics.ALERTS, toBytes, toBytes, JUDGE);
        topology.addSink(TO_SHADOW, Topics.SHADOW_ALERTS, toBytes, toBytes, JUDGE);
        return topology;
    }

    /** What judges payments by the rules, which knows nothing yet. */
    static Judging judging(NetworkSettings settings) {
        PaymentGraph graph = new PaymentGraph(settings.graph());
        NetworkRules rules = NetworkRules.of(settings.rules(), graph);
        List<Version> versions = new ArrayList<>();
        for (int i = 0; i < rules.rules().size(); i++) {
            RuleSpec spec = rules.specs().get(i);
            versions.add(new Version(
                    spec, settings.rules().until(spec), rules.rules().get(i)));
        }
        NetworkFindings findings = new NetworkFindings(
                settings.application(), graph, versions, settings.rules().accounts(), Subgraph.MOST);
        NetworkJudge judge = new NetworkJudge(graph, rules.rules(), rules.longestPath(), findings);
        return new Judging(graph, judge, findings, new RulesAhead(settings.ruleSource(), settings.rules()));
    }

    private static boolean isShadow(NetworkSettings settings, Alert alert) {
        return settings.rules()
                .find(alert.rule())
                .filter(spec -> spec.mode() == Mode.SHADOW)
                .isPresent();
    }
}
