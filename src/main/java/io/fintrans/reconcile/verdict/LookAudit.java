package io.fintrans.reconcile.verdict;

import io.fintrans.reconcile.oracle.Episode;
import io.fintrans.reconcile.oracle.HeldLook;
import io.fintrans.reconcile.oracle.Windows;
import io.fintrans.reconcile.report.Findings.Kind;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Judges alerts that no payment has raised, but a version when it looked at what was held. By then all payments were handled that are not later
 * than its {@code from}, and none of the later ones need have been.
 */
final class LookAudit {
    private final Windows windows;
    private final Episode cluster;

    /** @param cluster in which the alerts' windows end */
    LookAudit(Windows windows, Episode cluster) {
        this.windows = windows;
        this.cluster = cluster;
    }

    /** The look that can have raised an alert; null if none can. */
    @Nullable
    HeldLook of(FoundAlert alert) {
        HeldLook look = windows.lookAt(alert.at());
        return look != null && look.step() >= alert.step() ? look : null;
    }

    /** Whether a payment ends a window at that very time, which is then the same. */
    boolean isShared(HeldLook look) {
        boolean shared = false;
        for (int i = windows.firstAt(look.end()); i < windows.size() && windows.time(i) == look.end(); i++) {
            shared |= windows.payments().endsWindow(i);
        }
        return shared;
    }

    /**
     * Judges.
     *
     * @param reached the step of the alert before, or 0
     * @param opening position of the payment that the episode's id is made of
     */
    @Nullable
    Fault judge(FoundAlert alert, HeldLook look, long reached, int opening) {
        if (reached == 0 && !look.opensWith(opening)) {
            return new Fault(
                    Kind.MISSING,
                    "no alert of the payment that opened the episode, but one of step " + alert.step() + " at "
                            + Instant.ofEpochMilli(alert.at()));
        }
        long before = certainBefore(look);
        if (before >= alert.step()) {
            return new Fault(Kind.EXTRA, "alert " + alert.id() + ": its step had been reached before");
        }
        return before <= reached
                ? null
                : new Fault(
                        Kind.MISSING,
                        "no alert of step " + before + " of the episode that began at "
                                + Instant.ofEpochMilli(alert.openedAt()) + ", but one of step " + alert.step());
    }

    /** The highest step that had been reached for certain before a look. */
    private long certainBefore(HeldLook look) {
        long before = 0;
        for (int i = windows.firstAt(cluster.first()); i < windows.firstAt(look.end() + 1); i++) {
            before = Math.max(before, windows.time(i) < look.end() ? windows.certainStep(i) : 0);
        }
        for (HeldLook earlier : windows.looks()) {
            boolean in = earlier.end() < look.end() && cluster.spans(earlier.end());
            before = Math.max(before, in ? earlier.certainStep() : 0);
        }
        return before;
    }

    /** Whether payments after the look's end, or such as came too late, may have reached a step before it that the alert skips. */
    boolean mayHaveReachedMore(FoundAlert alert, HeldLook look, long reached) {
        boolean more = false;
        for (int i = windows.firstAt(cluster.first()); i < windows.firstAt(cluster.last() + 1); i++) {
            boolean certain = windows.time(i) <= look.end() && windows.step(i) == windows.certainStep(i);
            more |= !certain && windows.step(i) > reached;
        }
        return more && OtherOrders.isSkipping(alert, reached);
    }

    /** Whether a look may have reached a step before a payment raised an alert that skips it: nobody can tell which of both was first. */
    boolean isSkipped(FoundAlert alert, long reached) {
        return windows.looks().stream()
                .filter(look -> look.isDue() && cluster.spans(look.end()) && look.end() < alert.at())
                .anyMatch(look -> look.step() > reached && look.certainStep() < alert.step());
    }
}
