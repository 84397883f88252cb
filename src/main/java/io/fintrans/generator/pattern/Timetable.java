package io.fintrans.generator.pattern;

import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** Payments that are still to be made, each at its place among all payments of the traffic. */
final class Timetable {
    private record Due(long number, long order, Transfer payment) {}

    private final PriorityQueue<Due> waiting =
            new PriorityQueue<>(Comparator.comparingLong(Due::number).thenComparingLong(Due::order));
    private long added;

    /** @param number of the payment that this one is to be, at the earliest */
    void add(long number, Transfer payment) {
        waiting.add(new Due(number, added++, payment));
    }

    /** What is due at that number; null if nothing is. */
    @Nullable
    Transfer due(long number) {
        Due first = waiting.peek();
        if (first == null || first.number() > number) {
            return null;
        }
        waiting.remove();
        return first.payment();
    }
}
