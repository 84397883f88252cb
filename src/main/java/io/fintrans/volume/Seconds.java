package io.fintrans.volume;

import io.fintrans.streams.ReplayException;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The seconds of one partition that payments may still be added to: the newest and those up to two hours before it. */
final class Seconds {
    /** How far a second may be behind the newest and still be corrected. {@code fintrans.volumes} is kept as long. */
    static final long KEPT = 2 * 60 * 60;

    private final String city;
    private final int partition;
    private final TreeMap<Long, Second> bySecond = new TreeMap<>();
    private @Nullable Second current;
    private long highest = -1;

    Seconds(String city, int partition) {
        this.city = city;
        this.partition = partition;
    }

    String city() {
        return city;
    }

    int partition() {
        return partition;
    }

    /** How many there are. */
    int size() {
        return bySecond.size();
    }

    /**
     * Begins with a record.
     *
     * @throws ReplayException if it or a later one was read before
     */
    void read(long offset) {
        if (offset <= highest()) {
            throw new ReplayException(city, partition, offset, highest());
        }
        highest = offset;
    }

    /**
     * The second of a payment.
     *
     * @param second in seconds since 1970
     * @return null if it is not kept any more
     */
    @Nullable
    Second at(long second) {
        Second found = current;
        if (found == null || found.second() != second) {
            if (!bySecond.isEmpty() && second < bySecond.lastKey() - KEPT) {
                return null;
            }
            found = bySecond.computeIfAbsent(second, absent -> new Second(city, partition, second));
            current = found;
            forget();
        }
        return found;
    }

    /**
     * Puts back a second as it was journalled, in place of what was known of it.
     *
     * @return false for an old copy: what was known of the second is newer
     */
    boolean restore(long second, Journalled journalled) {
        Second restored = new Second(city, partition, second, journalled);
        Second known = bySecond.get(second);
        if (known != null && restored.offset() < known.offset()) {
            return false;
        }
        bySecond.put(second, restored);
        forget();
        return true;
    }

    private void forget() {
        while (bySecond.firstKey() < bySecond.lastKey() - KEPT) {
            bySecond.pollFirstEntry();
        }
    }

    /** After a restart it is that of all seconds; those are read from their journal for it only once. */
    private long highest() {
        if (highest < 0) {
            for (Second second : bySecond.values()) {
                highest = Math.max(highest, second.offset());
            }
        }
        return highest;
    }
}
