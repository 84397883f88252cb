package io.fintrans.process;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.LongSupplier;

/** How often, and after which pause, something that ended may be started again before it is given up. */
final class RestartBudget {
    /** So many restarts are tried within {@link #PERIOD}. */
    static final int LIMIT = 5;

    static final Duration PERIOD = Duration.ofMinutes(1);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);

    private final LongSupplier nanos;
    private final Deque<Long> restarts = new ArrayDeque<>();

    /** @param nanos a clock such as {@link System#nanoTime()} */
    RestartBudget(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** The pause before the next restart, twice as long each time; empty when the budget is spent. */
    Optional<Duration> take() {
        long now = nanos.getAsLong();
        while (!restarts.isEmpty() && now - restarts.getFirst() > PERIOD.toNanos()) {
            restarts.removeFirst();
        }
        if (restarts.size() == LIMIT) {
            return Optional.empty();
        }
        restarts.addLast(now);
        return Optional.of(FIRST_PAUSE.multipliedBy(1L << (restarts.size() - 1)));
    }
}
