package io.fintrans.detector.state;

import io.fintrans.alert.Subject;
import io.fintrans.detector.rule.Episode;
import io.fintrans.detector.rule.PairRules;
import io.fintrans.transaction.Coordinates;
import io.fintrans.transaction.Payment;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What one judge of pairs remembers: payments, episodes, and what is still to be told. All that changes goes through here, so that whoever
 * keeps it can write it down.
 */
public interface PairState {
    /** Goes on with other rules, as of {@link PaymentWindow#adopt}. */
    default void adopt(PairRules rules) {
        window().adopt(rules);
    }

    /** The payments and episodes, for reading. */
    PaymentWindow window();

    /** The partitions that payments came from. */
    Origins origins();

    /** The number by which the window knows a partition that payments come from. */
    default int origin(String topic, int partition) {
        return origins().numberOf(topic, partition);
    }

    /** The topic of a partition by its number. */
    default String topic(int origin) {
        return origins().topic(origin);
    }

    /** Where Kafka keeps a payment of the window. */
    default Coordinates coordinates(long reference) {
        HeldPayments held = window().held();
        return origins().coordinates(held.origin(reference), held.place(reference));
    }

    /** Whether a payment of that {@link Place} or a later one was handled or rejected before. */
    default boolean isPast(int origin, long place) {
        return place <= origins().highest(origin);
    }

    /** The number by which episodes know a track of rules, see {@link io.fintrans.detector.rule.Track#name}. */
    int rule(String name);

    /**
     * Adds a payment, as {@link PaymentWindow#add} does.
     *
     * @param recordTime its record's timestamp, in milliseconds since 1970, which is its time if it has none of its own
     * @param origin number of the partition it came from
     * @param offset of its record there
     * @param limits of its pair
     * @return the pair's row, good until the next call, or {@link PaymentWindow#OVERFLOW} if nothing was added
     */
    int add(PairKey pair, Payment payment, long recordTime, int origin, long offset, PairLimits limits);

    /** Shows each pair that is held, by its row in the window, to a visitor that adds nothing and lets no time come. */
    default void forEachPair(IntConsumer visitor) {
        HeldPairs held = window().heldPairs();
        for (int row = held.next(0); row >= 0; row = held.next(row + 1)) {
            visitor.accept(row);
        }
    }

    /** The names of the pair in a row; null as long as the pair has no payment but from a journal that had no names. */
    default Subject.@Nullable Pair pair(int row) {
        return window().heldPairs().names(row);
    }

    /** Says that what becomes of episodes from here on is of that pair, until another payment is added. */
    void about(Subject.Pair pair);

    /** Notes what an episode has become, of the pair whose payment was added last or which was named since. */
    void changed(Episode episode);

    /**
     * Forgets an episode of the pair in a row, which is the pair whose payment was added last or which was named since: its ground was taken away, or
     * it went into another episode.
     */
    void withdrawn(int row, Episode episode);

    /**
     * Notes what is still to be told, in the place of what was noted by this number before.
     *
     * @param note up to 2 KiB; asked before it is written down
     */
    void note(long id, Supplier<byte[]> note);

    /** Whether what is still to be told takes so much memory that some of it is better told at once. */
    boolean isFullOfNotes();

    /** Forgets what was noted, because it was told or is not worth telling any more. */
    void told(long id);

    /** All notes, in the order in which each was first made. */
    Map<Long, Supplier<byte[]>> notes();

    /** Lets time come as far as the watermark, see {@link PaymentWindow#follow}. */
    void follow(long watermark);
}
