package io.fintrans.network.finding;

import io.fintrans.alert.Subject;
import io.fintrans.alert.Typology;
import io.fintrans.transaction.AccountId;
import java.util.List;
import java.util.TreeSet;

/** Whom a verdict is about. */
final class Subjects {
    private Subjects() {}

    /**
     * By its typology.
     *
     * @param payment that completes what was looked for
     * @param evidence at least one payment
     */
    static Subject of(Typology typology, KnownPayment payment, List<KnownPayment> evidence) {
        return switch (typology) {
            case FAN_IN, CHAIN -> new Subject.Account(payment.target());
            case FAN_OUT, GATHER_SCATTER, MULE, ACCOUNT_STRUCTURING, DORMANT -> new Subject.Account(payment.source());
            case SUDDEN_HUB -> new Subject.Account(common(evidence));
            case SCATTER_GATHER -> new Subject.Pair(origin(payment, evidence), payment.target());
            case CYCLE, BIPARTITE, STACK -> accounts(evidence);
            default -> throw new IllegalArgumentException("no rule of the network looks for " + typology.code());
        };
    }

    /** The account whose payments they all are. */
    private static AccountId common(List<KnownPayment> evidence) {
        KnownPayment one = evidence.get(0);
        boolean pays = evidence.stream().allMatch(each -> each.source().equals(one.source()));
        return pays ? one.source() : one.target();
    }

    /** Who has paid those that pay the last payment's target. */
    private static AccountId origin(KnownPayment last, List<KnownPayment> evidence) {
        return evidence.stream()
                .filter(each -> !each.target().equals(last.target()))
                .map(KnownPayment::source)
                .findFirst()
                .orElse(last.source());
    }

    /** As many as a subject may have, from the earliest payments on. */
    static Subject accounts(List<KnownPayment> evidence) {
        TreeSet<AccountId> accounts = new TreeSet<>();
        for (KnownPayment each : evidence) {
            if (accounts.size() < Subject.MOST_ACCOUNTS - 1) {
                accounts.add(each.source());
                accounts.add(each.target());
            }
        }
        return new Subject.Accounts(accounts);
    }
}
