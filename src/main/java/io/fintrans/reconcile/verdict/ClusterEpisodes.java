package io.fintrans.reconcile.verdict;

import io.fintrans.alert.AlertState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The episodes that alerts tell of within one cluster of windows. By the payments they are one: one of them stands, and each other says that it went
 * into it, perhaps by way of others that opened earlier than itself.
 */
final class ClusterEpisodes {
    /** By episode, the alerts of each in the order of their steps. */
    private final Map<String, List<FoundAlert>> all = new LinkedHashMap<>();

    ClusterEpisodes(List<FoundAlert> alerts) {
        alerts.stream()
                .sorted(Comparator.comparingLong(FoundAlert::step))
                .forEach(alert -> all.computeIfAbsent(alert.episode(), id -> new ArrayList<>())
                        .add(alert));
    }

    /** The same but for those with these names. */
    ClusterEpisodes without(Set<String> names) {
        return names.isEmpty()
                ? this
                : new ClusterEpisodes(all.values().stream()
                        .flatMap(List::stream)
                        .filter(alert -> !names.contains(alert.episode()))
                        .toList());
    }

    /** How many there are. */
    int size() {
        return all.size();
    }

    /** The alerts of each. */
    List<List<FoundAlert>> all() {
        return List.copyOf(all.values());
    }

    /** The alerts of each that stands, the one that opened first before the others. */
    List<List<FoundAlert>> standing() {
        return all.values().stream()
                .filter(alerts -> newest(alerts).state() != AlertState.WITHDRAWN)
                .sorted(Comparator.comparingLong(alerts -> alerts.get(0).at()))
                .toList();
    }

    /** The newest alert of each that went into another. */
    List<FoundAlert> withdrawn() {
        return all.values().stream()
                .map(ClusterEpisodes::newest)
                .filter(alert -> alert.state() == AlertState.WITHDRAWN)
                .toList();
    }

    /** The alert of the highest step. */
    static FoundAlert newest(List<FoundAlert> alertsByStep) {
        return alertsByStep.get(alertsByStep.size() - 1);
    }

    /** Whether an alert has evidence that cannot be looked up. */
    boolean hasUnread() {
        return all.values().stream().flatMap(List::stream).anyMatch(alert -> alert.unread() != null);
    }

    /** Whether an alert says that memory made its window shorter. */
    boolean isShortened() {
        return all.values().stream().flatMap(List::stream).anyMatch(FoundAlert::isShortened);
    }

    /** The alerts that say they are withdrawn although their episode went on to a higher step. */
    List<FoundAlert> withdrawnTooEarly() {
        return all.values().stream()
                .flatMap(alerts -> alerts.stream().limit(alerts.size() - 1L))
                .filter(alert -> alert.state() == AlertState.WITHDRAWN)
                .toList();
    }

    /** An alert that is not of the step that follows the one before; null if all are. Below it alerts may have been taken away. */
    @Nullable
    FoundAlert skipping() {
        for (List<FoundAlert> alerts : all.values()) {
            long reached = 0;
            for (FoundAlert alert : alerts) {
                if (OtherOrders.isSkipping(alert, reached)) {
                    return alert;
                }
                reached = alert.step();
            }
        }
        return null;
    }

    /** The name of the episode that one must have gone into and that is not here, or that is not older than it; null if it went where it says. */
    @Nullable
    String wrongTarget(FoundAlert withdrawn) {
        Set<String> passed = new HashSet<>();
        FoundAlert at = withdrawn;
        while (at.state() == AlertState.WITHDRAWN) {
            String into = String.valueOf(at.mergedInto());
            List<FoundAlert> next = all.get(into);
            if (next == null || !passed.add(into) || newest(next).openedAt() >= at.openedAt()) {
                return into;
            }
            at = newest(next);
        }
        return null;
    }
}
