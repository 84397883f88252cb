package io.fintrans.reconcile.verdict;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.alert.AlertState;
import io.fintrans.alert.RuleId;
import io.fintrans.alert.Subject;
import io.fintrans.reconcile.TopicsInMemory;
import io.fintrans.reconcile.journal.SettingsInForce;
import io.fintrans.reconcile.ledger.Cut;
import io.fintrans.reconcile.ledger.Ledger;
import io.fintrans.reconcile.oracle.JudgedTrack;
import io.fintrans.reconcile.oracle.PairPayments;
import io.fintrans.reconcile.oracle.Windows;
import io.fintrans.reconcile.report.Findings;
import io.fintrans.reconcile.report.Unchecked;
import io.fintrans.rule.Mode;
import io.fintrans.transaction.AccountId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

/** An alert that says more than when it was raised: what raised it is not its last payment, but its lower steps must be there all the same. */
class RevisedAlertTest {
    private static final long WINDOW = 1000;
    private static final long LATENESS = 100;
    private static final long THRESHOLD = 100;

    /** One partition, one pair, a payment of so much every ten milliseconds. */
    private static Findings judge(long[] amounts, FoundAlert... alerts) {
        Ledger ledger = new Ledger(new Cut(List.of(new Cut.Range("London", 0, 0, amounts.length))));
        PairPayments payments = PairPayments.ofSize(TopicsInMemory.track(WINDOW), amounts.length);
        for (int i = 0; i < amounts.length; i++) {
            payments.times()[i] = 10L * i;
            payments.amounts()[i] = amounts[i];
            payments.thresholds()[i] = THRESHOLD;
            payments.seenBefore()[i] = Long.MIN_VALUE;
            payments.slots()[i] = i;
            ledger.add(new ConsumerRecord<>(
                    "London",
                    0,
                    i,
                    10L * i,
                    TimestampType.CREATE_TIME,
                    0,
                    0,
                    null,
                    ("a b 0." + (amounts[i] < 10 ? "0" : "") + amounts[i]).getBytes(UTF_8),
                    new RecordHeaders(),
                    Optional.empty()));
        }
        Findings findings = new Findings();
        Windows windows = new Windows(payments, LATENESS);
        JudgedTrack rule = TopicsInMemory.setup(WINDOW, LATENESS, THRESHOLD, 1)
                .windowRules(Mode.LIVE)
                .get(0);
        int opening = (int) (THRESHOLD / amounts[0]);
        new PairAudit(
                        new PairAudit.Pair("a -> b", windows, windows, Map.of("e", opening)),
                        ledger,
                        rule,
                        findings,
                        new Unchecked())
                .judge(List.of(alerts), new Checkable(SettingsInForce.ALWAYS, Unchecked.Kind.OTHER_SETTINGS));
        assertThat(ledger.pairs().find(AccountId.of("a"), AccountId.of("b"))).isZero();
        return findings;
    }

    /** As of the payment {@code asOf}, its step having been reached at the payment {@code at}, of an episode opened at {@code opened}. */
    private static FoundAlert alert(long[] amounts, int step, int opened, int at, int asOf) {
        return new FoundAlert(
                new RuleId(RuleId.PAIR_TOTAL, 1),
                asOf > at ? AlertState.AMENDED : AlertState.OPEN,
                null,
                2,
                "e",
                step,
                0,
                Subject.pair("a", "b"),
                10L * opened,
                10L * at,
                10L * asOf,
                Arrays.stream(amounts, 0, asOf + 1).sum(),
                THRESHOLD,
                asOf + 1,
                IntStream.rangeClosed(0, asOf).toArray(),
                Long.MIN_VALUE,
                null,
                null);
    }

    private static final long[] FORTIES = {40, 40, 40, 40, 40, 40, 40};
    private static final long[] MORE = {40, 40, 40, 40, 40, 40, 10, 10, 10, 10};

    @Test
    void takesWhatItSaysAsOfALaterPayment() {
        Findings findings = judge(FORTIES, alert(FORTIES, 1, 2, 2, 2), alert(FORTIES, 2, 2, 5, 6));

        assertThat(findings.examples()).isEmpty();
    }

    @Test
    void missesTheLowerStepOfARevisedAlert() {
        Findings findings = judge(FORTIES, alert(FORTIES, 2, 2, 5, 6));

        assertThat(findings.count(Findings.Kind.MISSING)).isEqualTo(1);
    }

    @Test
    void tellsAStepThatWasNotReachedAtItsTime() {
        Findings findings = judge(FORTIES, alert(FORTIES, 1, 2, 2, 2), alert(FORTIES, 2, 2, 4, 6));

        assertThat(findings.examples().get(0).why()).contains("reaches its step");
    }

    @Test
    void tellsATimeAfterTheStepWasReached() {
        for (int late = 6; late < 9; late++) {
            Findings findings = judge(MORE, alert(MORE, 1, 2, 2, 2), alert(MORE, 2, 2, late, 9));

            assertThat(findings.examples()).hasSize(1);
            assertThat(findings.examples().get(0).why()).contains("no payment can have reached its step at");
        }
        assertThat(judge(MORE, alert(MORE, 1, 2, 2, 3), alert(MORE, 2, 2, 5, 6)).isEmpty())
                .isTrue();
    }

    @Test
    void tellsATimeAfterTheEpisodeWasOpened() {
        long[] tens = {40, 40, 40, 10, 10, 10, 10};
        assertThat(judge(tens, alert(tens, 1, 2, 2, 6)).isEmpty()).isTrue();

        Findings findings = judge(tens, alert(tens, 1, 2, 3, 6));

        assertThat(findings.examples().get(0).why()).contains("no payment can have reached its step at");
    }
}
