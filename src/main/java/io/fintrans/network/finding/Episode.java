package io.fintrans.network.finding;

import io.fintrans.alert.Alert;
import io.fintrans.alert.LateChange;
import io.fintrans.network.judge.NetworkJudge;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Verdicts of a rule that belong together. Those that a late payment may still change are kept each; of the rest, what they have in common.
 */
public final class Episode {
    /** The steps that an episode has at most: a thousand verdicts are as bad as a million. */
    static final int LAST_STEP = 10;

    private static final Comparator<Alert> EARLIER = Comparator.comparing(Alert::openedAt)
            .thenComparing(alert -> alert.id().episode());

    private final NavigableMap<KnownPayment, Verdict> verdicts = new TreeMap<>();
    private final TreeSet<KnownPayment> settledEvidence = new TreeSet<>();

    private int settled;
    private @Nullable Verdict lastSettled;
    /** Evidence that is not kept any more. */
    private int omitted;

    private long omittedMinorUnits;
    private Circumstances settledCircumstances = Circumstances.NONE;
    private boolean cut;
    /** The newest alert; null if nothing was told. */
    private @Nullable Alert told;

    private final Unwritten unwritten = new Unwritten();
    /** When {@link Episodes} has to look whether it is over; in milliseconds since 1970. */
    private long due = Long.MAX_VALUE;

    /** The time of the newest payment that came late and changed it since it was told. */
    private long late = NetworkJudge.Verdicts.NOTHING_LATE;

    /** One that has no verdict yet. */
    Episode() {}

    /** One that was known before a restart. */
    Episode(EpisodeState state) {
        state.verdicts().forEach(this::put);
        settledEvidence.addAll(state.settledEvidence());
        settled = state.settled();
        lastSettled = state.lastSettled();
        omitted = state.omitted();
        omittedMinorUnits = state.omittedMinorUnits();
        settledCircumstances = state.circumstances();
        cut = state.isCut();
        told = state.told();
    }

    /** Takes in what had come to it before a restart. */
    void take(EpisodeAddition addition) {
        addition.verdicts().forEach(this::put);
        told = addition.told() == null ? told : addition.told();
    }

    /**
     * Gives what has changed since it was written. It must have been told.
     *
     * @param now the time of the newest payment, in milliseconds since 1970
     */
    void write(String track, long now, EpisodeChanges changes) {
        unwritten.write(this, track, now, changes);
    }

    long due() {
        return due;
    }

    void setDue(long time) {
        due = time;
    }

    /**
     * The earliest time of what keeps it from being over, and from keeping less evidence; in milliseconds since 1970.
     *
     * @param most evidence that is kept of what is old
     */
    long earliest(int most) {
        long end = last().payment().time();
        return settledEvidence.size() > most
                ? Math.min(end, settledEvidence.first().time())
                : end;
    }

    /** As data. It must have been told. */
    EpisodeState state(String track) {
        return new EpisodeState(
                track,
                Objects.requireNonNull(told, "an episode that nobody was told of"),
                List.copyOf(verdicts.values()),
                settled,
                lastSettled,
                List.copyOf(settledEvidence),
                omitted,
                omittedMinorUnits,
                settledCircumstances,
                cut);
    }

    void put(Verdict verdict) {
        verdicts.put(verdict.payment(), verdict);
        unwritten.add(verdict);
    }

    void remove(KnownPayment payment) {
        unwritten.all();
        verdicts.remove(payment);
    }

    /** Takes in all of another one. */
    void takeIn(Episode other) {
        unwritten.all();
        verdicts.putAll(other.verdicts);
        settledEvidence.addAll(other.settledEvidence);
        settled += other.settled;
        omitted += other.omitted;
        omittedMinorUnits += other.omittedMinorUnits;
        settledCircumstances = settledCircumstances.with(other.settledCircumstances);
        cut |= other.cut;
        changedBy(other.late);
        if (other.lastSettled != null && (lastSettled == null || lastSettled.compareTo(other.lastSettled) < 0)) {
            lastSettled = other.lastSettled;
        }
    }

    /**
     * Keeps of verdicts of before some time only what they have in common, and of evidence of before another one, only how much there is.
     *
     * @return whether it keeps less evidence than before
     */
    boolean settle(long before, long evidenceBefore, int most) {
        boolean less = false;
        while (!verdicts.isEmpty() && verdicts.firstKey().time() < before) {
            Verdict first = verdicts.pollFirstEntry().getValue();
            settledEvidence.addAll(first.evidence());
            lastSettled = first;
            settled++;
            settledCircumstances = settledCircumstances.with(first.circumstances());
            cut |= first.isCut();
        }
        while (settledEvidence.size() > most && settledEvidence.first().time() < evidenceBefore) {
            less = true;
            omitted++;
            omittedMinorUnits +=
                    Objects.requireNonNull(settledEvidence.pollFirst()).amount();
        }
        if (less) {
            unwritten.all();
        }
        return less;
    }

    /** How many verdicts it has. */
    int count() {
        return settled + verdicts.size();
    }

    boolean isEmpty() {
        return count() == 0;
    }

    /** 1 for the first verdict, and one more for each doubling. */
    int step() {
        return Math.min(LAST_STEP, Integer.SIZE - Integer.numberOfLeadingZeros(count()));
    }

    /** The verdict about a payment that a late payment may still change; null if there is none. */
    @Nullable
    Verdict unsettled(KnownPayment payment) {
        return verdicts.get(payment);
    }

    /** Those that a late payment may still change. */
    Collection<Verdict> unsettled() {
        return verdicts.values();
    }

    /** The earliest one that is kept. */
    Verdict first() {
        return lastSettled != null ? lastSettled : verdicts.firstEntry().getValue();
    }

    Verdict last() {
        return verdicts.isEmpty()
                ? Objects.requireNonNull(lastSettled, "an episode without verdicts")
                : verdicts.lastEntry().getValue();
    }

    /** Whether one of its verdicts is less than that many milliseconds from a payment. */
    boolean isWithin(long millis, KnownPayment payment) {
        KnownPayment before = verdicts.floorKey(payment);
        KnownPayment after = verdicts.ceilingKey(payment);
        return (before != null && payment.time() - before.time() < millis)
                || (after != null && after.time() - payment.time() < millis)
                || (lastSettled != null
                        && payment.time() - lastSettled.payment().time() < millis);
    }

    /** All that it rests on and is kept, each once, in canonical order. */
    List<KnownPayment> evidence() {
        if (verdicts.isEmpty()) {
            return new ArrayList<>(settledEvidence);
        }
        TreeSet<KnownPayment> all = new TreeSet<>(settledEvidence);
        verdicts.values().forEach(verdict -> all.addAll(verdict.evidence()));
        return new ArrayList<>(all);
    }

    /** What verdicts rest on that no late payment can change any more. */
    Set<KnownPayment> settledEvidence() {
        return settledEvidence;
    }

    /** How many more payments it rests on that are not kept. */
    int omitted() {
        return omitted;
    }

    /** What these amount to, in minor units. */
    long omittedMinorUnits() {
        return omittedMinorUnits;
    }

    /** Of all its verdicts. */
    Circumstances circumstances() {
        Circumstances all = settledCircumstances;
        for (Verdict verdict : verdicts.values()) {
            all = all.with(verdict.circumstances());
        }
        return all;
    }

    /** Whether a search was ended before it had seen everything. */
    boolean isCut() {
        return cut || verdicts.values().stream().anyMatch(Verdict::isCut);
    }

    /** The newest alert; null if nothing was told. */
    @Nullable
    Alert told() {
        return told;
    }

    void tell(Alert alert) {
        told = alert;
        unwritten.tell();
        late = NetworkJudge.Verdicts.NOTHING_LATE;
    }

    /** Takes note of a payment that came late and changed it. */
    void changedBy(long time) {
        late = Math.max(late, time);
    }

    /**
     * Which payment came late and changed it since it was told.
     *
     * @param newest the time of the newest payment
     * @return null if there is none, or it is not known
     */
    @Nullable
    LateChange late(long newest) {
        return late == NetworkJudge.Verdicts.NOTHING_LATE
                ? null
                : new LateChange(Instant.ofEpochMilli(newest), Instant.ofEpochMilli(late));
    }

    /** Whether it goes on where two are one from now on: it was told, and opened earlier. */
    boolean isBefore(Episode other) {
        if (told == null || other.told == null) {
            return told != null || (other.told == null && first().compareTo(other.first()) <= 0);
        }
        return EARLIER.compare(told, other.told) <= 0;
    }
}
