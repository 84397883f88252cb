package io.fintrans.benchmark.quality;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** How long patterns took to be found, in minutes. */
public final class Delays {
    private static final double MILLIS_PER_MINUTE = 60_000;

    private final List<Long> millis = new ArrayList<>();

    void add(long delayMillis) {
        millis.add(delayMillis);
    }

    /**
     * So many percent of them are as short as this or shorter.
     *
     * @return in minutes; nothing if none was found
     */
    public OptionalDouble minutes(int percent) {
        if (millis.isEmpty()) {
            return OptionalDouble.empty();
        }
        List<Long> sorted = millis.stream().sorted().toList();
        int at = Math.min(sorted.size() - 1, sorted.size() * percent / 100);
        return OptionalDouble.of(sorted.get(at) / MILLIS_PER_MINUTE);
    }
}
