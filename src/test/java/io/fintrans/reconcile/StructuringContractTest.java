package io.fintrans.reconcile;

import io.fintrans.alert.Typology;
import io.fintrans.rule.RuleSpec;
import io.fintrans.testing.TestRules;
import io.fintrans.transaction.Money;
import java.time.Duration;
import java.util.Map;

/** The contract, of payments that stay just under a limit. */
class StructuringContractTest extends RuleContract {
    @Override
    RuleSpec rule(SeededTraffic traffic) {
        String limits = Money.usd(traffic.threshold / 2) + ", " + Money.usd(traffic.threshold / 5);
        return TestRules.live(
                "structuring",
                Typology.STRUCTURING,
                Duration.ofMillis(traffic.window),
                Map.of("limits", limits, "near", "500", "payments", "2"));
    }
}
