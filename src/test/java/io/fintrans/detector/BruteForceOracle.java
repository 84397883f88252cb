package io.fintrans.detector;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The meaning of an alert, computed in the plainest way: with every payment, all windows it falls into are summed up anew over
 * everything that ever arrived (for windows that end longer ago than the lateness: that has not left yet). Shares nothing with the detector.
 */
public final class BruteForceOracle {
    private final long window;
    private final long lateness;
    private final Map<String, List<Arrived>> arrived = new HashMap<>();
    private final Map<String, List<Seen>> episodes = new HashMap<>();
    private final List<Arrived> inOrder = new ArrayList<>();
    private final Set<Arrived> left = Collections.newSetFromMap(new IdentityHashMap<>());
    private int oldest;
    private long now = Long.MIN_VALUE;

    public BruteForceOracle(long window, long lateness) {
        this.window = window;
        this.lateness = lateness;
    }

    /** What an alert must say; {@code null} where there must be none. */
    public record Expected(String opening, long step, long total, long at, long openedAt, int payments) {}

    private record Arrived(String pair, long time, long amount, long limit) {}

    private static final class Seen {
        String opening = "";
        long opened;
        long lastOver;
        long step;
    }

    public boolean isLate(long time) {
        return now != Long.MIN_VALUE && time <= now - window - lateness;
    }

    public @Nullable Expected handle(String pair, String id, long time, long amount, long limit) {
        now = Math.max(now, time);
        leave();
        List<Arrived> all = arrived.computeIfAbsent(pair, absent -> new ArrayList<>());
        all.add(new Arrived(pair, time, amount, limit));
        inOrder.add(all.get(all.size() - 1));
        long firstOver = Long.MAX_VALUE;
        long lastOver = Long.MIN_VALUE;
        Expected highest = null;
        for (Arrived end : all) {
            if (end.time < time || end.time >= time + window) {
                continue;
            }
            long total = 0;
            int payments = 0;
            for (Arrived one : all) {
                boolean counts = end.time >= now - lateness || !left.contains(one);
                if (counts && one.time > end.time - window && one.time <= end.time) {
                    total += one.amount;
                    payments++;
                }
            }
            if (total <= end.limit) {
                continue;
            }
            firstOver = Math.min(firstOver, end.time);
            lastOver = Math.max(lastOver, end.time);
            long step = step((total - 1) / end.limit);
            if (highest == null
                    || step > highest.step
                    || (step == highest.step && total > highest.total)
                    || (step == highest.step && total == highest.total && end.time < highest.at)) {
                highest = new Expected(id, step, total, end.time, 0, payments);
            }
        }
        return highest == null ? null : judge(pair, highest, firstOver, lastOver);
    }

    /** In order of arrival payments leave that no window which ends less than the lateness ago can hold. */
    private void leave() {
        while (oldest < inOrder.size() && inOrder.get(oldest).time <= now - window - lateness) {
            Arrived leaving = inOrder.get(oldest++);
            left.add(leaving);
            if (left.containsAll(arrived.getOrDefault(leaving.pair, List.of()))) {
                episodes.remove(leaving.pair);
            }
        }
    }

    /** 1 to 10, 20, 40, 80 and so on. */
    private static long step(long times) {
        long step = 0;
        for (long next = 1; next <= times; next = next < 10 ? next + 1 : next * 2) {
            step = next;
        }
        return step;
    }

    private @Nullable Expected judge(String pair, Expected highest, long firstOver, long lastOver) {
        List<Seen> seen = episodes.computeIfAbsent(pair, absent -> new ArrayList<>());
        Seen episode = null;
        for (Seen one : seen) {
            if (firstOver < one.lastOver + window && lastOver > one.opened - window) {
                episode = one;
            }
        }
        boolean opens = episode == null;
        if (episode == null) {
            episode = new Seen();
            episode.opening = highest.opening;
            episode.opened = firstOver;
            episode.lastOver = lastOver;
            seen.add(episode);
        }
        episode.opened = Math.min(episode.opened, firstOver);
        episode.lastOver = Math.max(episode.lastOver, lastOver);
        boolean alert = opens || highest.step > episode.step;
        episode.step = Math.max(episode.step, highest.step);
        return alert
                ? new Expected(
                        episode.opening, highest.step, highest.total, highest.at, episode.opened, highest.payments)
                : null;
    }
}
