package io.fintrans.reconcile;

import io.fintrans.reconcile.Findings.Kind;
import io.fintrans.timeseries.Volume;
import io.fintrans.timeseries.VolumeJson;
import io.fintrans.topic.Topics;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Adds up every second of every partition again and compares it with the newest record of that second in {@code fintrans.volumes}.
 *
 * <p>What was rejected counts in no volume, unless the detector was the only one that had no use for it. A payment more than two hours behind
 * what its partition had shown before counts in none either.
 */
final class VolumeAudit {
    /** How far a payment may be behind and still correct its second, in seconds. */
    private static final long CORRECTED = 7200;

    /** What a second must say; {@code uncertain} if the clock decided whether a record in it is a payment. */
    private record Sum(long count, long total, long smallest, long largest, long offset, boolean uncertain) {
        static final Sum NOTHING = new Sum(0, 0, Long.MAX_VALUE, 0, -1, false);

        Sum plus(long amount, long paymentOffset) {
            return new Sum(
                    count + 1,
                    total + amount,
                    Math.min(smallest, amount),
                    Math.max(largest, amount),
                    paymentOffset,
                    uncertain);
        }

        Sum inDoubt() {
            return new Sum(count, total, smallest, largest, offset, true);
        }
    }

    private record Key(int range, long second) {}

    private final Ledger ledger;
    private final RejectionAudit rejections;
    private final Findings findings;
    private final Map<Key, Volume> found = new HashMap<>();
    private final Set<Key> differing = new HashSet<>();

    VolumeAudit(Ledger ledger, RejectionAudit rejections, Findings findings) {
        this.ledger = ledger;
        this.rejections = rejections;
        this.findings = findings;
    }

    /** Takes in a record of {@code fintrans.volumes}, the newer ones after the older. */
    void add(ConsumerRecord<byte[], byte[]> record) {
        try {
            Volume volume = VolumeJson.read(record.value());
            int range = ledger.cut().indexOf(volume.city(), volume.partition());
            if (range >= 0) {
                found.put(new Key(range, volume.second()), volume);
            }
        } catch (IllegalArgumentException e) {
            String where = record.topic() + "-" + record.partition() + "-" + record.offset();
            findings.add(Kind.VOLUME, where, String.valueOf(e.getMessage()));
        }
    }

    /**
     * Judges, after the last record.
     *
     * @param complete whether {@code fintrans.volumes} still holds everything that was ever written to it
     */
    Report.VolumeBalance judge(boolean complete) {
        long seconds = 0;
        for (int range = 0; range < ledger.cut().ranges().size(); range++) {
            if (ledger.cut().ranges().get(range).begin() == 0) {
                seconds += judge(range, complete);
            }
        }
        return new Report.VolumeBalance(true, seconds, differing.size());
    }

    private long judge(int range, boolean complete) {
        Map<Long, Sum> expected = expected(range);
        expected.forEach((second, sum) -> {
            Key key = new Key(range, second);
            Volume volume = found.remove(key);
            String flaw = sum.uncertain() || (volume == null && !complete) ? null : flaw(volume, sum, range);
            if (flaw != null) {
                tell(key, flaw);
            }
        });
        for (Key key : Set.copyOf(found.keySet())) {
            Volume volume = found.get(key);
            if (key.range() == range
                    && volume != null
                    && volume.offset() < ledger.cut().ranges().get(range).end()) {
                tell(key, "the topic has no payment in that second");
            }
        }
        return expected.size();
    }

    private void tell(Key key, String flaw) {
        differing.add(key);
        Cut.Range range = ledger.cut().ranges().get(key.range());
        findings.add(Kind.VOLUME, range.topicPartition() + " " + Instant.ofEpochSecond(key.second()), flaw);
    }

    private @Nullable String flaw(@Nullable Volume volume, Sum sum, int range) {
        if (volume == null) {
            return "not in " + Topics.VOLUMES + " although it has " + sum.count() + " payments";
        }
        if (volume.offset() >= ledger.cut().ranges().get(range).end()) {
            return volume.count() > sum.count() ? null : "it goes beyond the cut but has lost payments before it";
        }
        boolean same = volume.count() == sum.count()
                && volume.total() == sum.total()
                && volume.smallest() == sum.smallest()
                && volume.largest() == sum.largest()
                && volume.offset() == sum.offset()
                && volume.amounts().count() == sum.count();
        return same
                ? null
                : "it says " + volume.count() + " payments of together " + volume.total()
                        + " minor units, but the topic has " + sum.count() + " of together " + sum.total();
    }

    /** By second, in the order in which the partition gives its payments. */
    private Map<Long, Sum> expected(int range) {
        Map<Long, Sum> sums = new TreeMap<>();
        Cut.Range of = ledger.cut().ranges().get(range);
        long newest = Long.MIN_VALUE / 2;
        for (int slot = ledger.cut().firstSlot(range); slot < ledger.cut().firstSlot(range + 1); slot++) {
            if (!ledger.isReadable(slot)) {
                continue;
            }
            long second = Math.floorDiv(ledger.time(slot), 1000L);
            if (rejections.dependsOnTheClock(slot)) {
                sums.merge(second, Sum.NOTHING.inDoubt(), (before, doubt) -> before.inDoubt());
            } else if ((!ledger.isRejected(slot) || rejections.isPayment(slot)) && second >= newest - CORRECTED) {
                newest = Math.max(newest, second);
                long offset = of.begin() + slot - ledger.cut().firstSlot(range);
                Sum before = sums.getOrDefault(second, Sum.NOTHING);
                if (before.total() <= Long.MAX_VALUE - ledger.amount(slot)) {
                    sums.put(second, before.plus(ledger.amount(slot), offset));
                }
            }
        }
        return sums;
    }
}
