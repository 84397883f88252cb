package io.fintrans.reconcile;

import io.fintrans.alert.Alert;
import io.fintrans.alert.Subgraph;
import io.fintrans.detector.judge.PairJudge;
import io.fintrans.detector.rule.PairRules;
import io.fintrans.detector.state.JournalSettings;
import io.fintrans.detector.state.MemoryBudget;
import io.fintrans.detector.state.MemoryState;
import io.fintrans.detector.state.PairState;
import io.fintrans.detector.state.WindowStore;
import io.fintrans.reconcile.ModelDetector.Paid;
import io.fintrans.rule.Rulebook;
import io.fintrans.streams.JournalTopic;
import io.fintrans.transaction.Application;
import io.fintrans.transaction.Money;
import io.fintrans.transaction.Payment;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** The judge that the detector has, without Kafka. */
class JudgeDetecting implements Detecting {
    private static final MemoryBudget BUDGET = new MemoryBudget(Long.MAX_VALUE / 2);

    private final PairRules rules;
    private final int cities;
    private final Consumer<Alert> raised;
    private final Map<String, Long> newest = new HashMap<>();
    private PairState state;
    private PairJudge judge;

    private JudgeDetecting(PairRules rules, PairState state, int cities, Consumer<Alert> raised) {
        this.rules = rules;
        this.cities = cities;
        this.raised = raised;
        this.state = state;
        this.judge = judge(state);
    }

    /** One that never stops. */
    static Detecting steady(Rulebook rulebook, long lateness, int cities, Consumer<Alert> raised) {
        PairRules rules = PairRules.of(rulebook, lateness);
        return new JudgeDetecting(rules, new MemoryState(rules, BUDGET), cities, raised);
    }

    /** One that is stopped after every payment, and goes on from its journal. */
    static Detecting startedAgain(Rulebook rulebook, long lateness, int cities, Consumer<Alert> raised) {
        PairRules rules = PairRules.of(rulebook, lateness);
        JournalSettings settings = new JournalSettings(
                1, rulebook.longestWindow().toMillis(), lateness, rulebook.standardThreshold(), rulebook.digest());
        JournalTopic journal = new JournalTopic();
        return new JudgeDetecting(rules, opened(rules, settings, journal), cities, raised) {
            @Override
            public boolean handle(Paid paid) {
                boolean counts = super.handle(paid);
                restart();
                return counts;
            }

            private void restart() {
                WindowStore store = (WindowStore) state();
                store.flushCache();
                store.close();
                goOn(opened(rules, settings, journal));
            }

            @Override
            public void close() {
                ((WindowStore) state()).close();
            }
        };
    }

    private static WindowStore opened(PairRules rules, JournalSettings settings, JournalTopic journal) {
        WindowStore store = WindowStore.builder("window", () -> rules, settings, BUDGET, () -> Long.MIN_VALUE, Map.of())
                .build();
        journal.open(store);
        return store;
    }

    private PairJudge judge(PairState of) {
        return new PairJudge(Application.DEFAULT, rules, of, Subgraph.MOST);
    }

    PairState state() {
        return state;
    }

    /** Forgets all that is not in the state. */
    void goOn(PairState restored) {
        state = restored;
        judge = judge(restored);
    }

    @Override
    public boolean handle(Paid paid) {
        newest.merge(paid.from().topic(), paid.time(), Math::max);
        long reached = newest.size() < cities
                ? Long.MIN_VALUE
                : newest.values().stream().mapToLong(Long::longValue).min().orElseThrow();
        if (judge.mustRevise(state.window().timeWith(paid.time(), reached))) {
            judge.revisedBefore(state.window().timeWith(paid.time(), reached)).forEach(raised);
        }
        state.follow(reached);
        if (judge.isLate(paid.time())) {
            return false;
        }
        judge.handle(
                        Payment.of(paid.pair().source(), paid.pair().target(), Money.usd(paid.cents())),
                        paid.from().topic(),
                        paid.from().partition(),
                        paid.from().offset(),
                        paid.time())
                .forEach(raised);
        return true;
    }

    @Override
    public void revise() {
        judge.revised(1000).forEach(raised);
    }
}
