package io.fintrans.reconcile.network;

import io.fintrans.alert.Subject;
import io.fintrans.alert.Typology;
import io.fintrans.rule.RuleSpec;
import io.fintrans.transaction.AccountId;
import java.util.List;
import java.util.TreeSet;

/**
 * What there is to be found at a payment.
 *
 * @param evidence in canonical order
 * @param share what part of all that its accounts did meanwhile is evidence, in thousandths
 * @param history how many whole units of history there were
 * @param isCut whether the search was ended before it had seen everything
 */
record Verdict(
        RuleSpec spec, Paid payment, Subject subject, List<Paid> evidence, int share, int history, boolean isCut) {
    /** Whom it is about. */
    static Subject subject(Typology typology, Paid last, List<Paid> evidence) {
        return switch (typology) {
            case FAN_IN, CHAIN -> new Subject.Account(last.target());
            case FAN_OUT, GATHER_SCATTER, MULE, ACCOUNT_STRUCTURING, DORMANT -> new Subject.Account(last.source());
            case SUDDEN_HUB -> new Subject.Account(common(evidence));
            case SCATTER_GATHER -> new Subject.Pair(origin(last, evidence), last.target());
            default -> accounts(evidence);
        };
    }

    /** Those of the earliest payments, as many as a subject may have. */
    static Subject accounts(List<Paid> evidence) {
        TreeSet<AccountId> accounts = new TreeSet<>();
        for (Paid each : evidence) {
            if (accounts.size() < Subject.MOST_ACCOUNTS - 1) {
                accounts.add(each.source());
                accounts.add(each.target());
            }
        }
        return new Subject.Accounts(accounts);
    }

    private static AccountId common(List<Paid> evidence) {
        AccountId first = evidence.get(0).source();
        boolean pays = evidence.stream().allMatch(each -> each.source().equals(first));
        return pays ? first : evidence.get(0).target();
    }

    private static AccountId origin(Paid last, List<Paid> evidence) {
        for (Paid each : evidence) {
            if (!each.target().equals(last.target())) {
                return each.source();
            }
        }
        return last.source();
    }
}
