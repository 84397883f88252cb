package io.fintrans.console.desk;

import io.fintrans.alert.Alert;
import java.util.HashMap;
import java.util.Map;

/**
 * Finds out which rules flood the list: those that opened more episodes in an hour than a limit. An hour is one of the clock, by the time of the
 * payments that opened the episodes, so that everybody sees the same. For one thread at a time.
 */
final class Brake {
    private static final long HOUR_MILLIS = 3_600_000;

    private record Hour(String application, String rule, long number) {
        static Hour of(Alert alert) {
            return new Hour(
                    alert.application(),
                    alert.rule().name(),
                    Math.floorDiv(alert.openedAt().toEpochMilli(), HOUR_MILLIS));
        }
    }

    private final int limit;
    private final Map<Hour, Integer> opened = new HashMap<>();
    private int flooded;

    /** @param limit episodes that a rule may open in an hour */
    Brake(int limit) {
        this.limit = limit;
    }

    void add(Alert alert) {
        if (opened.merge(Hour.of(alert), 1, Integer::sum) == limit + 1) {
            flooded++;
        }
    }

    void remove(Alert alert) {
        Integer left = opened.computeIfPresent(Hour.of(alert), (hour, count) -> count == 1 ? null : count - 1);
        if (left != null && left == limit) {
            flooded--;
        }
    }

    /** Whether the episode is one of a flood. */
    boolean holds(Alert alert) {
        return flooded > 0 && opened.getOrDefault(Hour.of(alert), 0) > limit;
    }
}
