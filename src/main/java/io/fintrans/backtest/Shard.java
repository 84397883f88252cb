package io.fintrans.backtest;

import io.fintrans.alert.Alert;
import io.fintrans.alert.Edge;
import io.fintrans.detector.judge.PairJudge;
import io.fintrans.detector.judge.PairJudge.TotalTooLargeException;
import io.fintrans.detector.judge.Revisions;
import io.fintrans.detector.rule.PairRules;
import io.fintrans.detector.state.MemoryBudget;
import io.fintrans.detector.state.MemoryState;
import io.fintrans.rule.Rulebook;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The judge of some of the accounts, and what it has found. For one thread. */
final class Shard {
    private final MemoryState state;
    private final PairJudge judge;
    private final RowNames names = new RowNames();
    private final Map<String, Finding> findings = new LinkedHashMap<>();
    private long judged;
    private long late;
    private long tooLarge;
    private boolean shortened;

    Shard(String application, Rulebook rulebook, Duration lateness, MemoryBudget budget) {
        PairRules rules = PairRules.of(rulebook, lateness.toMillis());
        this.state = new MemoryState(rules, budget);
        this.judge = new PairJudge(application, rules, state, Integer.MAX_VALUE);
    }

    void judge(PastPayment payment) {
        if (judge.isLate(payment.time())) {
            late++;
            return;
        }
        keep(judge.lookBefore(state.window().timeWith(payment.time(), Long.MAX_VALUE)));
        if (judge.mustRevise(state.window().timeWith(payment.time(), Long.MAX_VALUE))) {
            keep(judge.revisedBefore(state.window().timeWith(payment.time(), Long.MAX_VALUE)));
        }
        names.add(payment.row(), payment.id());
        try {
            keep(judge.handle(payment.payment(), payment.city(), 0, payment.row(), payment.time()));
            judged++;
        } catch (TotalTooLargeException e) {
            names.dropNewest();
            tooLarge++;
        }
        names.keep(state.window().payments());
        shortened |= state.window().shortenedTo() != Long.MIN_VALUE;
    }

    /** Lets all alerts say what they can by now. */
    void end() {
        while (judge.hasToRevise()) {
            keep(judge.revised(Revisions.MOST));
        }
    }

    private void keep(List<Alert> alerts) {
        for (Alert alert : alerts) {
            List<String> evidence = alert.evidence().edges().stream()
                    .map(Edge::coordinates)
                    .map(coordinates -> names.name(coordinates.offset()))
                    .toList();
            findings.put(alert.id().episode(), new Finding(alert, evidence));
        }
    }

    Collection<Finding> findings() {
        return findings.values();
    }

    /** How many payments were judged. */
    long judged() {
        return judged;
    }

    /** How many came too late to count. */
    long late() {
        return late;
    }

    /** How many would have made a pair's sum too large to count with. */
    long tooLarge() {
        return tooLarge;
    }

    /** Whether memory ever made the window shorter. */
    boolean isShortened() {
        return shortened;
    }
}
