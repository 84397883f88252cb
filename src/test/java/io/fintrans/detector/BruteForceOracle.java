package io.fintrans.detector;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
    private final List<String> joined = new ArrayList<>();
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
        long at;

        /** Takes in windows, of which one is told; it, if it is news. */
        @Nullable
        Expected extend(Expected highest, long first, long last) {
            opened = Math.min(opened, first);
            lastOver = Math.max(lastOver, last);
            if (highest.step <= step) {
                return null;
            }
            step = highest.step;
            at = highest.at;
            return highest;
        }
    }

    public boolean isLate(long time) {
        return now != Long.MIN_VALUE && time <= now - window - lateness;
    }

    public @Nullable Expected handle(String pair, String id, long time, long amount, long limit) {
        now = Math.max(now, time);
        leave();
        joined.clear();
        List<Arrived> all = arrived.computeIfAbsent(pair, absent -> new ArrayList<>());
        all.add(new Arrived(pair, time, amount, limit));
        inOrder.add(all.get(all.size() - 1));
        long firstOver = Long.MAX_VALUE;
        long lastOver = Long.MIN_VALUE;
        for (Arrived end : all) {
            if (end.time >= time && end.time < time + window && ending(all, id, end) != null) {
                firstOver = Math.min(firstOver, end.time);
                lastOver = Math.max(lastOver, end.time);
            }
        }
        Expected highest = highest(all, id, time, time + window);
        return highest == null ? null : judge(all, highest, firstOver, lastOver);
    }

    /** Which episodes, by their opening payments, the last payment has joined with the one that it belongs to. */
    public List<String> joined() {
        return joined;
    }

    private @Nullable Expected highest(List<Arrived> all, String id, long from, long until) {
        Expected highest = null;
        for (Arrived end : all) {
            Expected one = end.time >= from && end.time < until ? ending(all, id, end) : null;
            if (one != null
                    && (highest == null
                            || one.step > highest.step
                            || (one.step == highest.step && one.total > highest.total)
                            || (one.step == highest.step && one.total == highest.total && one.at < highest.at))) {
                highest = one;
            }
        }
        return highest;
    }

    /** The window that a payment ends, if it is over. */
    private @Nullable Expected ending(List<Arrived> all, String id, Arrived end) {
        long total = 0;
        int payments = 0;
        for (Arrived one : all) {
            boolean counts = end.time >= now - lateness || !left.contains(one);
            if (counts && one.time > end.time - window && one.time <= end.time) {
                total += one.amount;
                payments++;
            }
        }
        return total <= end.limit
                ? null
                : new Expected(id, step((total - 1) / end.limit), total, end.time, 0, payments);
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

    /** What is not held in full joins nothing, and goes to the episode that was opened last. */
    private @Nullable Expected judge(List<Arrived> all, Expected highest, long firstOver, long lastOver) {
        List<Seen> seen = episodes.computeIfAbsent(all.get(0).pair, absent -> new ArrayList<>());
        boolean joins = firstOver >= now - lateness;
        Seen episode = null;
        for (Seen one : seen) {
            if (isOne(one, firstOver, lastOver) && !(joins && episode != null && episode.opened < one.opened)) {
                episode = one;
            }
        }
        if (episode == null) {
            episode = new Seen();
            episode.opening = highest.opening;
            episode.opened = firstOver;
            episode.lastOver = lastOver;
            seen.add(episode);
        }
        Expected news = episode.extend(highest, firstOver, lastOver);
        for (int i = 0; joins && i < seen.size(); i++) {
            Seen other = seen.get(i);
            if (other != episode && other.opened >= now - lateness && isOne(episode, other.opened, other.lastOver)) {
                seen.remove(i);
                joined.add(other.opening);
                Expected ofOther = highest(all, episode.opening, other.at, other.at + 1);
                Expected more = episode.extend(Objects.requireNonNull(ofOther), other.opened, other.lastOver);
                news = more == null ? news : more;
                i = -1;
            }
        }
        return news == null
                ? null
                : new Expected(episode.opening, news.step, news.total, news.at, episode.opened, news.payments);
    }

    private boolean isOne(Seen episode, long first, long last) {
        return first < episode.lastOver + window && last > episode.opened - window;
    }
}
