package io.fintrans.reconcile;

import io.fintrans.alert.Typology;
import io.fintrans.rule.RuleSpec;
import io.fintrans.testing.TestRules;
import io.fintrans.transaction.Money;
import java.time.Duration;
import java.util.Map;

/** The contract, of a large first payment. */
class LargeFirstContractTest extends RuleContract {
    @Override
    boolean joins() {
        return false;
    }

    @Override
    RuleSpec rule(SeededTraffic traffic) {
        return TestRules.live(
                "large-first",
                Typology.LARGE_FIRST,
                Duration.ofMillis(1 + traffic.window / 4),
                Map.of("amount", Money.usd(traffic.threshold / 3).toString()));
    }
}
