package io.fintrans.reconcile;

import io.fintrans.alert.Subject;
import io.fintrans.reconcile.ModelDetector.Paid;
import io.fintrans.reconcile.ModelEpisode.Over;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The payments that {@link ModelDetector} holds, and what their windows come to. */
final class ModelWindows {
    final List<Paid> held = new ArrayList<>();

    /** The window that ends when a version comes into force, if it is over. */
    @Nullable
    Over atBegin(ModelRule rule, Subject.Pair pair) {
        List<Paid> all = in(rule, pair, rule.from());
        long newestTime = all.stream().mapToLong(Paid::time).max().orElse(0);
        long limit = all.stream()
                .filter(paid -> paid.time() == newestTime)
                .mapToLong(paid -> rule.limit(pair.source(), paid.from().topic()))
                .min()
                .orElse(1);
        long value = rule.value(all.stream().map(Paid::cents).toList());
        long step = rule.step(value, limit);
        return step == 0 ? null : new Over(rule, rule.from(), value, limit, step);
    }

    /**
     * The window that ends with a payment, if it is over.
     *
     * @param left payments up to this time are not held any more
     */
    @Nullable
    Over ended(ModelRule rule, Paid last, long left) {
        if (rule.isFirst() && !isFirst(rule, last, left)) {
            return null;
        }
        long value = rule.value(
                in(rule, last.pair(), last.time()).stream().map(Paid::cents).toList());
        long limit = rule.limit(last.pair().source(), last.from().topic());
        long step = rule.step(value, limit);
        return step == 0 ? null : new Over(rule, last.time(), value, limit, step);
    }

    private boolean isFirst(ModelRule rule, Paid paid, long left) {
        return paid.time() - rule.window() >= rule.countsAfter()
                && paid.time() - rule.window() >= left
                && held.stream()
                        .noneMatch(each -> each.pair().equals(paid.pair())
                                && each.time() < paid.time()
                                && each.time() > paid.time() - rule.window());
    }

    /** What counts in the window of a version that ends at some time, in order of time. */
    List<Paid> in(ModelRule rule, Subject.Pair pair, long end) {
        return held.stream()
                .filter(each -> each.pair().equals(pair) && rule.counts(each.cents()) && rule.holds(end, each.time()))
                .sorted(Comparator.comparingLong(Paid::time))
                .toList();
    }
}
