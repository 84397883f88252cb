package io.fintrans.reconcile.verdict;

import io.fintrans.reconcile.ledger.Ledger;
import io.fintrans.reconcile.oracle.Episode;
import io.fintrans.reconcile.oracle.HandledPayments;
import io.fintrans.reconcile.oracle.HeldLook;
import io.fintrans.reconcile.oracle.KnownWindows;
import io.fintrans.reconcile.oracle.PairPayments;
import io.fintrans.reconcile.oracle.Track;
import io.fintrans.reconcile.oracle.Windows;
import io.fintrans.reconcile.report.Findings.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Judges the alerts of one episode together, in the order in which they were raised. Each must have been raised by a payment, the last one that
 * the detector had handled by then: without it no window had reached the alert's step, and none a step between it and the alert before.
 * So no alert can be taken away from below another, and none can rest on payments that came later. The first one was raised by the
 * payment that the episode's id is made of. One payment is judged by the versions one after the other, and so it may raise an alert by each.
 */
final class StepAudit {
    private final PairPayments payments;
    private final Ledger ledger;
    private final KnownWindows known;
    private final HandledPayments handled;
    private final RaisingPayment raising;
    private final OtherOrders orders;
    private final StepBefore before;
    private final LookAudit looks;
    /** The windows of the cluster; payments before may be in them. */
    private final int from;

    private final int to;
    private boolean ambiguous;
    /** The payments of which one raised the alert before, and the version that this one named. */
    private List<Integer> raisers = List.of();

    private int raisedBy = Track.NONE;

    /**
     * @param cluster in which the alerts' windows end
     * @param lateness in milliseconds
     */
    StepAudit(Windows windows, Ledger ledger, Episode cluster, long lateness) {
        this.payments = windows.payments();
        this.looks = new LookAudit(windows, cluster);
        this.ledger = ledger;
        int earliest = payments.firstAt(payments.track().earliest(cluster.first(), cluster.last()));
        this.from = payments.firstAt(cluster.first());
        this.to = payments.firstAt(cluster.last() + 1);
        this.known = new KnownWindows(payments, earliest, to, lateness);
        this.handled = new HandledPayments(payments, ledger, known, earliest, to);
        this.raising = new RaisingPayment(payments, ledger.cut(), known, from, to);
        this.before = new StepBefore(payments);
        this.orders = new OtherOrders(payments, ledger, known, handled, lateness);
    }

    /**
     * Judges. Every gap is told; what follows an alert that nothing can have raised is not judged.
     *
     * @param alerts that are right by themselves, in the order of their steps
     * @param opening position of the payment that opened the episode
     */
    List<Fault> judge(List<FoundAlert> alerts, int opening) {
        List<Fault> faults = new ArrayList<>();
        long reached = 0;
        long openedAt = Long.MAX_VALUE;
        for (FoundAlert alert : alerts) {
            Fault fault = raised(alert, reached, opening);
            if (fault == null) {
                fault = opened(alert, openedAt, opening);
            }
            if (fault != null) {
                faults.add(fault);
                if (fault.kind() != Kind.MISSING) {
                    break;
                }
            }
            reached = alert.step();
            openedAt = alert.openedAt();
        }
        return faults;
    }

    /** Whether the alerts are right only if payments came in another order than that of their times. */
    boolean isAmbiguous() {
        return ambiguous;
    }

    /** By a payment, or by a version that looked at what was held. */
    private @Nullable Fault raised(FoundAlert alert, long reached, int opening) {
        HeldLook look = looks.of(alert);
        if (look != null && !looks.isShared(look)) {
            return byLook(alert, look, reached, opening);
        }
        Fault fault;
        if (alert.revised()) {
            fault = revised(alert, reached, opening);
        } else {
            fault = reached == 0 ? first(alert, opening) : further(alert, reached);
        }
        ambiguous |= fault == null && looks.isSkipped(alert, reached);
        return fault == null || look == null || byLook(alert, look, reached, opening) != null ? fault : null;
    }

    private @Nullable Fault byLook(FoundAlert alert, HeldLook look, long reached, int opening) {
        handled.advance(alert.evidence());
        note(alert, List.of());
        ambiguous |= looks.mayHaveReachedMore(alert, look, reached);
        Fault fault = looks.judge(alert, look, reached, opening);
        return fault == null && alert.revised() && !mayHaveBeenAmended(alert, reached, opening)
                ? neverAmended(alert)
                : fault;
    }

    private @Nullable Fault first(FoundAlert alert, int opening) {
        int[] slots = Arrays.copyOf(alert.evidence(), alert.evidence().length + 1);
        slots[slots.length - 1] = payments.slots()[opening];
        List<Integer> last = handled.advance(slots);
        if (!last.contains(opening) || !payments.isIn(opening, alert.at())) {
            return new Fault(
                    Kind.MISSING,
                    "no alert of the payment that opened the episode, "
                            + ledger.cut().coordinates(payments.slots()[opening]) + ", but one of step "
                            + alert.step());
        }
        // Payments after the opening one came before it, or an alert of a lower step was taken away.
        long lower = known.highestStep(opening, payments.firstAt(alert.at()));
        ambiguous |= lower > 0 && lower < alert.step();
        for (int position : last) {
            ambiguous |= stepBefore(alert, position) < alert.step() && mayHaveReachedMore(alert, 0, position);
        }
        note(alert, List.of(opening));
        return fault(alert, 0, stepBefore(alert, opening));
    }

    private @Nullable Fault further(FoundAlert alert, long reached) {
        List<Integer> last = new ArrayList<>(handled.advance(alert.evidence()));
        last.addAll(ofEarlierVersion(alert));
        last.removeIf(position -> !payments.isIn(position, alert.at()));
        last.sort(Comparator.reverseOrder());
        note(alert, last);
        Fault fault = last.isEmpty() ? fault(alert, reached, Long.MAX_VALUE) : null;
        boolean raised = false;
        for (int position : last) {
            Fault ofThis = fault(alert, reached, stepBefore(alert, position));
            // In order of time the newest one would have raised it.
            ambiguous |= ofThis == null && !raised && fault != null;
            raised |= ofThis == null;
            ambiguous |=
                    (ofThis == null || ofThis.kind() == Kind.MISSING) && mayHaveReachedMore(alert, reached, position);
            fault = fault == null ? ofThis : fault;
        }
        if (raised) {
            return null;
        }
        // It may be older than a hundred payments of the window, so that the alert does not list it.
        if (!alert.isWhole() && handled.mayMiss(payments.firstIn(alert.at()), oldestListed(alert))) {
            ambiguous = true;
            return fault(alert, reached, known.highestStep(from, to));
        }
        return fault;
    }

    /**
     * What raised a revised alert cannot be seen from its evidence, but its step was reached at a known time: one of the payments of
     * that window must be large enough to have jumped the steps that are missing.
     */
    private @Nullable Fault revised(FoundAlert alert, long reached, int opening) {
        boolean raised = raising.isThere(alert, handled.ahead(), reached > 0 ? -1 : opening)
                || !ofEarlierVersion(alert).isEmpty();
        handled.advance(alert.evidence());
        long least = Long.MAX_VALUE;
        for (int i = payments.firstIn(alert.at()); i < payments.firstAt(alert.at() + 1); i++) {
            if ((reached > 0 || i == opening) && payments.isIn(i, alert.at())) {
                least = Math.min(least, before.leastStep(alert, i));
            }
        }
        Fault fault = fault(alert, reached, least);
        if (fault == null && !raised) {
            return new Fault(
                    Kind.EXTRA,
                    "alert " + alert.id() + ": no payment can have reached its step at "
                            + Instant.ofEpochMilli(alert.at()));
        }
        if (fault == null && !mayHaveBeenAmended(alert, reached, opening)) {
            return neverAmended(alert);
        }
        // Whether a payment jumped the steps below or an alert was taken away cannot be seen.
        ambiguous |= fault == null && OtherOrders.isSkipping(alert, reached);
        return fault;
    }

    private static Fault neverAmended(FoundAlert alert) {
        return new Fault(
                Kind.EXTRA,
                "alert " + alert.id()
                        + ": it says that it was amended, but with one payment less it could not have been"
                        + " raised");
    }

    /** Where its window is the one that reached the step, a payment of it came later, and the others must have been enough. */
    private boolean mayHaveBeenAmended(FoundAlert alert, long reached, int opening) {
        // A late payment may have made an earlier version find an earlier beginning, and weigh nothing for this one.
        boolean ofOne =
                payments.track().at(alert.openedAt()) == payments.track().at(alert.at());
        boolean possible = alert.asOf() != alert.at() || alert.isShortened() || !ofOne;
        for (int i = payments.firstIn(alert.at()); i < payments.firstAt(alert.at() + 1); i++) {
            long others = alert.total() - payments.weight(i, alert.at());
            possible |= (reached > 0 || i != opening)
                    && payments.isIn(i, alert.at())
                    && Windows.step(others, alert.threshold()) >= alert.step();
        }
        return possible;
    }

    private boolean mayHaveReachedMore(FoundAlert alert, long reached, int last) {
        return OtherOrders.isSkipping(alert, reached) && orders.mayReachMore(alert, reached, last, from, to);
    }

    private int oldestListed(FoundAlert alert) {
        return payments.firstAt(ledger.time(alert.evidence()[0]) + 1);
    }

    /** The highest step that had been reached when a payment came to be judged by the alert's version. */
    private long stepBefore(FoundAlert alert, int position) {
        known.remove(position);
        long step = known.highestStep(from, to);
        known.add(position);
        long begin =
                payments.track().versions().get(payments.track().at(alert.at())).from();
        return Math.max(step, known.highestStep(from, Math.min(to, payments.firstAt(begin))));
    }

    private void note(FoundAlert alert, List<Integer> last) {
        raisers = last;
        raisedBy = payments.track().at(alert.at());
    }

    /** The payments that raised the alert before by an earlier version: one of them may have raised this one, too. */
    private List<Integer> ofEarlierVersion(FoundAlert alert) {
        return raisedBy < payments.track().at(alert.at()) ? raisers : List.of();
    }

    /** @param before the highest step without the payment that raised the alert, at least */
    private @Nullable Fault fault(FoundAlert alert, long reached, long before) {
        long until =
                payments.track().versions().get(payments.track().at(alert.at())).until();
        long reachedBy = known.highestStep(from, Math.min(to, payments.firstAt(until)));
        if (before == Long.MAX_VALUE || before >= alert.step() || reachedBy > alert.step()) {
            return new Fault(Kind.EXTRA, "alert " + alert.id() + ": no payment that it lists can have raised it");
        }
        return before <= reached ? null : Fault.missing(alert, reached, before);
    }

    /**
     * The episode opens where the first window over the threshold ends, as far as that was known. That is not before the payment that opened
     * it, unless older ones came after it, which a revised alert and a further one know of.
     */
    private @Nullable Fault opened(FoundAlert alert, long before, int opening) {
        long time = alert.openedAt();
        boolean first = before == Long.MAX_VALUE;
        boolean raised = first && !alert.revised();
        boolean inReach = time <= (first ? alert.at() : before) && (!raised || time >= payments.times()[opening]);
        int position = payments.firstAt(time);
        long earlier = known.highestStep(
                Math.max(from, payments.firstAt(payments.track().reachedFrom(time))),
                Math.max(from, Math.min(position, to)));
        return inReach && earlier == 0
                ? null
                : new Fault(
                        Kind.EXTRA,
                        "alert " + alert.id() + ": its episode did not open at " + Instant.ofEpochMilli(time));
    }
}
