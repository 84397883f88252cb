package io.fintrans.reconcile;

import io.fintrans.rule.RuleSpec;

/** The contract, of what one account sends another in all. */
class PairTotalContractTest extends RuleContract {
    @Override
    RuleSpec rule(SeededTraffic traffic) {
        return SeededTraffic.pairTotal(traffic).specs().get(0);
    }
}
