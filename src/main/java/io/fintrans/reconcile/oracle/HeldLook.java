package io.fintrans.reconcile.oracle;

import io.fintrans.reconcile.ledger.Cut;
import io.fintrans.transaction.Coordinates;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The window of a pair that ends when a version comes into force, whether or not anybody pays then. The version looks at it once: when time has
 * come further than the allowed lateness beyond that, so that only payments which came too late can be missing.
 *
 * <p>Its limit is that of its newest payment, and if the window opens an episode, that payment gives it its id.
 */
public final class HeldLook {
    /** What a version's window must weigh more than if it ends with a payment. */
    public interface Limits {
        long threshold(int version, int slot);
    }

    private static final Comparator<Coordinates> CANONICAL = Comparator.comparing(Coordinates::topic)
            .thenComparing(Coordinates::partition)
            .thenComparing(Coordinates::offset)
            .thenComparing(Coordinates::index);

    private final long end;
    private final boolean due;
    private long total;
    private long certainTotal;
    private final List<Long> thresholds = new ArrayList<>();
    private final List<Integer> openings = new ArrayList<>();

    private HeldLook(long end, boolean due) {
        this.end = end;
        this.due = due;
    }

    /**
     * Those of all versions of a rule, in the order of their times.
     *
     * @param lateness in milliseconds
     * @param reached how far time has come for the pair's task, in milliseconds since 1970
     */
    public static List<HeldLook> of(PairPayments payments, Cut cut, Limits limits, long lateness, long reached) {
        List<HeldLook> looks = new ArrayList<>();
        for (int number = 0; number < payments.track().versions().size(); number++) {
            Track.Version version = payments.track().versions().get(number);
            if (version.from() > 0) {
                HeldLook look = new HeldLook(version.from(), reached > version.from() + lateness);
                look.fill(payments, cut, limits, number, lateness);
                if (look.total > 0) {
                    looks.add(look);
                }
            }
        }
        return looks;
    }

    private void fill(PairPayments payments, Cut cut, Limits limits, int number, long lateness) {
        OracleRule oracle = payments.track().oracle(number);
        int first = payments.firstIn(end);
        int behind = payments.firstAt(end + 1);
        long newest = Long.MIN_VALUE;
        for (int i = first; i < behind; i++) {
            long weight = oracle.weight(payments.amounts()[i]);
            total = plus(total, weight);
            if (weight > 0 && !isDoubtful(payments, i, lateness)) {
                certainTotal = plus(certainTotal, weight);
                newest = payments.times()[i];
            }
        }
        if (!addNewest(payments, limits, number, lateness, newest) && openings.size() > 1) {
            keepLast(payments, cut);
        }
    }

    /** Notes the payments of a time and later ones; whether one of them may have come after the look. */
    private boolean addNewest(PairPayments payments, Limits limits, int number, long lateness, long newest) {
        OracleRule oracle = payments.track().oracle(number);
        int first = payments.firstIn(end);
        boolean doubtful = false;
        for (int i = payments.firstAt(end + 1) - 1; i >= first && payments.times()[i] >= newest; i--) {
            if (oracle.weight(payments.amounts()[i]) > 0) {
                thresholds.add(limits.threshold(number, payments.slots()[i]));
                openings.add(i);
                doubtful |= isDoubtful(payments, i, lateness);
            }
        }
        return doubtful;
    }

    /** Of several payments of the same time the lowest limit counts, and the last in the order of their coordinates opens the episode. */
    private void keepLast(PairPayments payments, Cut cut) {
        long lowest = thresholds.stream().mapToLong(Long::longValue).min().orElseThrow();
        thresholds.removeIf(threshold -> threshold != lowest);
        Integer last = openings.stream()
                .max(Comparator.comparing(i -> cut.coordinates(payments.slots()[i]), CANONICAL))
                .orElseThrow();
        openings.removeIf(each -> !each.equals(last));
    }

    /** Whether a payment may have come after the look. */
    private boolean isDoubtful(PairPayments payments, int i, long lateness) {
        return payments.isLate(i) && end < payments.seenBefore()[i] - lateness;
    }

    private static long plus(long sum, long weight) {
        return sum > Long.MAX_VALUE - weight ? Long.MAX_VALUE : sum + weight;
    }

    /** When the window ends, in milliseconds since 1970. */
    public long end() {
        return end;
    }

    /** Whether time has come so far that the version must have looked. */
    public boolean isDue() {
        return due;
    }

    /** What it weighs at most. */
    public long total() {
        return total;
    }

    /** What it weighs at least. */
    public long certainTotal() {
        return certainTotal;
    }

    /** Its limit; one of several if a payment that came too late may be its newest. */
    public List<Long> thresholds() {
        return thresholds;
    }

    /** Whether the payment at a position may be the one that opens its episode. */
    public boolean opensWith(int position) {
        return openings.contains(position);
    }

    /** From 1 when it may be over, otherwise 0. */
    public long step() {
        return thresholds.stream()
                .mapToLong(threshold -> Windows.step(total, threshold))
                .max()
                .orElse(0);
    }

    /** The step that an alert must have reached. */
    public long certainStep() {
        return due
                ? thresholds.stream()
                        .mapToLong(threshold -> Windows.step(certainTotal, threshold))
                        .min()
                        .orElse(0)
                : 0;
    }
}
