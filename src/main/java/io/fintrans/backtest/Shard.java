package io.fintrans.backtest;

import io.fintrans.alert.Alert;
import io.fintrans.alert.Edge;
import io.fintrans.detector.judge.PairJudge;
import io.fintrans.detector.judge.PairJudge.TotalTooLargeException;
import io.fintrans.detector.judge.Revisions;
import io.fintrans.detector.rule.PairRules;
import io.fintrans.detector.state.MemoryBudget;
import io.fintrans.detector.state.MemoryState;
import io.fintrans.past.PastPayment;
import io.fintrans.rule.Rulebook;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The judge of some of the accounts, and what it has found. Evidence is kept only as long as a finding may still change, which is two windows
 * at most. For one thread.
 */
final class Shard implements Part {
    private static final int CHECK_EVERY = 4096;

    private final MemoryState state;
    private final PairJudge judge;
    private final RowNames names = new RowNames();
    private final @Nullable FindingSink sink;
    private final long settlesAfter;
    /** Those that may still change, the one first that was told of least lately. */
    private final Map<String, Finding> open = new LinkedHashMap<>();

    private final Map<String, Outcome> settled = new HashMap<>();
    private final Tally tally;
    private int unchecked;
    private boolean shortened;

    /** @param sink is told each finding with its evidence, when it will not change any more; null if nobody wants evidence */
    Shard(Backtest.Setting setting, Rulebook rulebook, MemoryBudget budget, @Nullable FindingSink sink) {
        Duration lateness = setting.lateness();
        PairRules rules = PairRules.of(rulebook, lateness.toMillis());
        this.tally = new Tally(setting.from().toEpochMilli());
        this.state = new MemoryState(rules, budget);
        this.judge = new PairJudge(setting.application(), rules, state, sink == null ? 0 : Integer.MAX_VALUE);
        this.sink = sink;
        this.settlesAfter =
                2 * (rulebook.longestWindow().toMillis() + lateness.toMillis() + Revisions.EVERY.toMillis());
    }

    @Override
    public void judge(PastPayment payment) {
        if (judge.isLate(payment.time())) {
            tally.leaveOut();
            return;
        }
        keep(judge.before(payment.time()));
        String name = sink == null ? null : payment.name();
        if (name != null) {
            names.add(payment.offset(), payment.time(), name);
        }
        try {
            keep(judge.handle(
                    payment.payment(), payment.topic(), payment.partition(), payment.offset(), payment.time()));
            tally.judged(payment.time());
        } catch (TotalTooLargeException e) {
            tally.leaveOut();
            if (name != null) {
                names.dropNewest();
            }
        }
        if (name != null) {
            names.keep(state.window().payments());
        }
        shortened |= state.window().shortenedTo() != Long.MIN_VALUE;
        if (++unchecked == CHECK_EVERY) {
            unchecked = 0;
            settle(state.window().time() - settlesAfter);
        }
    }

    /** Lets all alerts say what they can by now, and takes all findings as they are. */
    @Override
    public void end() {
        while (judge.isBehind()) {
            keep(judge.before(Long.MIN_VALUE));
        }
        while (judge.hasToRevise()) {
            keep(judge.revised(Revisions.MOST));
        }
        settle(Long.MAX_VALUE);
    }

    private void keep(List<Alert> alerts) {
        for (Alert alert : alerts) {
            List<String> evidence = sink == null
                    ? List.of()
                    : alert.evidence().edges().stream().map(this::name).toList();
            open.remove(alert.id().episode());
            open.put(alert.id().episode(), new Finding(alert, evidence));
        }
    }

    private String name(Edge edge) {
        return names.isEmpty()
                ? edge.coordinates().toString()
                : names.name(edge.coordinates().offset());
    }

    private void settle(long upTo) {
        Iterator<Finding> each = open.values().iterator();
        boolean more = true;
        while (more && each.hasNext()) {
            Finding finding = each.next();
            Outcome outcome = Outcome.of(finding.alert());
            more = outcome.end() <= upTo;
            if (more) {
                each.remove();
                settled.put(outcome.id(), outcome);
                if (sink != null) {
                    sink.settled(finding);
                }
            }
        }
    }

    @Override
    public Collection<Outcome> outcomes() {
        return settled.values();
    }

    @Override
    public Tally tally() {
        return tally;
    }

    @Override
    public boolean isShortened() {
        return shortened;
    }
}
