package io.fintrans.reconcile.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.alert.AlertState;
import io.fintrans.alert.RuleId;
import io.fintrans.alert.Subject;
import io.fintrans.reconcile.TopicsInMemory;
import io.fintrans.reconcile.journal.SettingsInForce;
import io.fintrans.reconcile.ledger.Cut;
import io.fintrans.reconcile.ledger.Ledger;
import io.fintrans.reconcile.oracle.PairPayments;
import io.fintrans.reconcile.oracle.Windows;
import io.fintrans.reconcile.report.Findings;
import io.fintrans.reconcile.report.Unchecked;
import io.fintrans.rule.Mode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Counts what is looked at to judge a pair, instead of the time: a pair with many episodes and many alerts must not cost their product. */
class PairAuditStepsTest {
    private static final long WINDOW = 1000;
    private static final long LATENESS = 100;
    /** Of a hundred thousand; binary searches count as so many steps. */
    private static final int LOGARITHM = 17;

    enum Alerts {
        FLAWED("wrong", null),
        UNREAD(null, Unchecked.Kind.LATER_RECORDS);

        private final @Nullable String flaw;
        private final Unchecked.@Nullable Kind unread;

        Alerts(@Nullable String flaw, Unchecked.@Nullable Kind unread) {
            this.flaw = flaw;
            this.unread = unread;
        }

        FoundAlert at(int i) {
            long at = 10 * WINDOW * i;
            return new FoundAlert(
                    new RuleId(RuleId.PAIR_TOTAL, 1),
                    AlertState.OPEN,
                    null,
                    2,
                    "%016x".formatted(i),
                    1,
                    0,
                    Subject.pair("a", "b"),
                    at,
                    at,
                    at,
                    11,
                    10,
                    1,
                    new int[0],
                    Long.MIN_VALUE,
                    unread,
                    flaw);
        }
    }

    @ParameterizedTest
    @EnumSource
    void staysNearTheNumberOfEpisodesAndAlerts(Alerts kind) {
        for (int size : new int[] {1000, 100_000}) {
            Windows windows = new Windows(eachWindowOver(size), LATENESS);
            List<FoundAlert> alerts = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                alerts.add(kind.at(i));
            }
            Collections.shuffle(alerts, new Random(7));
            PairAudit audit = new PairAudit(
                    new PairAudit.Pair("a -> b", windows, windows, Map.of()),
                    new Ledger(new Cut(List.of(new Cut.Range("London", 0, 0, 0)))),
                    TopicsInMemory.setup(WINDOW, LATENESS, 10, 1)
                            .windowRules(Mode.LIVE)
                            .get(0),
                    new Findings(),
                    new Unchecked());

            PairAudit.Tally tally =
                    audit.judge(alerts, new Checkable(SettingsInForce.ALWAYS, Unchecked.Kind.OTHER_SETTINGS));

            assertThat(tally.expected()).isEqualTo(size);
            assertThat(tally.found()).isEqualTo(kind == Alerts.UNREAD ? size : 0);
            assertThat(audit.steps()).as("%d episodes", size).isLessThan((10L + 6 * LOGARITHM) * size);
        }
    }

    /** Each alert cost a look at the whole window, so that a stranger's thousand alerts cost a thousand times as much as one. */
    @Test
    void manyForgedAlertsOfOneLargeWindowAreLookedAtAsLongAsThatIsCheapAndThenCounted() {
        int size = 20_000;
        PairPayments payments = PairPayments.ofSize(TopicsInMemory.track(WINDOW), size);
        Arrays.fill(payments.thresholds(), 10);
        Arrays.fill(payments.amounts(), 11);
        Arrays.fill(payments.seenBefore(), Long.MIN_VALUE);
        for (int i = 0; i < size; i++) {
            payments.times()[i] = i % WINDOW;
            payments.slots()[i] = i;
        }
        Arrays.sort(payments.times());
        Ledger ledger = new Ledger(new Cut(List.of(new Cut.Range("London", 0, 0, size))));
        WindowAudit audit = new WindowAudit(
                payments, ledger, TopicsInMemory.setup(WINDOW, LATENESS, 10, 1).held());

        FoundAlert forged = Alerts.FLAWED.at(0);
        int looked = 0;
        while (audit.mayLook(forged, size) && looked < size) {
            looked++;
        }

        assertThat(looked).as("as many as a detector raises, and many more").isBetween(500, 64 * LOGARITHM);
    }

    private static PairPayments eachWindowOver(int size) {
        PairPayments payments = PairPayments.ofSize(TopicsInMemory.track(WINDOW), size);
        Arrays.fill(payments.thresholds(), 10);
        Arrays.fill(payments.amounts(), 11);
        Arrays.fill(payments.seenBefore(), Long.MIN_VALUE);
        for (int i = 0; i < size; i++) {
            payments.times()[i] = 10 * WINDOW * i;
            payments.slots()[i] = i;
        }
        return payments;
    }
}
