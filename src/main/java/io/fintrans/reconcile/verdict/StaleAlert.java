package io.fintrans.reconcile.verdict;

import io.fintrans.reconcile.oracle.Episode;
import io.fintrans.reconcile.oracle.HeldLook;
import io.fintrans.reconcile.oracle.Windows;
import org.jspecify.annotations.Nullable;

/**
 * The newest alert of an episode, where payments below the cut make the pair be over its threshold later than the alert says.
 *
 * @param newest when the last window ends that is certain to be over, in milliseconds since 1970
 */
public record StaleAlert(FoundAlert alert, long newest) {
    /** Null if the alert tells of the newest window, or of a later one. */
    static @Nullable StaleAlert in(Episode cluster, FoundAlert alert, Windows certain) {
        int end = certain.firstAt(cluster.last() + 1);
        int first = certain.firstAt(Math.max(alert.asOf() + 1, cluster.first()));
        for (int i = end - 1; i >= first; i--) {
            if (certain.certainStep(i) > 0) {
                return new StaleAlert(alert, certain.time(i));
            }
        }
        for (HeldLook look : certain.looks()) {
            if (look.certainStep() > 0 && look.end() > alert.asOf() && cluster.spans(look.end())) {
                return new StaleAlert(alert, look.end());
            }
        }
        return null;
    }
}
