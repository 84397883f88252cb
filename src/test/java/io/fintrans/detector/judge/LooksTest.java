package io.fintrans.detector.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.alert.Alert;
import io.fintrans.alert.RuleId;
import io.fintrans.alert.Typology;
import io.fintrans.detector.rule.PairRules;
import io.fintrans.detector.state.JournalSettings;
import io.fintrans.detector.state.MemoryBudget;
import io.fintrans.detector.state.WindowStore;
import io.fintrans.rule.Mode;
import io.fintrans.rule.RuleSpec;
import io.fintrans.rule.Rulebook;
import io.fintrans.streams.JournalTopic;
import io.fintrans.transaction.AccountId;
import io.fintrans.transaction.Money;
import io.fintrans.transaction.Payment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Thousands of pairs are over a limit that was lowered, and pay no more: a version looks at them a few at a time, also when it is killed meanwhile. */
class LooksTest {
    private static final int PAIRS = 8000;
    private static final int PAYMENTS = 2;
    private static final long LATENESS = 1000;
    private static final long WINDOW = 60_000;
    private static final long BEGIN = 1_000_000;
    private static final long FROM = BEGIN + 50_000;
    private static final long AFTER = FROM + LATENESS + 1;
    private static final PairRules RULES = PairRules.of(
            new Rulebook(List.of(total(1, Instant.EPOCH, "1000"), total(2, Instant.ofEpochMilli(FROM), "100"))),
            LATENESS);

    private final JournalTopic journal = new JournalTopic();
    private final MemoryBudget budget = new MemoryBudget(Long.MAX_VALUE / 2);
    private WindowStore store = opened();
    private PairJudge judge = judge();
    private long offset;

    private static RuleSpec total(int version, Instant from, String threshold) {
        return new RuleSpec(
                new RuleId(RuleId.PAIR_TOTAL, version),
                Typology.PAIR_TOTAL,
                Mode.LIVE,
                from,
                Duration.ofMillis(WINDOW),
                Map.of("threshold", threshold));
    }

    @BeforeEach
    void pay() {
        for (int i = 0; i < PAIRS * PAYMENTS; i++) {
            assertThat(pay("a" + i % PAIRS, BEGIN + i)).isEmpty();
        }
    }

    @Test
    void aCallLooksAtNoMoreThanASliceAndTimeStandsStillUntilAllIsLookedAt() {
        List<Alert> all = new ArrayList<>();
        int calls = 0;
        while (all.size() < PAIRS) {
            List<Alert> some = judge.before(AFTER);
            calls++;
            assertThat(some.size()).isBetween(1, 1 + Looks.SLICE / (1 + PAYMENTS));
            all.addAll(some);
            assertThat(store.window().time()).isLessThanOrEqualTo(FROM + LATENESS);
            assertThat(store.window().payments()).isEqualTo(PAIRS * PAYMENTS);
        }
        assertThat(calls).isGreaterThan(PAIRS * (1 + PAYMENTS) / Looks.SLICE);
        assertThat(judge.before(AFTER)).isEmpty();
        assertThat(pay("b", AFTER)).isEmpty();
        assertThat(store.window().time()).isEqualTo(AFTER);
        assertAllFound(all);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void whatWasLookedAtBeforeAKillIsNotSaidAgainAndTheRestIsLookedAt(int committed) {
        List<Alert> all = new ArrayList<>();
        for (int i = 0; i < committed; i++) {
            all.addAll(pay("b" + i, AFTER + i));
        }
        store.flushCache();
        assertThat(all.size()).as("found before the kill").isBetween(1, PAIRS - 1);
        assertThat(judge.before(AFTER)).as("found, but not committed").isNotEmpty();
        kill();
        assertThat(store.window().time()).as("stands still").isEqualTo(FROM + LATENESS);
        while (judge.isBehind()) {
            all.addAll(judge.before(Long.MIN_VALUE));
        }
        assertAllFound(all);
        store.flushCache();
        kill();
        assertThat(judge.isBehind()).isFalse();
        assertThat(judge.before(AFTER + WINDOW)).as("looked at").isEmpty();
        assertThat(judge.hasToRevise()).isFalse();
    }

    /** Nothing newer comes to this task, but the others have come so far: a silent pair need not wait for a payment of somebody else. */
    @Test
    void looksWhereNobodyPaysAnyMoreWhenAllOthersHaveComeFurther() {
        judge.reaches(AFTER);
        assertThat(judge.isBehind()).isTrue();
        List<Alert> all = new ArrayList<>();
        while (judge.isBehind()) {
            all.addAll(judge.before(Long.MIN_VALUE));
        }
        assertAllFound(all);
        assertThat(judge.before(Long.MIN_VALUE)).isEmpty();
        assertThat(store.window().watermark()).as("is not held back any more").isEqualTo(AFTER);
    }

    private static void assertAllFound(List<Alert> all) {
        assertThat(all.size()).isEqualTo(PAIRS);
        assertThat(all).allSatisfy(alert -> {
            assertThat(alert.rule().version()).isEqualTo(2);
            assertThat(alert.asOf()).isEqualTo(Instant.ofEpochMilli(FROM));
            assertThat(alert.at()).isEqualTo(Instant.ofEpochMilli(FROM));
            assertThat(alert.payments()).isEqualTo(PAYMENTS);
            assertThat(alert.revised()).isFalse();
        });
        assertThat(all).extracting(alert -> alert.id().episode()).doesNotHaveDuplicates();
    }

    private List<Alert> pay(String source, long time) {
        List<Alert> alerts = new ArrayList<>(judge.before(time));
        Payment payment = Payment.of(AccountId.of(source), AccountId.of("z"), Money.usd(60_00));
        alerts.addAll(judge.handle(payment, "London", 0, offset++, time));
        return alerts;
    }

    /** What was not flushed is gone. */
    private void kill() {
        store.close();
        store = opened();
        judge = judge();
    }

    private PairJudge judge() {
        PairJudge made = new PairJudge("app", RULES, store, 100);
        made.reaches(Long.MAX_VALUE);
        return made;
    }

    private WindowStore opened() {
        JournalSettings settings = new JournalSettings(1, WINDOW, LATENESS, 1, "0123456789abcdef0123456789abcdef");
        WindowStore made = WindowStore.builder("window", () -> RULES, settings, budget, () -> Long.MAX_VALUE, Map.of())
                .build();
        journal.open(made);
        return made;
    }
}
