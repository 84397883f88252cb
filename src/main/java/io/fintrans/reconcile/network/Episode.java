package io.fintrans.reconcile.network;

import io.fintrans.alert.Alert;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Verdicts that belong together. What nothing can change any more is only counted, but for the newest of it and its newest evidence. */
final class Episode {
    private static final int LAST_STEP = 10;
    private static final Comparator<Alert> EARLIER = Comparator.comparing(Alert::openedAt)
            .thenComparing(alert -> alert.id().episode());

    /** By payment; those that something late may still change. */
    final TreeMap<Paid, Verdict> open = new TreeMap<>();

    final TreeSet<Paid> settledEvidence = new TreeSet<>();
    /** Open verdicts that may have been others, depending on how the stage took payments together. */
    final TreeSet<Paid> uncertain = new TreeSet<>();

    /** Whether something late has changed it since it was told. */
    boolean changedByLate;

    int omitted;
    long omittedMinorUnits;
    private int settled;
    private int share;
    private int history;
    private boolean cut;
    private @Nullable Verdict lastSettled;
    private @Nullable Alert told;

    @Nullable
    Alert told() {
        return told;
    }

    void tell(Alert alert) {
        told = alert;
        changedByLate = false;
    }

    int count() {
        return settled + open.size();
    }

    /** One, and one more for each doubling. */
    int step() {
        int step = 0;
        for (int left = count(); left > 0; left /= 2) {
            step++;
        }
        return Math.min(step, LAST_STEP);
    }

    Verdict first() {
        return lastSettled == null ? open.firstEntry().getValue() : lastSettled;
    }

    Verdict last() {
        return open.isEmpty()
                ? Objects.requireNonNull(lastSettled)
                : open.lastEntry().getValue();
    }

    int share() {
        return Math.max(
                share, open.values().stream().mapToInt(Verdict::share).max().orElse(0));
    }

    int history() {
        return Math.max(
                history, open.values().stream().mapToInt(Verdict::history).max().orElse(0));
    }

    boolean isCut() {
        return cut || open.values().stream().anyMatch(Verdict::isCut);
    }

    /** All that is kept, in canonical order. */
    List<Paid> evidence() {
        TreeSet<Paid> all = new TreeSet<>(settledEvidence);
        open.values().forEach(verdict -> all.addAll(verdict.evidence()));
        return new ArrayList<>(all);
    }

    boolean isNear(Paid payment, long window) {
        Paid before = open.floorKey(payment);
        Paid after = open.ceilingKey(payment);
        return (before != null && payment.time() - before.time() < window)
                || (after != null && after.time() - payment.time() < window)
                || (lastSettled != null
                        && payment.time() - lastSettled.payment().time() < window);
    }

    void takeIn(Episode other) {
        open.putAll(other.open);
        uncertain.addAll(other.uncertain);
        settledEvidence.addAll(other.settledEvidence);
        settled += other.settled;
        omitted += other.omitted;
        omittedMinorUnits += other.omittedMinorUnits;
        share = Math.max(share, other.share);
        history = Math.max(history, other.history);
        cut |= other.cut;
        changedByLate |= other.changedByLate;
        if (other.lastSettled != null
                && (lastSettled == null || lastSettled.payment().compareTo(other.lastSettled.payment()) < 0)) {
            lastSettled = other.lastSettled;
        }
    }

    /** Nothing can change what is before one time, and nothing can rest on what is before another one. */
    void settle(long before, long evidenceBefore, int most) {
        while (!open.isEmpty() && open.firstKey().time() < before) {
            Verdict first = open.pollFirstEntry().getValue();
            uncertain.remove(first.payment());
            settledEvidence.addAll(first.evidence());
            lastSettled = first;
            settled++;
            share = Math.max(share, first.share());
            history = Math.max(history, first.history());
            cut |= first.isCut();
        }
        while (settledEvidence.size() > most && settledEvidence.first().time() < evidenceBefore) {
            Paid gone = Objects.requireNonNull(settledEvidence.pollFirst());
            omitted++;
            omittedMinorUnits += gone.amount();
        }
    }

    /** Whether it takes the other one in. */
    boolean isBefore(Episode other) {
        if (told != null && other.told != null) {
            return EARLIER.compare(told, other.told) <= 0;
        }
        if (told == null && other.told == null) {
            return first().payment().compareTo(other.first().payment()) <= 0;
        }
        return told != null;
    }
}
