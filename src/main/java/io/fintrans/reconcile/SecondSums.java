package io.fintrans.reconcile;

import io.fintrans.reconcile.ledger.Cut;
import io.fintrans.reconcile.ledger.Ledger;
import io.fintrans.timeseries.Volume;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Adds up the seconds of one partition, in the order in which it gives its payments.
 *
 * <p>What was rejected counts in no volume, unless the detector was the only one that had no use for it. A payment more than two hours behind
 * what its partition had shown before counts in none either.
 */
final class SecondSums {
    /** How far a payment may be behind and still correct its second, in seconds. */
    private static final long CORRECTED = 7200;

    private final Ledger ledger;
    private final RejectionAudit rejections;
    private final int range;
    private final Map<Long, SecondSum> sums = new TreeMap<>();

    SecondSums(Ledger ledger, RejectionAudit rejections, int range) {
        this.ledger = ledger;
        this.rejections = rejections;
        this.range = range;
    }

    /**
     * Adds up every second below the cut, and what came after it as far as the volumes say that they reach.
     *
     * @param volumes the volume of a second, if there is one
     */
    Map<Long, SecondSum> add(Function<VolumeAudit.Key, @Nullable Volume> volumes) {
        Cut cut = ledger.cut();
        long newest = Long.MIN_VALUE / 2;
        for (int slot = cut.first(range); slot >= 0; slot = cut.next(range, slot)) {
            long second = Math.floorDiv(ledger.time(slot), 1000L);
            if (!ledger.isReadable(slot)) {
                continue;
            }
            boolean doubtful = rejections.dependsOnTheClock(slot);
            if (!doubtful && !(isPayment(slot) && second >= newest - CORRECTED)) {
                continue;
            }
            newest = doubtful ? newest : Math.max(newest, second);
            Volume volume = volumes.apply(new VolumeAudit.Key(range, second));
            long offset = cut.offset(slot);
            if (offset >= cut.ranges().get(range).end() && (volume == null || offset > volume.offset())) {
                continue;
            }
            SecondSum sum = sums.computeIfAbsent(second, any -> new SecondSum(volume != null));
            if (doubtful) {
                sum.doubt();
            } else {
                sum.add(ledger.amount(slot), offset);
            }
        }
        return sums;
    }

    private boolean isPayment(int slot) {
        return !ledger.isRejected(slot) || rejections.isPayment(slot);
    }
}
