package io.fintrans.benchmark.quality;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Laundering that is known to be hidden: its payments. Filled while a set is read. */
final class HiddenPattern {
    private final String typology;
    private final List<String> payments = new ArrayList<>();
    private final List<Long> times = new ArrayList<>();

    HiddenPattern(String typology) {
        this.typology = typology;
    }

    /** Adds one of its payments, at a time in milliseconds since 1970. */
    void add(String payment, long time) {
        payments.add(payment);
        times.add(time);
        Collections.sort(times);
    }

    String typology() {
        return typology;
    }

    /** Ids of its payments. */
    List<String> payments() {
        return payments;
    }

    long lastTime() {
        return times.get(times.size() - 1);
    }

    /** When half of its payments were made: nobody can find it earlier. */
    long sufficientTime() {
        return times.get((times.size() + 1) / 2 - 1);
    }

    Duration span() {
        return Duration.ofMillis(lastTime() - times.get(0));
    }

    /** Whether so many of its payments are enough. */
    boolean isFoundBy(int known) {
        return 2 * known >= payments.size();
    }
}
