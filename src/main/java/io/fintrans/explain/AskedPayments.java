package io.fintrans.explain;

import io.fintrans.alert.Subject;
import io.fintrans.past.PastPayment;
import io.fintrans.transaction.AccountId;
import io.fintrans.transaction.Payment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Picks the payments of a pair, or of the pairs of some accounts, out of all payments. */
public final class AskedPayments implements Consumer<PastPayment> {
    /** So many are kept. */
    private static final int MOST = 500_000;

    private final Subject subject;
    private final Map<Subject.Pair, List<PastPayment>> pairs = new HashMap<>();
    private int size;
    private boolean cut;

    public AskedPayments(Subject subject) {
        this.subject = subject;
    }

    @Override
    public void accept(PastPayment past) {
        Payment payment = past.payment();
        if (!isAsked(payment.source(), payment.target())) {
            return;
        }
        if (size == MOST) {
            cut = true;
            return;
        }
        size++;
        Subject.Pair pair = new Subject.Pair(payment.source(), payment.target());
        pairs.computeIfAbsent(pair, any -> new ArrayList<>()).add(past);
    }

    private boolean isAsked(AccountId source, AccountId target) {
        return subject instanceof Subject.Pair pair
                ? pair.source().equals(source) && pair.target().equals(target)
                : subject.has(source) || subject.has(target);
    }

    /** Whom they are about. */
    public Subject subject() {
        return subject;
    }

    /** The payments of each pair, as they came. */
    public Map<Subject.Pair, List<PastPayment>> pairs() {
        return pairs;
    }

    /** Whether there were so many that some were left out. */
    public boolean isCut() {
        return cut;
    }
}
