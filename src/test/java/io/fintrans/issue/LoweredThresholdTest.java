package io.fintrans.issue;

import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.alert.Alert;
import io.fintrans.alert.RuleId;
import io.fintrans.alert.Typology;
import io.fintrans.detector.judge.PairJudge;
import io.fintrans.detector.rule.PairRules;
import io.fintrans.detector.state.MemoryBudget;
import io.fintrans.detector.state.MemoryState;
import io.fintrans.rule.Mode;
import io.fintrans.rule.RuleSpec;
import io.fintrans.rule.Rulebook;
import io.fintrans.transaction.AccountId;
import io.fintrans.transaction.Money;
import io.fintrans.transaction.Payment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Somebody lowered the threshold to catch a pair that had just stayed under it. Nothing came: a changed rule judged a pair only when the pair paid
 * again, and this one had paid enough. Now a version looks once at what is held when it comes into force.
 */
class LoweredThresholdTest {
    private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");
    private static final Duration LATENESS = Duration.ofMinutes(10);

    private final Rulebook first = new Rulebook(List.of(total(1, Instant.EPOCH, "10000")));
    private final Rulebook changed = first.with(List.of(total(2, NOON, "9000")));
    private final MemoryState state =
            new MemoryState(PairRules.of(first, LATENESS.toMillis()), new MemoryBudget(Long.MAX_VALUE / 2));
    private final PairJudge judge = new PairJudge("app", PairRules.of(first, LATENESS.toMillis()), state, 100);
    private long offset;

    private static RuleSpec total(int version, Instant from, String threshold) {
        return new RuleSpec(
                new RuleId(RuleId.PAIR_TOTAL, version),
                Typology.PAIR_TOTAL,
                Mode.LIVE,
                from,
                Duration.ofHours(24),
                Map.of("threshold", threshold));
    }

    @Test
    void theAlertComesAlthoughThePairPaysNoMore() {
        assertThat(pay("a", 5000, NOON.minusSeconds(7200))).isEmpty();
        assertThat(pay("a", 4500, NOON.minusSeconds(3600))).isEmpty();
        assertThat(pay("c", 8000, NOON.minusSeconds(3600))).isEmpty();
        judge.adopt(PairRules.of(changed, LATENESS.toMillis()));
        assertThat(pay("b", 1, NOON.plus(LATENESS)))
                .as("a payment of before noon may still come")
                .isEmpty();
        assertThat(pay("b", 1, NOON.plus(LATENESS).plusMillis(1)))
                .singleElement()
                .satisfies(alert -> {
                    assertThat(alert.subject().key()).isEqualTo("pair a z");
                    assertThat(alert.rule().version()).isEqualTo(2);
                    assertThat(alert.total().minorUnits()).isEqualTo(9500_00);
                    assertThat(alert.asOf()).isEqualTo(NOON);
                    assertThat(alert.openedAt()).isEqualTo(NOON);
                });
    }

    private List<Alert> pay(String source, long dollars, Instant at) {
        List<Alert> alerts = new ArrayList<>(judge.before(at.toEpochMilli()));
        Payment payment = Payment.of(AccountId.of(source), AccountId.of("z"), Money.usd(dollars * 100));
        alerts.addAll(judge.handle(payment, "London", 0, offset++, at.toEpochMilli()));
        return alerts;
    }
}
