package io.fintrans.console.evidence;

import io.fintrans.alert.Alert;
import io.fintrans.alert.Edge;
import io.fintrans.alert.Subject;
import io.fintrans.alert.Typology;
import io.fintrans.transaction.Coordinates;
import io.fintrans.transaction.Payment;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/**
 * How far the cities' topics have been read for the payments that an alert counts but does not list. Plain. Newest first, as they are mostly just
 * before those that are listed; then what was appended after the alert, as a payment may come late.
 */
public final class WindowScan {
    /** Offsets: the first one, and the one behind the last. */
    record Range(long from, long to) {
        long size() {
            return to - from;
        }
    }

    /**
     * What there is to read of a partition.
     *
     * @param from before it, no record is of the window's time
     * @param alert behind it, all were appended when the window had ended
     * @param to the end
     */
    record Bounds(long from, long alert, long to) {}

    private final Alert alert;
    private final Instant begin;
    private final Set<Coordinates> known = new HashSet<>();
    private final Map<TopicPartition, Range> before = new HashMap<>();
    private final Map<TopicPartition, Range> after = new HashMap<>();
    private final DamagedPlaces damaged = new DamagedPlaces();
    private final long size;
    private int missing;
    private long missingMinorUnits;

    WindowScan(Alert alert, Map<TopicPartition, Bounds> bounds) {
        this.alert = alert;
        this.begin = begin(alert);
        this.missing = alert.omitted();
        this.missingMinorUnits = alert.total().minorUnits() - alert.evidence().listedMinorUnits();
        alert.evidence().edges().stream().map(Edge::coordinates).forEach(known::add);
        bounds.forEach((partition, each) -> {
            before.put(partition, new Range(each.from(), Math.max(each.from(), each.alert())));
            after.put(partition, new Range(Math.max(each.from(), each.alert()), each.to()));
        });
        this.size = left();
    }

    /** Payments of the alert's window are later than this. */
    static Instant begin(Alert alert) {
        Instant begin = alert.asOf().minus(alert.window());
        Instant shortened = alert.shortenedTo();
        return shortened == null || shortened.isBefore(begin) ? begin : shortened.minusMillis(1);
    }

    /** How many records there are to read in all. */
    long size() {
        return size;
    }

    /** What could not be read so far. */
    DamagedPlaces damaged() {
        return damaged;
    }

    /** How many are still to be read. */
    long left() {
        return left(before) + left(after);
    }

    private static long left(Map<TopicPartition, Range> ranges) {
        return ranges.values().stream().mapToLong(Range::size).sum();
    }

    /** Whether what the alert counts has been found, to the cent. */
    boolean isComplete() {
        return missing == 0 && missingMinorUnits == 0;
    }

    /** Whether the payments that an alert counts but does not list can be told: of a pair's total they are all there are in the window. */
    public static boolean canTell(Alert alert) {
        return alert.typology() == Typology.PAIR_TOTAL && alert.subject() instanceof Subject.Pair;
    }

    boolean isDone() {
        return isComplete() || left() == 0 || !canTell(alert);
    }

    /** What to read next, about so many records: of each partition in proportion, so that all go back in time together. */
    Map<TopicPartition, Range> next(int most) {
        boolean back = left(before) > 0;
        Map<TopicPartition, Range> ranges = back ? before : after;
        long left = Math.max(1, left(ranges));
        long share = Math.min(most, left);
        Map<TopicPartition, Range> next = new HashMap<>();
        ranges.forEach((partition, range) -> {
            long count = (range.size() * share + left - 1) / left;
            if (count > 0) {
                next.put(
                        partition,
                        back
                                ? new Range(range.to() - count, range.to())
                                : new Range(range.from(), range.from() + count));
            }
        });
        return next;
    }

    /** These have been read. */
    void read(Map<TopicPartition, Range> ranges) {
        ranges.forEach((partition, range) -> {
            before.computeIfPresent(
                    partition, (any, left) -> left.to() == range.to() ? new Range(left.from(), range.from()) : left);
            after.computeIfPresent(
                    partition, (any, left) -> left.from() == range.from() ? new Range(range.to(), left.to()) : left);
        });
    }

    /** Takes a payment that was read; returns whether it is one that the alert counts but does not list. */
    boolean take(Coordinates coordinates, Instant time, Payment payment) {
        if (!time.isAfter(begin)
                || time.isAfter(alert.asOf())
                || !new Subject.Pair(payment.source(), payment.target()).equals(alert.subject())
                || !known.add(coordinates)) {
            return false;
        }
        missing--;
        missingMinorUnits -= payment.amount().minorUnits();
        return true;
    }
}
