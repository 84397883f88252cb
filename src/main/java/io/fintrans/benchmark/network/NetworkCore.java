package io.fintrans.benchmark.network;

import io.fintrans.alert.Alert;
import io.fintrans.alert.Subgraph;
import io.fintrans.benchmark.network.NetworkTraffic.Planned;
import io.fintrans.network.finding.EpisodeAddition;
import io.fintrans.network.finding.EpisodeBytes;
import io.fintrans.network.finding.EpisodeChanges;
import io.fintrans.network.finding.EpisodeState;
import io.fintrans.network.finding.NetworkFindings;
import io.fintrans.network.finding.NetworkFindings.Version;
import io.fintrans.network.graph.GraphSettings;
import io.fintrans.network.graph.PaymentGraph;
import io.fintrans.network.judge.NetworkJudge;
import io.fintrans.network.rule.Evidence;
import io.fintrans.network.rule.Look;
import io.fintrans.network.rule.NetworkRules;
import io.fintrans.rule.NetworkDefaults;
import io.fintrans.rule.RuleDraft;
import io.fintrans.rule.RuleSpec;
import io.fintrans.rule.Rulebook;
import io.fintrans.transaction.AccountId;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The graph, all twelve rules with their defaults, and their episodes, without Kafka: how much of the processor a payment takes, and how much memory. It
 * counts the time of the one thread that works, so that what else the machine does counts little.
 */
public final class NetworkCore implements EpisodeChanges {
    /** So many payments are judged at once, as the stage does with those of a record. */
    private static final int BATCH = 1000;
    /** After so many batches episodes are written as bytes, as the stage does with each transaction. */
    private static final int BATCHES_A_COMMIT = 40;

    private static final long START = 1_790_000_000_000L;
    private static final long SEED = 1;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final NetworkTraffic traffic;
    private final long payments;
    private final PaymentGraph graph;
    private final NetworkJudge judge;
    private final NetworkFindings findings;
    private final NetworkRules rules;
    private final Map<String, Long> verdicts = new TreeMap<>();
    private final int origin;
    private final Planned[] batch = new Planned[BATCH];
    private final AccountId[] sources = new AccountId[BATCH];
    private final AccountId[] targets = new AccountId[BATCH];
    private long offset;
    private long alerts;
    private long written;

    /**
     * What came out.
     *
     * @param nanos of the processor, for each tenth of the payments
     * @param bytes of the graph at the end, as it says itself
     * @param alerts how many were told
     * @param written bytes of episodes, as the journal has them
     * @param cut how many searches were ended before they had seen everything
     * @param verdicts how many there were of each rule
     */
    public record Result(
            long payments,
            List<Long> nanos,
            long bytes,
            long alerts,
            long written,
            long cut,
            Map<String, Long> verdicts) {
        /** A second of the processor, all tenths but the first, in which Java's compiler is at work. */
        public long perSecond() {
            long sum = nanos.stream().skip(1).mapToLong(Long::longValue).sum();
            return Math.round(payments * 0.1 * (nanos.size() - 1) * 1e9 / sum);
        }

        /** How fast the last tenth was, beside the second one. */
        public double lastToSecond() {
            return (double) nanos.get(1) / nanos.get(nanos.size() - 1);
        }

        /** As a line of JSON. */
        public String json() {
            return String.format(
                    Locale.ROOT,
                    "{\"perSecond\":%d,\"lastToSecond\":%.3f,\"bytesPerPayment\":%.2f,\"cutPercent\":%.4f,"
                            + "\"alerts\":%d,\"journalBytesPerPayment\":%.2f,\"verdicts\":\"%s\"}",
                    perSecond(),
                    lastToSecond(),
                    (double) bytes / payments,
                    100.0 * cut / payments,
                    alerts,
                    (double) written / payments,
                    verdicts);
        }
    }

    /** @param accounts how many there are, 10,000 or more */
    public NetworkCore(Mix mix, long payments, int accounts) {
        this.traffic = new NetworkTraffic(mix, START, payments, accounts, SEED);
        this.payments = payments;
        Rulebook rulebook = new Rulebook(
                NetworkDefaults.rules().stream().map(RuleDraft::first).toList());
        this.graph = new PaymentGraph(NetworkRules.graph(rulebook, GraphSettings.LATENESS));
        this.origin = graph.origin("London", 0);
        this.rules = NetworkRules.of(rulebook, graph);
        List<Version> versions = new ArrayList<>();
        for (int i = 0; i < rules.rules().size(); i++) {
            RuleSpec spec = rules.specs().get(i);
            versions.add(new Version(spec, rulebook.until(spec), rules.rules().get(i)));
        }
        this.findings = new NetworkFindings("benchmark", graph, versions, Subgraph.MOST);
        this.judge = new NetworkJudge(graph, rules.rules(), rules.longestPath(), this::verdict);
    }

    private void verdict(int rule, Look look, Evidence evidence) {
        if (evidence.size() > 0) {
            verdicts.merge(rules.specs().get(rule).id().name(), 1L, Long::sum);
        }
        findings.verdict(rule, look, evidence);
    }

    /** Takes all payments in. */
    public Result run() {
        List<Long> nanos = new ArrayList<>();
        long batches = payments / BATCH;
        long spent = 0;
        for (long i = 1; i <= batches; i++) {
            fill();
            long before = THREADS.getCurrentThreadCpuTime();
            judge(i % BATCHES_A_COMMIT == 0);
            spent += THREADS.getCurrentThreadCpuTime() - before;
            if (i * 10 / batches > nanos.size()) {
                nanos.add(spent);
                spent = 0;
            }
        }
        return new Result(batches * BATCH, nanos, graph.bytes(), alerts, written, judge.cut(), verdicts);
    }

    private void fill() {
        for (int i = 0; i < BATCH; i++) {
            batch[i] = traffic.next();
            sources[i] = NetworkTraffic.name(batch[i].source());
            targets[i] = NetworkTraffic.name(batch[i].target());
        }
    }

    private void judge(boolean commits) {
        for (int i = 0; i < BATCH; i++) {
            judge.add(sources[i], targets[i], batch[i].time(), batch[i].amount(), origin, offset++);
        }
        judge.judge();
        List<Alert> told = findings.told();
        alerts += told.size();
        if (commits) {
            findings.changes(this);
        }
    }

    @Override
    public void whole(String id, EpisodeState state) {
        written += EpisodeBytes.write(state).length;
    }

    @Override
    public void more(String id, EpisodeAddition addition) {
        written += EpisodeBytes.write(addition).length;
    }

    @Override
    public void over(String id) {
        written++;
    }
}
